"""Writing the conditions of a use, adding to them, and following how they are met."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.approvals.queries import stands_in_route
from govapi.cloud_services.conditions import queries, rules
from govapi.cloud_services.conditions.schemas import CheckIn, ConditionIn, ConditionOut, MeetIn
from govapi.cloud_services.conditions.tables import CloudCondition
from govapi.cloud_services.uses.tables import CloudUse
from govapi.duties import service as duties
from govapi.duties.service import Obligation
from govapi.files.uploads import ReadyFile
from govapi.kit.errors import Invalid, NotAllowed, Stale, WrongState
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy

KIND = "cloud.condition"
NOT_ADDED = "条件を加えることができるのは、回議中の申請を審査し、又は決裁する職員と、情報政策担当課の職員です。"


def who(actor: Actor, use: CloudUse) -> frozenset[Who]:
    """How the actor stands to the use."""
    return relations(actor, use.department_path, use.department_id)


def write(session: Session, use: CloudUse, policy: PolicySet, keys: Sequence[str]) -> Sequence[CloudCondition]:
    """Writes the conditions of the ruling at submission. Those of an earlier submission go; what was added in the decision
    stays. The caller's step stands in the trail."""
    for row in queries.of_use(session, use.id):
        if row.key:
            session.delete(row)
    session.flush()
    for position, key in enumerate(keys, start=1):
        kind = policy.cloud.condition(key)
        row = CloudCondition(
            use_id=use.id,
            position=position,
            key=key,
            label=kind.label,
            text=kind.text,
            due="date" if kind.due == "days" else kind.due,
            due_days=kind.days if kind.due == "days" else None,
            proof=kind.proof,
        )
        session.add(row)
    session.flush()
    return queries.of_use(session, use.id)


def may_add(session: Session, actor: Actor, use: CloudUse) -> bool:
    """Those who decide on the application, and 情報政策担当課; never the applicant."""
    if use.status != "in_approval" or not actor.is_person or actor.person_id == use.requested_by:
        return False
    return Who.SECURITY_OFFICE in who(actor, use) or stands_in_route(session, actor, use.id)


def add(session: Session, actor: Actor, use: CloudUse, given: ConditionIn, today: date) -> CloudCondition:
    """Adds a condition while the application circulates: the decision is then one on conditions. The caller holds the use."""
    fault = rules.add_fault(use.status, given.due, given.due_on, given.due_days, today)
    _refuse(fault)
    if not may_add(session, actor, use):
        raise NotAllowed(NOT_ADDED)
    known = [row.position for row in queries.of_use(session, use.id)]
    row = CloudCondition(
        use_id=use.id,
        position=max([*known, rules.FIRST_ADDED - 1]) + 1,
        added_by=actor.person_id,
        added_by_name=actor.name,
        **given.model_dump(),
    )
    session.add(row)
    session.flush()
    audit.note(session, actor, "cloud_use", use, "add_condition", f"条件「{row.label}」を追加", {"text": [None, row.text]})
    return row


def remove(session: Session, actor: Actor, use: CloudUse, condition_id: UUID, expected: int) -> None:
    """Takes back a condition that was added while the application circulates. Those of the rules stay."""
    row = _held(session, use, condition_id, expected)
    if row.key or use.status != "in_approval":
        raise WrongState("取り消すことができるのは、回議の間に加えた条件だけです。決定の後は取り消せません。")
    if not may_add(session, actor, use):
        raise NotAllowed("条件を取り消すことができるのは、この申請を審査し、又は決裁する職員と、情報政策担当課の職員です。")
    audit.note(session, actor, "cloud_use", use, "remove_condition", f"条件「{row.label}」を取消し", {"text": [row.text, None]})
    session.delete(row)
    session.flush()


def settle_in(session: Session, actor: Actor, stored: StoredPolicy, use: CloudUse, *, now: datetime, today: date) -> None:
    """At the decision: the days are fixed, and what is open becomes a duty of the section."""
    decided = use.decided_on or today
    for row in queries.of_use(session, use.id):
        if row.due != "submission":
            row.due_on = rules.due_on_decision(row.due, row.due_days, row.due_on, decided, use.starts_on)
            _plan(session, actor, stored.policy, use, row, now=now, today=today)
    session.flush()


def meet(
    session: Session,
    actor: Actor,
    use: CloudUse,
    condition_id: UUID,
    given: MeetIn,
    expected: int,
    file: ReadyFile | None = None,
    *,
    now: datetime,
    today: date,
) -> CloudCondition:
    """The section says that the condition is met, and how; its duty is settled. The caller holds the use."""
    may_work(actor, use)
    row = _held(session, use, condition_id, expected)
    met_on = given.met_on or today
    _refuse(rules.meet_fault(use.status, rules.state_of(row), met_on, today))
    if file is not None:
        keep(session, actor, use, row, file)
    row.met_on, row.met_note, row.met_by, row.met_name = met_on, given.note, actor.person_id, actor.name
    session.flush()
    audit.note(
        session, actor, "cloud_use", use, "meet_condition", f"条件「{row.label}」を満たしたと記録", {"note": [None, given.note]}
    )
    duties.settle(session, actor, _key(row), f"{wareki(met_on)}に条件を満たした", now=now)
    return row


def may_work(actor: Actor, use: CloudUse) -> None:
    """Raises NotAllowed for who is not of the section that uses the service."""
    if Who.SECTION_STAFF not in who(actor, use):
        raise NotAllowed("条件を満たしたことを記録できるのは、所管課の職員です。")


def may_prove(actor: Actor, use: CloudUse, row: CloudCondition) -> None:
    """Raises NotAllowed, or WrongState for a use that does not run or a condition that was checked."""
    may_work(actor, use)
    if use.status not in rules.RUNNING or rules.state_of(row) not in ("open", "met"):
        raise WrongState("書類を登録できるのは、許可された利用の、確認の済んでいない条件についてだけです。")


def keep(session: Session, actor: Actor, use: CloudUse, row: CloudCondition, file: ReadyFile) -> None:
    """Notes the proof handed in for a condition; it replaces the one before."""
    may_prove(actor, use, row)
    changes = {"evidence_sha256": [row.evidence_sha256 or None, file.stored.sha256]}
    row.evidence_name, row.evidence_type = file.name, file.kind.media_type
    row.evidence_sha256 = file.stored.sha256
    session.flush()
    audit.note(session, actor, "cloud_use", use, "prove_condition", f"条件「{row.label}」に「{file.name}」を添付", changes)


def check(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    use: CloudUse,
    condition_id: UUID,
    given: CheckIn,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> CloudCondition:
    """情報政策担当課 looks at what the section reported: satisfied, or returned; then it is the section's duty again."""
    if not may_check(actor, use):
        raise NotAllowed("条件の確認を記録できるのは、情報政策担当課の職員です。")
    row = _held(session, use, condition_id, expected)
    _refuse(rules.check_fault(use.status, rules.state_of(row), given.satisfied, given.note))
    if actor.person_id == row.met_by:
        raise NotAllowed("条件を満たしたと記録した職員は、その確認を行えません。ほかの職員が確認してください。", code="four_eyes")
    row.check_note = given.note
    if given.satisfied:
        row.checked_on, row.checked_by, row.checked_name = today, actor.person_id, actor.name
        session.flush()
        audit.note(session, actor, "cloud_use", use, "check_condition", f"条件「{row.label}」を確認")
        return row
    row.met_on, row.met_by, row.met_name = None, None, ""
    row.returns += 1
    session.flush()
    changes = {"note": [None, given.note]}
    audit.note(session, actor, "cloud_use", use, "return_condition", f"条件「{row.label}」を差戻し", changes)
    _plan(session, actor, stored.policy, use, row, now=now, today=today)
    return row


def may_check(actor: Actor, use: CloudUse) -> bool:
    return actor.is_person and Who.SECURITY_OFFICE in who(actor, use)


def open_before_use(session: Session, use_id: UUID) -> Sequence[CloudCondition]:
    """What must be met before the use begins and is not."""
    return queries.open_before_use(session, use_id)


def shape(row: CloudCondition, use: CloudUse, today: date, *, whole: bool = True) -> ConditionOut:
    """A condition as the doors show it; how it was met only to whom the use is shown ``whole`` (`managers.queries.follows`)."""
    out = ConditionOut.model_validate(row)
    if not whole:
        out.met_note = out.check_note = out.evidence_name = out.evidence_sha256 = ""
    out.state = rules.state_of(row)
    out.state_label, out.due_label = rules.STATES[out.state], rules.due_words(row, row.due_days)
    out.blocks_start = rules.blocks_start(row)
    running = use.status in rules.RUNNING
    out.overdue = running and (rules.is_overdue(row, today) or rules.started_without(row, use.starts_on, today))
    return out


@dataclass(frozen=True)
class ConditionsView:
    """The conditions of a use for its page. ``unmet_at_start``: the use has begun without what had to be met before."""

    use_id: UUID
    items: Sequence[ConditionOut]
    blocking: Sequence[ConditionOut]
    unmet_at_start: bool
    may_add: bool
    may_meet: bool
    may_check: bool


def view(session: Session, actor: Actor, use: CloudUse, today: date) -> ConditionsView:
    """What the page of a use shows. The caller has checked that it may be seen."""
    items = [shape(row, use, today) for row in queries.of_use(session, use.id)]
    running = use.status in rules.RUNNING
    blocking = [one for one in items if one.blocks_start]
    begun = running and use.starts_on is not None and use.starts_on <= today
    return ConditionsView(
        use_id=use.id,
        items=items,
        blocking=blocking,
        unmet_at_start=begun and bool(blocking),
        may_add=may_add(session, actor, use),
        may_meet=running and Who.SECTION_STAFF in who(actor, use),
        may_check=running and may_check(actor, use),
    )


def _held(session: Session, use: CloudUse, condition_id: UUID, expected: int) -> CloudCondition:
    row = queries.one(session, use.id, condition_id, lock=True)
    if row.version != expected:
        raise Stale
    return row


def _refuse(fault: tuple[str, str] | None) -> None:
    if fault is None:
        return
    pointer, sentence = fault
    if pointer:
        raise Invalid(sentence, pointer=pointer)
    raise WrongState(sentence)


def _key(row: CloudCondition) -> str:
    return f"{KIND}:{row.id}:{row.returns}"


def _plan(
    session: Session, actor: Actor, policy: PolicySet, use: CloudUse, row: CloudCondition, *, now: datetime, today: date
) -> None:
    if row.due_on is None or row.met_on is not None:
        return
    cause = "利用を始める前に満たす条件" if row.due == "use" else "期日までに満たす条件"
    one = Obligation.about(
        use,
        "cloud_use",
        key=_key(row),
        kind=KIND,
        title=f"{use.title}の利用の条件「{row.label}」",
        on=row.due_on,
        cause="returned" if row.returns else row.due,
        cause_label=f"差戻し：{row.check_note}" if row.returns else cause,
    )
    duties.plan(session, actor, policy, one, now=now, today=today)
