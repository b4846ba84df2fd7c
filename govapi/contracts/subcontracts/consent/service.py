"""The steps of a request, and what its decision sets off: duties, the sub-contractor's assessment, a look at the contractor."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session

from govapi.approvals.routing.service import Subject, submit
from govapi.approvals.service import Outcome
from govapi.approvals.tables import Approval
from govapi.assessments.needs import service as needs
from govapi.assessments.triggers.service import open_review
from govapi.contracts.schemas import SubmitIn
from govapi.contracts.subcontracts import queries
from govapi.contracts.subcontracts.judging.service import facts_of, handed_facts
from govapi.contracts.subcontracts.rules import tier_label
from govapi.contracts.subcontracts.schemas import EndIn
from govapi.contracts.subcontracts.service import held, want_assessed, who
from govapi.contracts.subcontracts.tables import Subcontract
from govapi.contracts.subcontracts.workflow import FIRES, OVER, SUBCONTRACT
from govapi.contracts.tables import Contract
from govapi.db.session import find
from govapi.duties import service as duties
from govapi.duties.service import Obligation
from govapi.kit.clock import JST
from govapi.kit.errors import Invalid
from govapi.people.actor import Actor
from govapi.people.relations import Who
from govapi.policy.rules import route_for
from govapi.policy.schema.routes import DecisionKind
from govapi.policy.store import StoredPolicy, by_version, current
from govapi.workflow.perform import perform

EXPIRY = "subcontract.expiry"
CHANGE = "subcontract_change"  # the early trigger of the policy set
PROPOSALS = {"submit": "consent", "submit_refusal": "refuse"}


def act(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    subcontract_id: UUID,
    action: str,
    given: BaseModel,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> Subcontract:
    """One step of a request; submitting starts the circulation, revoking takes everything below with it."""
    row = held(session, actor, stored.policy, subcontract_id, expected)
    contract = find(session, Contract, row.contract_id, lock=True)
    reason = str(getattr(given, "reason", ""))
    if isinstance(given, EndIn):
        _check_end(row, given, today)
    _step(session, actor, row, contract, stored, action, who(actor, row), now, today, reason)
    if action in PROPOSALS:
        row.proposal, row.returned = PROPOSALS[action], False
        note = given.note if isinstance(given, SubmitIn) else ""
        _circulate(session, actor, row, contract, stored, note, now, today)
    elif action == "withdraw":
        needs.end(session, actor, stored, row.id, now=now, today=today)
    elif action == "end":
        ended_on = given.ended_on if isinstance(given, EndIn) else today
        _over(session, actor, stored, row, ended_on, reason, now, today)
        duties.settle_record(session, actor, row.id, "再委託の終了", now=now, kinds=(EXPIRY,))
    elif action == "revoke":
        _revoked(session, actor, stored, row, contract, reason, now, today)
    session.flush()
    return row


def on_decision(session: Session, actor: Actor, approval: Approval, outcome: Outcome, now: datetime) -> None:
    """The outcome of the circulation: consented or refused in the name of whoever decided, or back to the section."""
    row = find(session, Subcontract, approval.record_id, lock=True)
    contract = find(session, Contract, row.contract_id, lock=True)
    today = now.astimezone(JST).date()
    stored = current(session, today)
    action = FIRES[row.proposal, outcome]
    _step(session, actor, row, contract, stored, action, frozenset({Who.ROUTE}), now, today)
    row.returned = action == "return" and outcome != "withdrawn"
    if action in ("consent", "refuse"):
        row.decided_by_name = approval.outside_name or actor.name
        row.decided_by_post = approval.outside_post or actor.title
        row.decided_on = approval.outside_decided_on or today
    if action == "refuse":
        needs.end(session, actor, stored, row.id, now=now, today=today)
    if action == "consent":
        _consented(session, actor, by_version(session, approval.policy_version), row, contract, now, today)
    session.flush()


def contract_over(
    session: Session, actor: Actor, stored: StoredPolicy, contract: Contract, *, now: datetime, today: date
) -> None:
    """The contract was terminated or closed: every consent under it ends with it, the lowest tier first."""
    because = "契約の終了による。"
    for row in sorted(queries.of_contract(session, contract.id), key=lambda one: -one.tier):
        if row.status == "consented":
            _step(session, actor, row, contract, stored, "end", frozenset({Who.SECTION_STAFF}), now, today, because)
            _over(session, actor, stored, row, today, because, now, today)
            duties.drop_record(session, actor, row.id, because, now=now, kinds=(EXPIRY,))
            session.flush()
        elif row.status not in OVER:
            needs.end(session, actor, stored, row.id, now=now, today=today)


def _step(
    session: Session,
    actor: Actor,
    row: Subcontract,
    contract: Contract,
    stored: StoredPolicy,
    action: str,
    relations: frozenset[Who],
    now: datetime,
    today: date,
    reason: str = "",
) -> None:
    facts = facts_of(session, row, contract, stored.policy, today)
    perform(session, actor, row, SUBCONTRACT, action, status=row.status, facts=facts, who=relations, now=now, reason=reason)


def _check_end(row: Subcontract, given: EndIn, today: date) -> None:
    if given.ended_on > today:
        raise Invalid("終了の日には、今日以前の日を入力してください。", pointer="/ended_on")
    if row.decided_on is not None and given.ended_on < row.decided_on:
        raise Invalid("終了の日は、承諾の日以後の日にしてください。", pointer="/ended_on")


def _consented(
    session: Session, actor: Actor, stored: StoredPolicy, row: Subcontract, contract: Contract, now: datetime, today: date
) -> None:
    """Until when it holds is somebody's duty; the contractor, whose work others now do, is looked at anew."""
    want_assessed(session, actor, stored, row, contract, now=now, today=today)
    duties.plan(session, actor, stored.policy, _expiry(row, contract), now=now, today=today)
    _look_again(session, actor, stored, row, contract, "承諾", now, today)


def _expiry(row: Subcontract, contract: Contract) -> Obligation:
    return Obligation.about(
        row,
        "subcontract",
        key=f"{EXPIRY}:{row.id}",
        kind=EXPIRY,
        title=f"{contract.title}の{tier_label(row.tier)}（{row.name}）の承諾の期限",
        on=row.period_to,
        cause="period_to",
        cause_label="承諾した期間の終期",
    )


def _look_again(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    row: Subcontract,
    contract: Contract,
    what: str,
    now: datetime,
    today: date,
) -> None:
    if contract.contractor_id is None:
        return
    open_review(
        session,
        actor,
        stored,
        contract.contractor_id,
        CHANGE,
        f"{contract.number}の{tier_label(row.tier)}（{row.number}　{row.name}）の{what}",
        source_noun="subcontract",
        source_id=row.id,
        source_number=row.number,
        happened_on=row.decided_on or today,
        now=now,
        today=today,
    )


def _over(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    row: Subcontract,
    ended_on: date,
    reason: str,
    now: datetime,
    today: date,
) -> None:
    row.ended_on, row.ended_because = ended_on, reason
    needs.end(session, actor, stored, row.id, now=now, today=today)


def _revoked(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    row: Subcontract,
    contract: Contract,
    reason: str,
    now: datetime,
    today: date,
) -> None:
    """What stands on a revoked consent has none either. What is still under decision below meets its guard there."""
    for below in queries.live_below(session, row.id, lock=True):
        if below.status == "consented":
            because = f"上位の{tier_label(row.tier)}（{row.number}）の承諾の取消しによる。"
            relations = frozenset({Who.SECTION_HEAD})
            _step(session, actor, below, contract, stored, "revoke", relations, now, today, because)
            _revoked(session, actor, stored, below, contract, because, now, today)
    _over(session, actor, stored, row, today, reason, now, today)
    duties.drop_record(session, actor, row.id, "承諾の取消し", now=now, kinds=(EXPIRY,))
    session.flush()


def _circulate(
    session: Session,
    actor: Actor,
    row: Subcontract,
    contract: Contract,
    stored: StoredPolicy,
    note: str,
    now: datetime,
    today: date,
) -> None:
    what = "承諾" if row.proposal == "consent" else "不承諾"
    subject = Subject.about(
        row,
        "subcontract",
        title=f"{contract.title}の{tier_label(row.tier)}（{row.name}）の{what}"[:200],
        amount=row.amount or 0,
        class_code=row.class_code,
    )
    facts = handed_facts(stored.policy, row, contract)
    steps = route_for(stored.policy, DecisionKind.SUBCONTRACT, subject.amount, row.class_code, facts)
    kind = DecisionKind.SUBCONTRACT
    submit(session, actor, subject, kind, steps, policy_version=stored.version, note=note, now=now, today=today)
