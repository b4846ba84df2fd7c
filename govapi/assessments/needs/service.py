"""The rooms above tell which of their records want a contractor assessed. The calendar follows at once."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.assessments.calendar.service import follow, follow_many
from govapi.assessments.needs import queries
from govapi.assessments.needs.tables import Need
from govapi.assessments.schemas import AskIn
from govapi.audit.changes import apply
from govapi.contractors import queries as contractors
from govapi.db.counters import next_number
from govapi.kit.errors import Invalid, NotAllowed, Unmet
from govapi.kit.ids import new_id
from govapi.kit.japan.fiscal import fiscal_year
from govapi.kit.japan.money import zenkaku
from govapi.people.actor import Actor
from govapi.policy.store import StoredPolicy

MANY = 1000  # contractors at once


@dataclass(frozen=True)
class Wanted:
    """A record that wants a contractor assessed for a tier, from its first day to its last (None: open)."""

    contractor_id: UUID
    noun: str
    record_id: UUID
    record_number: str
    title: str
    tier: str
    organ_id: UUID
    department_id: UUID
    department_path: str
    starts_on: date
    ends_on: date | None


def declare(
    session: Session, actor: Actor, stored: StoredPolicy, wanted: Wanted, *, reason: str = "", now: datetime, today: date
) -> Need:
    """Says, or says anew, that a record wants an assessment. Saying the same again changes nothing."""
    values = asdict(wanted)
    known = {need.contractor_id: need for need in queries.of_record(session, wanted.record_id)}
    need = known.get(wanted.contractor_id)
    if need is None:
        need = Need(**values)
        session.add(need)
        session.flush()
        _note(session, actor, need, "declare", _declared(need), reason=reason)
    else:
        changed = apply(need, values)
        session.flush()
        if changed:
            _note(session, actor, need, "change", f"{need.record_number}の評価の必要（区分{zenkaku(need.tier)}）を変更", changed)
    follow(session, actor, stored, wanted.contractor_id, now=now, today=today)
    return need


def declare_all(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    record_id: UUID,
    wanted: Sequence[Wanted],
    *,
    now: datetime,
    today: date,
) -> None:
    """Declares all that a record wants now, and ends what it no longer wants."""
    for one in wanted:
        declare(session, actor, stored, one, now=now, today=today)
    keep = frozenset(one.contractor_id for one in wanted)
    end(session, actor, stored, record_id, now=now, today=today, keep=keep)


def changed(session: Session, record_ids: Collection[UUID], wanted: Iterable[Wanted], today: date) -> set[UUID]:
    """The records whose wants are not what they have declared."""
    names = [field.name for field in fields(Wanted)]
    wants: dict[UUID, set[Hashable]] = {}
    for one in wanted:
        wants.setdefault(one.record_id, set()).add(tuple(asdict(one).values()))
    known = {
        key: {tuple(getattr(need, name) for name in names) for need in needs if need.ends_on is None or need.ends_on >= today}
        for key, needs in queries.of_records(session, record_ids).items()
    }
    return {key for key in record_ids if wants.get(key, set()) != known.get(key, set())}


def declare_new(
    session: Session, actor: Actor, stored: StoredPolicy, wanted: Sequence[Wanted], *, now: datetime, today: date
) -> None:
    """Declares what records want that have declared nothing before, in few statements."""
    needs = [Need(id=new_id(), **asdict(one)) for one in wanted]
    session.add_all(needs)
    session.flush()
    for need in needs:
        _note(session, actor, need, "declare", _declared(need))
    concerned = sorted({need.contractor_id for need in needs})
    for first in range(0, len(concerned), MANY):
        follow_many(session, actor, stored, concerned[first : first + MANY], now=now, today=today)


def ask(
    session: Session, actor: Actor, stored: StoredPolicy, contractor_id: UUID, given: AskIn, *, now: datetime, today: date
) -> Need:
    """Wants a contractor assessed ahead of a contract, for the actor's own section. Raises NotAllowed, Invalid."""
    contractor = contractors.one(session, contractor_id)
    if not actor.posts:
        raise NotAllowed("評価を始めることができるのは、課に所属する職員です。")
    if given.tier not in {tier.code for tier in stored.policy.assessing.tiers}:
        raise Invalid("方針セットにない区分です。一覧から選んでください。", pointer="/tier")
    if given.ends_on < max(given.starts_on, today):
        raise Invalid("終わりの日は、始まりの日以後で、今日以後の日にしてください。", pointer="/ends_on")
    if queries.assessed(session, contractor.id) != [contractor.id]:
        raise Unmet("共同企業体は、構成員ごとに評価します。構成員の画面から評価を始めてください。")
    post, record_id = actor.posts[0], new_id()
    wanted = Wanted(
        contractor_id=contractor.id,
        noun="request",
        record_id=record_id,
        record_number=f"依頼-{fiscal_year(today)}-{next_number(session, f'assessment-request-{fiscal_year(today)}'):04d}",
        title=given.title,
        tier=given.tier,
        organ_id=post.organ_id,
        department_id=post.department_id,
        department_path=post.department_path,
        starts_on=given.starts_on,
        ends_on=given.ends_on,
    )
    return declare(session, actor, stored, wanted, reason=given.reason, now=now, today=today)


def end(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    record_id: UUID,
    *,
    now: datetime,
    today: date,
    keep: frozenset[UUID] = frozenset(),
) -> None:
    """The record no longer wants anybody assessed (but those in ``keep``): its needs ended yesterday. No-op where none lives."""
    yesterday = today - timedelta(days=1)
    for need in queries.of_record(session, record_id):
        if need.contractor_id in keep or (need.ends_on is not None and need.ends_on <= yesterday):
            continue
        changed = apply(need, {"ends_on": yesterday})
        session.flush()
        _note(session, actor, need, "end", f"{need.record_number}の評価の必要が終了", changed)
        follow(session, actor, stored, need.contractor_id, now=now, today=today)


def _declared(need: Need) -> str:
    return f"{need.record_number}のため、区分{zenkaku(need.tier)}の評価が必要"


def _note(
    session: Session,
    actor: Actor,
    need: Need,
    verb: str,
    summary: str,
    changes: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    audit.record(
        session,
        actor,
        action=f"assessment_need.{verb}",
        noun="assessment_need",
        record_id=need.id,
        number=need.record_number,
        summary=summary,
        changes=changes,
        reason=reason,
    )
