"""Submitting a measure, answering the outcome, and letting a decided suspension take effect on its day."""

from datetime import date, datetime

from sqlmodel import Session

from govapi.approvals.routing.service import Subject, submit
from govapi.approvals.service import Outcome
from govapi.approvals.tables import Approval
from govapi.contracts.interventions import service as interventions
from govapi.contracts.service import facts_of
from govapi.contracts.tables import Contract
from govapi.db.session import find
from govapi.jobs.tasks import TaskContext
from govapi.kit.clock import JST
from govapi.measures import queries
from govapi.measures.rules import KINDS
from govapi.measures.tables import Measure
from govapi.measures.workflow import FIRES, MEASURE
from govapi.people.actor import Actor, system
from govapi.people.relations import Who
from govapi.policy.rules import route_for
from govapi.policy.schema.routes import DecisionKind
from govapi.policy.store import StoredPolicy
from govapi.workflow.perform import perform

BY_ROUTE = frozenset({Who.ROUTE})


def circulate(
    session: Session,
    actor: Actor,
    row: Measure,
    contract: Contract,
    stored: StoredPolicy,
    note: str,
    *,
    now: datetime,
    today: date,
) -> None:
    """Starts the circulation. The amount is the claim, else that of the contract."""
    subject = Subject.about(
        row,
        "measure",
        title=f"{contract.title}に係る{KINDS[row.kind]}"[:200],
        amount=row.amount or contract.amount or 0,
        class_code=contract.class_code,
    )
    kind = DecisionKind.MEASURE
    steps = route_for(stored.policy, kind, subject.amount, contract.class_code, facts_of(contract, stored.policy))
    submit(session, actor, subject, kind, steps, policy_version=stored.version, note=note, now=now, today=today)


def on_decision(session: Session, actor: Actor, approval: Approval, outcome: Outcome, now: datetime) -> None:
    """The outcome of the circulation. A decided suspension whose day has come suspends the contract at once."""
    row = find(session, Measure, approval.record_id, lock=True)
    today = now.astimezone(JST).date()
    perform(session, actor, row, MEASURE, FIRES[outcome], status=row.status, facts=None, who=BY_ROUTE, now=now)
    if outcome == "decided":
        row.decided_by_name = approval.outside_name or actor.name
        row.decided_by_post = approval.outside_post or actor.title
        row.decided_on = approval.outside_decided_on or today
        if row.kind == "suspend" and row.effective_on <= today:
            take_effect(session, actor, row, now=now, today=today)
    session.flush()


def take_effect(session: Session, actor: Actor, row: Measure, *, now: datetime, today: date) -> None:
    """The contract stands suspended. Raises WrongState while another procedure holds it."""
    contract = find(session, Contract, row.contract_id, lock=True)
    interventions.suspend(session, actor, contract, f"{row.number}：{row.reason}", now=now, today=today)
    row.applied_on = today


def apply_due(session: Session, now: datetime, today: date) -> int:
    """Every decided suspension whose day has come, once; returns how many. One whose contract is in another procedure waits."""
    count = 0
    for measure_id in queries.waiting(session, today):
        row = find(session, Measure, measure_id, lock=True)
        contract = find(session, Contract, row.contract_id, lock=True)
        if row.applied_on is not None or not interventions.may_suspend(contract, today):
            continue
        take_effect(session, system(row.municipality_code), row, now=now, today=today)
        session.flush()
        count += 1
    return count


def apply_measures(context: TaskContext) -> None:
    """The daily task ``apply-measures``."""
    with context.finishing() as session:
        apply_due(session, context.clock.now(), context.clock.today())
