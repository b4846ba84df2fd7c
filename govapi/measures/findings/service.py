"""Recording a finding, demanding the improvement, taking the reply, checking it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import apply
from govapi.contractors import queries as contractors
from govapi.contracts import queries as contracts
from govapi.contracts.tables import Contract
from govapi.db.counters import next_number
from govapi.db.session import find
from govapi.duties.service import Obligation, drop_record, plan, settle
from govapi.kit.errors import FieldFault, Invalid, NotAllowed, Stale, WrongState
from govapi.kit.japan.fiscal import fiscal_year
from govapi.measures.findings import queries, rules
from govapi.measures.findings.schemas import (
    ConfirmIn,
    DemandIn,
    FindingIn,
    FindingOut,
    FindingPatch,
    FindingRow,
    ReplyIn,
    RoundOut,
)
from govapi.measures.findings.tables import Finding, FindingRound
from govapi.measures.findings.workflow import FINDING, WORKERS
from govapi.measures.grounds.queries import ground
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.people.tables import Department
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy
from govapi.workflow.perform import perform, stamps_of
from govapi.workflow.shapes import shown

REPLY = "finding.reply"
RECORDERS = WORKERS | {Who.CONTRACT_OFFICE}


def record(session: Session, actor: Actor, current: StoredPolicy, given: FindingIn, today: date) -> Finding:
    """Records a finding about a contractor. Raises Unmet when the named clause is not in the contract, NotAllowed for others."""
    contract = contracts.one(session, actor, current.policy, given.contract_id) if given.contract_id else None
    company = contractors.one(session, given.contractor_id)
    if contract is not None and contract.contractor_id != company.id:
        raise Invalid("この契約の委託先ではありません。契約と委託先の組合せを確かめてください。", pointer="/contractor_id")
    place = _place(session, actor, contract)
    row = Finding(
        number="",
        policy_version=current.version,
        recorded_by=actor.person_id,
        recorded_name=actor.name,
        **place,
        **given.model_dump(exclude={"clause_key"}),
    )
    if not relations(actor, row.department_path, row.department_id) & RECORDERS:
        raise NotAllowed("この契約についての指摘を記録できるのは、所管課、契約担当課及び情報政策担当課の職員です。")
    _check_days(given.found_on, today)
    _set_clause(session, row, contract, current.policy, given.clause_key)
    year = fiscal_year(today)
    row.number = f"指摘-{year}-{next_number(session, f'finding-{year}'):04d}"
    session.add(row)
    session.flush()
    summary = f"「{company.name}」について「{row.title}」を指摘"
    audit.note(session, actor, "finding", row, "record", summary, {"severity": [None, row.severity]})
    return row


def _place(session: Session, actor: Actor, contract: Contract | None) -> dict[str, Any]:
    """The section it belongs to: the contract's, else the recorder's own."""
    if contract is not None:
        names = ("organ_id", "department_id", "department_path")
        return {name: getattr(contract, name) for name in names}
    if not actor.posts:
        raise NotAllowed("所属が登録されていないため、記録できません。システム管理者に発令の登録を依頼してください。")
    department = find(session, Department, actor.posts[0].department_id)
    return {"organ_id": department.organ_id, "department_id": department.id, "department_path": department.path}


def _check_days(found_on: date, today: date) -> None:
    if found_on > today:
        raise Invalid("指摘した日には、今日以前の日を入力してください。", pointer="/found_on")


def _set_clause(session: Session, row: Finding, contract: Contract | None, policy: PolicySet, key: str) -> dict[str, list[Any]]:
    if not key:
        return apply(row, {"clause_key": "", "clause_title": "", "clause_article": "", "clause_policy": []})
    if contract is None:
        raise Invalid("条項を選ぶときは、契約も選んでください。", pointer="/clause_key")
    chosen = ground(session, policy, contract, key)
    values = {"clause_key": key, "clause_title": chosen.title, "clause_article": chosen.article}
    return apply(row, {**values, "clause_policy": list(chosen.policy)})


def revise(
    session: Session, actor: Actor, policy: PolicySet, finding_id: UUID, given: FindingPatch, expected: int, today: date
) -> Finding:
    """Changes a finding before an improvement is demanded."""
    row = worked_on(session, actor, policy, finding_id, expected)
    if row.status != "open":
        raise WrongState("改善を要求した指摘は変更できません。改めるときは、再度の改善要求で内容を示してください。")
    values = given.model_dump(exclude_unset=True, exclude_none=True)
    key = values.pop("clause_key", None)
    _check_days(values.get("found_on", row.found_on), today)
    changed = apply(row, values)
    if key is not None:
        contract = find(session, Contract, row.contract_id) if row.contract_id else None
        changed |= _set_clause(session, row, contract, policy, key)
    session.flush()
    if changed:
        audit.note(session, actor, "finding", row, "revise", f"{row.number}を変更", changed)
    return row


def worked_on(
    session: Session, actor: Actor, policy: PolicySet, finding_id: UUID, expected: int | None = None, *, lock: bool = False
) -> Finding:
    """The finding, if this actor may work on it; held until the commit for one who changes it (``expected`` or ``lock``)."""
    row = queries.one(session, actor, policy, finding_id, lock=lock or expected is not None)
    if not who(actor, row) & WORKERS:
        raise NotAllowed("指摘を扱えるのは、所管課と情報政策担当課の職員です。")
    if expected is not None and row.version != expected:
        raise Stale
    return row


def act(
    session: Session,
    actor: Actor,
    current: StoredPolicy,
    finding_id: UUID,
    action: str,
    given: BaseModel,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> Finding:
    """One step of a finding, with its round and its duty."""
    row = queries.one(session, actor, current.policy, finding_id, lock=True)
    if row.version != expected:
        raise Stale
    reason = str(getattr(given, "reason", ""))
    perform(
        session, actor, row, FINDING, action, status=row.status, facts=facts(session, row), who=who(actor, row), now=now, reason=reason
    )  # fmt: skip
    if isinstance(given, DemandIn):
        _demand(session, actor, row, current.policy, given, now, today)
    elif isinstance(given, ReplyIn):
        _reply(session, actor, row, given, now, today)
    elif isinstance(given, ConfirmIn):
        row.confirmation, row.closed_name = given.confirmation, actor.name
    elif action in ("escalate", "withdraw"):
        drop_record(session, actor, row.id, FINDING.row(action).label, now=now, kinds=[REPLY])
    if action == "go_back":
        row.deadline = None
    if action == "conclude":
        row.confirmation, row.closed_name = reason, actor.name
    session.flush()
    return row


def _demand(session: Session, actor: Actor, row: Finding, policy: PolicySet, given: DemandIn, now: datetime, today: date) -> None:
    deadline = rules.deadline_for(given.deadline, today, policy.monitoring.improvement_days)
    _refuse("/deadline", rules.deadline_fault(deadline, today))
    row.demanded, row.deadline, row.turn = given.demanded, deadline, row.turn + 1
    row.replied_by = row.replied_at = None
    turn = FindingRound(
        finding_id=row.id,
        turn=row.turn,
        demanded=given.demanded,
        deadline=deadline,
        requested_on=today,
        requested_name=actor.name,
    )
    session.add(turn)
    session.flush()
    plan(session, actor, policy, _duty(row, deadline), now=now, today=today)


def _duty(row: Finding, deadline: date) -> Obligation:
    return Obligation.about(
        row,
        "finding",
        key=duty_key(row),
        kind=REPLY,
        title=f"{row.number}「{row.title}」についての改善の回答"[:200],
        on=deadline,
        cause="demand",
        cause_label=f"第{row.turn}回の改善要求で示した期限",
    )


def duty_key(row: Finding) -> str:
    """Each demand is an obligation of its own."""
    return f"{REPLY}:{row.id}:{row.turn}"


def _reply(session: Session, actor: Actor, row: Finding, given: ReplyIn, now: datetime, today: date) -> None:
    turn = queries.rounds(session, row.id)[0]
    _refuse("/received_on", rules.received_fault(given.received_on, turn.requested_on, today))
    turn.reply, turn.received_on, turn.recorded_name = given.reply, given.received_on, actor.name
    settle(session, actor, duty_key(row), "回答の受領", now=now)


def _refuse(pointer: str, fault: str | None) -> None:
    if fault is not None:
        raise Invalid(fault, errors=[FieldFault(pointer, fault)])


def facts(session: Session, row: Finding) -> rules.FindingFacts:
    """What the guards look at."""
    if row.status != "escalated":
        return rules.FindingFacts()
    counts = queries.measure_counts(session, row.id)
    return rules.FindingFacts(
        live_measures=sum(counts.get(state, 0) for state in queries.LIVE_MEASURES),
        effected_measures=sum(counts.get(state, 0) for state in queries.EFFECTED_MEASURES),
    )


def who(actor: Actor, row: Finding) -> frozenset[Who]:
    return relations(actor, row.department_path, row.department_id)


def brief(row: Finding, today: date) -> FindingRow:
    """A finding for a list: no query of its own."""
    out = FindingRow.model_validate(row)
    out.status_label, out.late = FINDING.labels[row.status], rules.is_late(row.status, row.deadline, today)
    return out


def shape(session: Session, actor: Actor, row: Finding, today: date) -> FindingOut:
    """A finding with its rounds and this actor's actions."""
    out = FindingOut.model_validate(row)
    out.status_label, out.late = FINDING.labels[row.status], rules.is_late(row.status, row.deadline, today)
    out.contractor_name = contracts.contractor_name(session, row.contractor_id) or ""
    if row.contract_id is not None:
        contract = find(session, Contract, row.contract_id)
        out.contract_number, out.contract_title = contract.number, contract.title
    out.rounds = [_round(one) for one in queries.rounds(session, row.id)]
    known, stamped = facts(session, row), stamps_of(FINDING, row)
    out.available_actions = shown(FINDING.available(row.status, known, who(actor, row), person=actor.person_id, stamped=stamped))
    return out


def _round(row: FindingRound) -> RoundOut:
    out = RoundOut.model_validate(row)
    out.came_late = rules.came_late(row.deadline, row.received_on)
    return out
