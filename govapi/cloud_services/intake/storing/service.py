"""Writing services, uses and what is left to be done about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.cloud_services import service as services
from govapi.cloud_services.conditions import service as conditions
from govapi.cloud_services.conditions.tables import CloudCondition
from govapi.cloud_services.deciding.service import in_force
from govapi.cloud_services.intake.matching.rules import New
from govapi.cloud_services.intake.reading.rules import answers_of
from govapi.cloud_services.intake.rules import NO_INFORMATION, Entry, countries
from govapi.cloud_services.intake.storing.rules import FIRST, due_on, points
from govapi.cloud_services.managers.tables import CloudManager
from govapi.cloud_services.schemas import CloudServiceIn
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.uses.applying.rules import LABELS, REQUIRED, unanswered
from govapi.cloud_services.uses.applying.service import items_of
from govapi.cloud_services.uses.queries import NOUN
from govapi.cloud_services.uses.ruling.service import keep
from govapi.cloud_services.uses.service import derived, facts_of, reindex, settle
from govapi.cloud_services.uses.tables import CloudUse
from govapi.contracts.intake.rules import Party
from govapi.contracts.intake.storing.service import register_contractors
from govapi.db.counters import next_number
from govapi.kit.japan.fiscal import fiscal_year
from govapi.people.actor import Actor
from govapi.people.tables import Post
from govapi.policy.permission import ruling
from govapi.policy.schema.cloud import Outcome
from govapi.policy.store import StoredPolicy


@dataclass(frozen=True)
class Source:
    """The import: its number, and its day."""

    number: str
    now: datetime
    today: date


@dataclass(frozen=True)
class Known:
    """What the rows refer to, by row."""

    services: Mapping[int, CloudService]
    contracts: Mapping[int, UUID] = field(default_factory=dict)
    posts: Mapping[int, Post] = field(default_factory=dict)


def companies_of(new: Mapping[str, New]) -> dict[str, Party]:
    """The companies in this country that are not registered yet, by their 法人番号."""
    wanted = [one.first for one in new.values() if one.company is None and one.first.corporate_number]
    return {entry.corporate_number: Party(entry.provider, entry.corporate_number) for entry in wanted if entry.corporate_number}


def register_services(
    session: Session, actor: Actor, stored: StoredPolicy, new: Mapping[str, New]
) -> tuple[dict[str, CloudService], int]:
    """Registers the services that are new, for the section of their first row, and their providers; how many companies."""
    companies = register_contractors(session, actor, companies_of(new))
    found = {}
    for key, one in new.items():
        entry, company = one.first, companies.get(one.first.corporate_number or "")
        contractor_id = one.company or (company.id if company else None)
        abroad = contractor_id is None
        assert entry.section is not None, "a row without faults has its section"
        given = CloudServiceIn(
            name=entry.service,
            contractor_id=contractor_id,
            provider_name=entry.provider if abroad else "",
            provider_country=entry.country if abroad else "",
            kinds=one.kinds,
            forms=one.forms,
            terms_url=entry.texts["terms_url"],
            data_countries=countries(entry.texts["data_countries"]),
            department_id=entry.section.id,
        )
        found[key] = services.register(session, actor, stored, given)
    return found, len(companies)


def register_uses(
    session: Session, actor: Actor, stored: StoredPolicy, entries: Sequence[Entry], known: Known, source: Source
) -> list[tuple[int, CloudUse, int]]:
    """Enters the uses as permitted: row, use, and how many points are left open."""
    return [_enter(session, actor, stored, entry, known, source) for entry in entries]


def _enter(
    session: Session, actor: Actor, stored: StoredPolicy, entry: Entry, known: Known, source: Source
) -> tuple[int, CloudUse, int]:
    service = known.services[entry.row]
    use = _use(session, actor, stored, entry, service, known.contracts.get(entry.row), source.today)
    session.add(use)
    session.flush()
    open_points = _open_points(session, use, service, stored, source.today)
    use.decision = "conditional" if open_points else "approved"
    post = known.posts.get(entry.row)
    if post is not None:
        row = CloudManager(
            use_id=use.id, post_id=post.id, from_date=source.today, named_by=actor.person_id, named_name=actor.name
        )
        session.add(row)
    session.flush()
    reindex(session, use, service)
    origin = {"intake": source.number, "row": entry.row, "open_points": open_points}
    audit.note(session, actor, NOUN, use, "migrate", f"「{service.name}」の利用（{use.title}）を移行登録", origin)
    in_force(session, actor, stored, use, now=source.now, today=source.today)
    return entry.row, use, open_points


def _use(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    entry: Entry,
    service: CloudService,
    contract_id: UUID | None,
    today: date,
) -> CloudUse:
    assert entry.section is not None and entry.form is not None and entry.zone is not None, "a row without faults has them"
    year = fiscal_year(today)
    use = CloudUse(
        number=f"クラウド-{year}-{next_number(session, f'cloud-use-{year}'):04d}",
        status="permitted",
        migrated=True,
        service_id=service.id,
        contract_id=contract_id,
        organ_id=entry.section.organ_id,
        department_id=entry.section.id,
        department_path=entry.section.path,
        policy_version=stored.version,
        created_by=actor.person_id,
        answers=answers_of(entry, stored.policy),
        chosen_class=None if entry.class_code == NO_INFORMATION else entry.class_code,
        zone=entry.zone.value,
        form=entry.form.value,
        **_told(entry),
    )
    settle(use, stored.policy)
    return use


def _told(entry: Entry) -> dict[str, Any]:
    """What the row says of the use and its approval, as it stands."""
    same = ("title", "starts_on", "ends_on", "learns", "decided_on", "confirm_on")
    texts = (
        "users", "budget_line", "alternative", "residual_risk", "risk_accepted_by", "decided_by_post", "decided_by_name",
    )  # fmt: skip
    return {
        "purpose": _purpose(entry),
        **{name: getattr(entry, name) for name in same},
        **{name: entry.texts[name] for name in texts},
        **entry.numbers,
    }


def _purpose(entry: Entry) -> str:
    """What it is used for, and what the town's own list said beside."""
    parts = [entry.texts["purpose"]]
    parts += [
        f"{label}：{entry.texts[key]}" for key, label in (("mark", "移行前の整理番号"), ("remark", "備考")) if entry.texts[key]
    ]
    return "\n".join(part for part in parts if part)


def _open_points(session: Session, use: CloudUse, service: CloudService, stored: StoredPolicy, today: date) -> int:
    """The ruling of today is kept; what it asks for, what is not known and what it does not allow are conditions with a day."""
    said = keep(session, use, stored, today)
    rows = list(conditions.write(session, use, stored.policy, [one.key for one in said.conditions]))
    for row in rows:
        row.due_on, row.due = due_on(row.due_days, today, use.ends_on), "date"
    items = len(unanswered(items_of(use, service, stored.policy), use.items))
    reasons = [one.because for one in said.said if one.decides]
    blocked = said.blocked and _blocked_otherwise(session, use, stored, today)
    left = points(_lacking(use, stored), items, Outcome(said.outcome), reasons, blocked=blocked)
    for position, point in enumerate(left):
        row = CloudCondition(
            use_id=use.id,
            position=FIRST + position,
            label=point.label,
            text=point.text,
            due="date",
            due_on=due_on(None, today, use.ends_on),
        )
        session.add(row)
        rows.append(row)
    session.flush()
    return len(rows)


def _blocked_otherwise(session: Session, use: CloudUse, stored: StoredPolicy, today: date) -> bool:
    """Whether a rule bars it besides a judgement that is missing: that is a duty of the service itself."""
    facts = facts_of(session, use, stored.policy, today)
    return facts is not None and ruling(stored.policy, replace(facts, disclosure="no")).blocked


def _lacking(use: CloudUse, stored: StoredPolicy) -> list[str]:
    """Labels of what an application must say and the list did not."""
    found = [LABELS[name] for name in REQUIRED if getattr(use, name) in (None, "")]
    if use.chosen_class is None and derived(use, stored.policy).unanswered:
        found.append(LABELS["answers"])
    return found + (["承認の記録"] if use.decided_on is None else [])
