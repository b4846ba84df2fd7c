"""Taking a step of a contract, and answering the outcome of a decision."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session

from govapi.approvals.routing.service import Subject, submit
from govapi.approvals.service import Outcome
from govapi.approvals.tables import Approval
from govapi.contractors import queries as contractors
from govapi.contracts import queries
from govapi.contracts.closing.service import end_termination, propose_termination
from govapi.contracts.decisions.queries import collect, contractor_fault
from govapi.contracts.decisions.rules import ASKS, FIRES
from govapi.contracts.effects.service import apply_due
from govapi.contracts.needs import service as needs
from govapi.contracts.needs.rules import TELLING
from govapi.contracts.paper.service import place
from govapi.contracts.performance import service as performance
from govapi.contracts.rules import status_on
from govapi.contracts.schemas import SelectIn, SubmitIn, TerminateIn
from govapi.contracts.service import facts_of, who
from govapi.contracts.suitability import service as suitability
from govapi.contracts.tables import ConcludedTerms, Contract
from govapi.contracts.terms.rules import PLAN_FIELDS
from govapi.contracts.workflow import CONTRACT
from govapi.db.session import find
from govapi.kit.clock import JST
from govapi.kit.errors import Invalid, Stale, Unmet
from govapi.people.actor import Actor
from govapi.people.relations import Who
from govapi.policy.rules import route_for, tax_rate
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.routes import DecisionKind
from govapi.policy.store import StoredPolicy, by_version
from govapi.policy.store import current as in_force
from govapi.workflow.machine import Available
from govapi.workflow.perform import perform, stamps_of


def act(
    session: Session,
    actor: Actor,
    current: StoredPolicy,
    contract_id: UUID,
    action: str,
    given: BaseModel,
    expected: int | None,
    *,
    now: datetime,
    today: date,
) -> Contract:
    """One step of a contract, with everything that follows from it in the same transaction."""
    contract = queries.one(session, actor, current.policy, contract_id, lock=True)
    if expected is not None and contract.version != expected:
        raise Stale
    apply_due(session, now, contract.id)
    status = status_on(contract.status, contract.starts_on, today)
    if isinstance(given, SelectIn):
        CONTRACT.step(action, status, None, who(actor, contract), person=actor.person_id, stamped={})
        _select(session, contract, given, current.policy, today)
        if given.amount is not None:
            place(session, contract, today)
    facts = collect(session, contract, current.policy, status, today)
    reason = str(getattr(given, "reason", ""))
    perform(
        session, actor, contract, CONTRACT, action, status=status, facts=facts, who=who(actor, contract), now=now, reason=reason
    )
    if isinstance(given, TerminateIn):
        propose_termination(session, actor, contract, given, status)
    if action in ASKS:
        note = given.note if isinstance(given, SubmitIn) else reason
        ask(session, actor, contract, current, action, note, now, today)
    if action == "reselect":
        contract.contractor_id = contract.office_id = None
    session.flush()
    if action in TELLING:
        _tell(session, actor, current, contract, now, today)
    return contract


def available(session: Session, actor: Actor, contract: Contract, policy: PolicySet, today: date) -> list[Available]:
    """What this actor may do with the contract now, the blocked with their reason."""
    status = status_on(contract.status, contract.starts_on, today)
    relations = who(actor, contract)
    facts = collect(session, contract, policy, status, today)
    return CONTRACT.available(status, facts, relations, person=actor.person_id, stamped=stamps_of(CONTRACT, contract))


def on_decision(session: Session, actor: Actor, approval: Approval, outcome: Outcome, now: datetime) -> None:
    """The outcome of a 施行伺 or a 契約締結伺 moves the contract on, and says so in the trail under the decider's name."""
    contract = find(session, Contract, approval.record_id, lock=True)
    if approval.kind == DecisionKind.CANCEL:
        action = end_termination(session, contract, outcome, approval.outside_decided_on or now.astimezone(JST).date())
    else:
        action = FIRES[(approval.kind, outcome)]
    who_decides = frozenset({Who.ROUTE})
    perform(session, actor, contract, CONTRACT, action, status=contract.status, facts=None, who=who_decides, now=now)
    contract.returned = outcome == "returned" and approval.kind != DecisionKind.CANCEL
    if action == "conclusion_decided":
        _conclude(session, contract, by_version(session, approval.policy_version).policy)
    session.flush()
    today = now.astimezone(JST).date()
    _tell(session, actor, in_force(session, today), contract, now, today)


def _tell(session: Session, actor: Actor, stored: StoredPolicy, contract: Contract, now: datetime, today: date) -> None:
    """What the contract now wants of its contractor, while it is performed and before: assessed, reported, confirmed."""
    needs.tell(session, actor, stored, contract, now=now, today=today)
    performance.follow(session, actor, stored, contract, now=now, today=today)
    suitability.follow(session, actor, stored, contract, now=now, today=today)


def _conclude(session: Session, contract: Contract, policy: PolicySet) -> None:
    """Freezes the terms in force from the first day of performance, and the tax rate of that day."""
    assert contract.starts_on is not None
    contract.tax_rate = tax_rate(policy, contract.starts_on)
    terms = {name: value for name, value in contract.model_dump(mode="json").items() if name in PLAN_FIELDS}
    session.add(ConcludedTerms(contract_id=contract.id, effective_on=contract.starts_on, terms=terms))


def _select(session: Session, contract: Contract, given: SelectIn, policy: PolicySet, today: date) -> None:
    """Puts the chosen contractor on the contract; raises Unmet when a restriction or its assessment stands in the way."""
    company = contractors.one(session, given.contractor_id)
    if given.office_id is not None and given.office_id not in {office.id for office in contractors.offices(session, company.id)}:
        raise Invalid("この委託先の契約先（本店・支店）から選んでください。", pointer="/office_id")
    contract.contractor_id, contract.office_id = company.id, given.office_id
    contract.selection_reason, contract.suspension_approval = given.selection_reason, given.suspension_approval
    if given.amount is not None:
        contract.amount = given.amount
    fault = contractor_fault(session, contract, today)
    if fault is not None:
        raise Unmet(fault)
    suitability.refuse_choice(session, policy, contract, today)


def ask(
    session: Session, actor: Actor, contract: Contract, current: StoredPolicy, action: str, note: str, now: datetime, today: date
) -> None:
    """Starts the circulation an action asks for (``rules.ASKS``)."""
    kind = ASKS[action]
    amount = contract.amount if action == "submit_conclusion" and contract.amount is not None else contract.predetermined_price
    amount = max(amount or 0, contract.amount or 0)
    subject = Subject.about(
        contract,
        "contract",
        title=contract.title,
        amount=amount,
        class_code=contract.class_code,
    )
    steps = route_for(current.policy, kind, amount, contract.class_code, facts_of(contract, current.policy))
    submit(session, actor, subject, kind, steps, policy_version=current.version, note=note, now=now, today=today)
    contract.returned = False
