"""Recording a use without an approval, instructing the section, taking its report, closing it with an outcome."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import apply
from govapi.cloud_services import queries as services
from govapi.cloud_services.unapproved import queries, rules
from govapi.cloud_services.unapproved.schemas import InstructionIn, ReportIn, UnapprovedUseIn, UnapprovedUsePatch
from govapi.cloud_services.unapproved.tables import UnapprovedUse
from govapi.cloud_services.unapproved.workflow import INSTRUCTING, UNAPPROVED_USE
from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.counters import next_number
from govapi.db.session import find
from govapi.duties.service import Obligation, drop_record, plan, settle, settle_record
from govapi.kit.errors import FieldFault, Invalid, NotAllowed, NotFound, Stale, WrongState
from govapi.kit.japan.fiscal import fiscal_year
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.people.tables import Department
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.workflow.perform import perform

NOUN = "unapproved_use"
ANSWER = "cloud.unapproved"
# States of a use that was permitted once, whatever became of it.
PERMITTED = frozenset({"permitted", "suspended", "ending", "ended", "superseded"})
MAY_BE_EMPTY = frozenset({"service_id", "class_code"})


def record(
    session: Session, actor: Actor, stored: StoredPolicy, given: UnapprovedUseIn, *, now: datetime, today: date
) -> UnapprovedUse:
    """Records what was found. Raises NotAllowed for anybody but the security office and the head of the section."""
    department = _department(session, given.department_id)
    if not relations(actor, department.path, department.id) & INSTRUCTING:
        raise NotAllowed("承認のない利用を記録できるのは、情報政策担当課の職員と、利用していた課の所属長です。")
    deadline = rules.deadline_for(given.deadline, today)
    _refuse("/deadline", rules.deadline_fault(deadline, today))
    _refuse("/found_on", rules.found_fault(given.found_on, today))
    values = given.model_dump(exclude={"department_id", "deadline"})
    _check(session, actor, stored.policy, given.service_id, given.class_code)
    year = fiscal_year(today)
    row = UnapprovedUse(
        number=f"無承認-{year}-{next_number(session, f'unapproved_use-{year}'):04d}",
        organ_id=department.organ_id,
        department_id=department.id,
        department_path=department.path,
        deadline=deadline,
        recorded_by=actor.person_id,
        recorded_name=actor.name,
        **values,
    )
    session.add(row)
    session.flush()
    summary = f"{department.name}での「{row.service_name}」の承認のない利用を記録"
    audit.note(session, actor, NOUN, row, "record", summary, {"class_code": [None, row.class_code]})
    plan(session, actor, stored.policy, _duty(row), now=now, today=today)
    return row


def revise(
    session: Session, actor: Actor, policy: PolicySet, record_id: UUID, given: UnapprovedUsePatch, expected: int, today: date
) -> UnapprovedUse:
    """Corrects what is known of it, until it is closed."""
    row = queries.one(session, actor, policy, record_id, lock=True)
    if not who(actor, row) & INSTRUCTING:
        raise NotAllowed("記録を直せるのは、情報政策担当課の職員と、利用していた課の所属長です。")
    if row.version != expected:
        raise Stale
    if row.status == "closed":
        raise WrongState("対応を終えた記録は変更できません。")
    sent = given.model_dump(exclude_unset=True)
    values = {name: value for name, value in sent.items() if value is not None or name in MAY_BE_EMPTY}
    _refuse("/found_on", rules.found_fault(values.get("found_on", row.found_on), today))
    _check(session, actor, policy, values.get("service_id"), values.get("class_code"))
    changed = apply(row, values)
    session.flush()
    if changed:
        audit.note(session, actor, NOUN, row, "revise", f"{row.number}を変更", changed)
    return row


def _department(session: Session, department_id: UUID) -> Department:
    try:
        return find(session, Department, department_id)
    except NotFound:
        raise Invalid("この課は登録されていません。一覧から選んでください。", pointer="/department_id") from None


def _check(session: Session, actor: Actor, policy: PolicySet, service_id: UUID | None, class_code: str | None) -> None:
    if service_id is not None:
        try:
            services.one(session, actor, policy, service_id)
        except NotFound:
            sentence = "このサービスは登録されていません。一覧から選ぶか、名称だけを入力してください。"
            raise Invalid(sentence, pointer="/service_id") from None
    if class_code is not None and class_code not in {one.code for one in policy.classification.confidentiality}:
        raise Invalid("この分類はありません。分類を選び直してください。", pointer="/class_code")


def act(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    record_id: UUID,
    action: str,
    given: BaseModel,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> UnapprovedUse:
    """One step, with its duty."""
    row = queries.one(session, actor, stored.policy, record_id, lock=True)
    if row.version != expected:
        raise Stale
    reason, before = str(getattr(given, "reason", "")), row.status
    known, relation = facts(session, row, stored.policy), who(actor, row)
    perform(session, actor, row, UNAPPROVED_USE, action, status=before, facts=known, who=relation, now=now, reason=reason)
    if isinstance(given, InstructionIn):
        _instruct(session, actor, row, stored.policy, given, again=before == "reported", now=now, today=today)
    elif isinstance(given, ReportIn):
        _report(session, actor, row, given, now, today)
    elif action in rules.CLOSING:
        _close(session, actor, row, action, reason, now)
    session.flush()
    return row


def _instruct(
    session: Session,
    actor: Actor,
    row: UnapprovedUse,
    policy: PolicySet,
    given: InstructionIn,
    *,
    again: bool,
    now: datetime,
    today: date,
) -> None:
    deadline = rules.deadline_for(given.deadline, today)
    _refuse("/deadline", rules.deadline_fault(deadline, today))
    row.instruction, row.deadline = given.instruction, deadline
    row.turn += again  # what was reported did not do: a new obligation
    session.flush()
    plan(session, actor, policy, _duty(row), now=now, today=today)


def _duty(row: UnapprovedUse) -> Obligation:
    return Obligation.about(
        row,
        NOUN,
        key=duty_key(row),
        kind=ANSWER,
        title=f"{row.number}「{row.service_name}」の承認のない利用への対応"[:200],
        on=row.deadline,
        cause="instruction" if row.instruction else "found",
        cause_label="指示で示した期限" if row.instruction else "発見したときに定めた期限",
    )


def duty_key(row: UnapprovedUse) -> str:
    """Each instruction that follows a report is an obligation of its own."""
    return f"{ANSWER}:{row.id}:{row.turn}"


def _report(session: Session, actor: Actor, row: UnapprovedUse, given: ReportIn, now: datetime, today: date) -> None:
    faults = rules.report_faults(given.stopped_on, given.data_removed_on, today)
    if faults:
        raise Invalid(faults[0].message, errors=faults)
    if given.use_id is not None:
        _check_use(session, row, given.use_id)
    apply(row, given.model_dump())
    row.reported_name = actor.name
    settle(session, actor, duty_key(row), "対応の報告", now=now)


def _check_use(session: Session, row: UnapprovedUse, use_id: UUID) -> None:
    """An application of the same section, for the same service where that is known."""
    try:
        use = find(session, CloudUse, use_id)
    except NotFound:
        use = None
    if use is None or not use.department_path.startswith(row.department_path):
        raise Invalid("この課の利用申請ではありません。事後に行った利用申請を選んでください。", pointer="/use_id")
    if row.service_id is not None and use.service_id != row.service_id:
        raise Invalid("ほかのサービスの利用申請です。発見されたサービスの利用申請を選んでください。", pointer="/use_id")


def _close(session: Session, actor: Actor, row: UnapprovedUse, action: str, reason: str, now: datetime) -> None:
    row.outcome, row.close_note, row.closed_name = rules.CLOSING[action], reason, actor.name
    end = drop_record if row.outcome == "no_use" else settle_record
    end(session, actor, row.id, UNAPPROVED_USE.row(action).label, now=now, kinds=[ANSWER])


def _refuse(pointer: str, fault: str | None) -> None:
    if fault is not None:
        raise Invalid(fault, errors=[FieldFault(pointer, fault)])


def facts(session: Session, row: UnapprovedUse, policy: PolicySet) -> rules.UnapprovedFacts:
    """What the guards look at."""
    use = find(session, CloudUse, row.use_id) if row.use_id is not None else None
    rank = policy.classification.rank
    return rules.UnapprovedFacts(
        stopped_on=row.stopped_on,
        data_removed_on=row.data_removed_on,
        prevention=row.prevention,
        linked=use is not None,
        use_permitted=use is not None and use.status in PERMITTED,
        class_covered=use is None or rank(use.class_code) >= rank(row.class_code),
    )


def who(actor: Actor, row: UnapprovedUse) -> frozenset[Who]:
    """How the actor stands to the section that used the service."""
    return relations(actor, row.department_path, row.department_id)
