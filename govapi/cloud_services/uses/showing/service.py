"""A use in a list, and whole."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlmodel import Session, col

from govapi.cloud_services import queries as services
from govapi.cloud_services.conditions.queries import open_before_use
from govapi.cloud_services.deciding.queries import collect, harder_of
from govapi.cloud_services.registrations.queries import many
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.uses import queries
from govapi.cloud_services.uses.applying.rules import in_words
from govapi.cloud_services.uses.applying.service import changes_from_last, items_of
from govapi.cloud_services.uses.rules import DECISIONS, LIVE, OCCASIONS, UseFacts, sentences
from govapi.cloud_services.uses.ruling.service import kept, of_today
from govapi.cloud_services.uses.schemas import (
    BadgeOut,
    ChangeOut,
    CloudUseOut,
    CloudUseRow,
    ItemOut,
    ReasonOut,
    TwinOut,
)
from govapi.cloud_services.uses.service import class_label, derived, who
from govapi.cloud_services.uses.showing.rules import Circumstances, Standing, badges, warnings
from govapi.cloud_services.uses.tables import CloudUse
from govapi.cloud_services.uses.workflow import CLOUD_USE
from govapi.contracts import queries as contracts
from govapi.contracts.tables import Contract
from govapi.db.session import find, owned, owned_columns
from govapi.duties.rules import kind_of
from govapi.people.actor import Actor
from govapi.people.tables import Department
from govapi.policy.rules import is_transitional
from govapi.policy.schema.cloud import Form, Zone
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy, by_version
from govapi.workflow.perform import stamps_of
from govapi.workflow.shapes import shown

Shape = TypeVar("Shape", bound=CloudUseRow)


def brief(session: Session, rows: Sequence[CloudUse], policy: PolicySet, today: date) -> list[CloudUseRow]:
    """Uses for a list, in three queries however many there are."""
    names = _names(session, CloudService, {row.service_id for row in rows})
    sections = _names(session, Department, {row.department_id for row in rows})
    registered = many(session, policy, {row.service_id for row in rows}, today) if rows else set()
    return [
        _row(
            CloudUseRow.model_validate(row),
            row,
            names[row.service_id],
            sections[row.department_id],
            policy,
            today,
            registered=row.service_id in registered,
        )
        for row in rows
    ]


def _names(session: Session, table: type[CloudService] | type[Department], ids: Collection[UUID]) -> dict[UUID, str]:
    found = owned_columns(session, table, col(table.id), col(table.name)).where(col(table.id).in_(ids))
    return {row[0]: row[1] for row in session.execute(found)}


def _row(
    out: Shape, row: CloudUse, service_name: str, section_name: str, policy: PolicySet, today: date, *, registered: bool
) -> Shape:
    out.status_label = CLOUD_USE.labels[row.status]
    out.occasion_label = OCCASIONS[row.occasion]
    out.service_name, out.section_name = service_name, section_name
    out.class_label = class_label(row, policy) if row.status != "draft" or row.class_code or row.answers else ""
    out.zone_label = Zone(row.zone).label if row.zone else ""
    out.form_label = Form(row.form).label if row.form else ""
    out.decision_label = DECISIONS.get(row.decision, "")
    standing = Standing(
        status=row.status,
        returned=row.returned,
        migrated=row.migrated,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        confirm_on=row.confirm_on,
        registered_then=bool(row.ruling.get("registered")),
        registered_now=registered,
        confirm_notice_days=kind_of(policy.monitoring, "cloud.confirmation").opens_before_days,
        end_notice_days=kind_of(policy.monitoring, "cloud.end").opens_before_days,
    )
    out.badges = [BadgeOut.model_validate(one) for one in badges(standing, today)]
    return out


def whole(session: Session, actor: Actor, row: CloudUse, stored: StoredPolicy, today: date) -> CloudUseOut:
    """The use with everything this reader may see and do."""
    policy = stored.policy
    service = find(session, CloudService, row.service_id)
    section = find(session, Department, row.department_id).name
    registered = row.service_id in many(session, policy, [row.service_id], today)
    shape = CloudUseOut.model_validate({**row.model_dump(), "ruling": None})
    out = _row(shape, row, service.name, section, policy, today, registered=registered)
    out.provider_name, out.kinds = services.provider_name(session, service), list(service.kinds)
    known = collect(session, row, policy, today)
    _judged(session, out, row, stored, known, today)
    _applied(session, out, row, service, _asked_under(session, row, stored))
    _around(session, actor, out, row, policy)
    if row.status == "draft":
        out.missing = sentences(known)
    if row.starts_on is not None:
        out.transitional = is_transitional(policy, row.starts_on)
        out.rule_16_3 = not out.transitional
    out.warnings = warnings(_circumstances(session, out, row, service, policy))
    stamped = stamps_of(CLOUD_USE, row)
    actions = CLOUD_USE.available(row.status, known, who(actor, row), person=actor.person_id, stamped=stamped)
    out.available_actions = shown(actions)
    if not queries.sees_application(session, actor, policy, row):
        _withhold(out)
    return out


def _withhold(out: CloudUseOut) -> None:
    """Who only learns that the service may be used is not told how it is secured and what risk remains."""
    out.application_visible = False
    out.items, out.asked_items, out.changes, out.warnings = {}, [], [], []
    out.answers, out.unanswered, out.person_count = {}, [], None
    out.residual_risk = out.risk_accepted_by = out.exception_reason = out.exception_measures = ""


def _judged(session: Session, out: CloudUseOut, row: CloudUse, stored: StoredPolicy, known: UseFacts, today: date) -> None:
    """A draft shows the ruling of today, what was submitted the one it was submitted under."""
    out.ruling = of_today(session, row, stored, today) if row.status == "draft" else kept(row)
    out.harder = known.harder if row.status == "in_approval" else harder_of(session, row, known.ruling, today)


def _asked_under(session: Session, row: CloudUse, stored: StoredPolicy) -> PolicySet:
    """The policy set whose questions the application answers: that of today for a draft, else that of its submission."""
    if row.status == "draft" or row.policy_version in (0, stored.version):
        return stored.policy
    return by_version(session, row.policy_version).policy


def _applied(session: Session, out: CloudUseOut, row: CloudUse, service: CloudService, policy: PolicySet) -> None:
    found = derived(row, policy)
    questions = policy.cloud.questionnaire.by_key
    out.unanswered = [questions[key].label for key in found.unanswered]
    out.because = [
        ReasonOut(because=one.because, class_code=one.class_code, policy=list(one.policy), source=one.source_label)
        for one in found.because
    ]
    out.asked_items = [
        ItemOut(key=item.key, label=item.label, answer=in_words(item, row.items.get(item.key)), required=item.required)
        for item in items_of(row, service, policy)
    ]
    out.changes = [ChangeOut.model_validate(one) for one in changes_from_last(session, row, service, policy)]


def _around(session: Session, actor: Actor, out: CloudUseOut, row: CloudUse, policy: PolicySet) -> None:
    """What the use follows on, what follows it, its contract and its twins: each named only to those who see it."""
    sees = queries.seen(session, actor, policy)
    former = owned(session, CloudUse).where(col(CloudUse.id) == row.previous_id, sees)
    before = session.exec(former).first() if row.previous_id is not None else None
    out.previous_id, out.previous_number = (before.id, before.number) if before is not None else (None, "")
    follower = owned(session, CloudUse).where(
        col(CloudUse.previous_id) == row.id, col(CloudUse.status).not_in(("withdrawn", "refused")), sees
    )
    found = session.exec(follower.order_by(col(CloudUse.id).desc()).limit(1)).first()
    if found is not None:
        out.follower_id, out.follower_number = found.id, found.number
    if row.contract_id is not None:
        contract = owned(session, Contract).where(
            col(Contract.id) == row.contract_id, contracts.seen(session, actor, policy)
        )  # fmt: skip
        held = session.exec(contract).first()
        out.contract_number = held.number if held else ""
    out.twins = _twins(session, row, policy)


def _twins(session: Session, row: CloudUse, policy: PolicySet) -> list[TwinOut]:
    """Only those in force: these all staff see."""
    if row.status not in ("draft", "in_approval"):
        return []
    others = [one for one in queries.twins(session, row) if one.department_id != row.department_id and one.status in LIVE]
    sections = _names(session, Department, {one.department_id for one in others}) if others else {}
    return [
        TwinOut(
            id=one.id,
            number=one.number,
            title=one.title,
            status=one.status,  # type: ignore[arg-type]  # stored statuses are Status
            status_label=CLOUD_USE.labels[one.status],
            section_name=sections[one.department_id],
            class_label=class_label(one, policy),
            zone_label=Zone(one.zone).label if one.zone else "",
        )
        for one in others
    ]


def _circumstances(session: Session, out: CloudUseOut, row: CloudUse, service: CloudService, policy: PolicySet) -> Circumstances:
    residents = {kind.key for kind in policy.cloud.kinds if kind.residents}
    waiting = open_before_use(session, row.id) if row.status in LIVE else []
    return Circumstances(
        status=row.status,
        needs_contract=row.form == Form.INDIVIDUAL or bool(residents & set(service.kinds)),
        unsaid_residents=bool(residents & set(service.kinds)) and not row.personal,
        has_contract=row.contract_id is not None,
        open_conditions=[one.label for one in waiting],
        other_sections=list(dict.fromkeys(one.section_name for one in out.twins)),
    )
