"""Moving a contract by a measure that was decided elsewhere; the room of measures answers for the decision."""

from datetime import date, datetime

from sqlmodel import Session

from govapi.contracts.closing.service import propose_termination
from govapi.contracts.decisions.service import ask
from govapi.contracts.effects.service import apply_due
from govapi.contracts.rules import status_on
from govapi.contracts.schemas import TerminateIn
from govapi.contracts.tables import Contract
from govapi.contracts.workflow import CONTRACT
from govapi.people.actor import Actor
from govapi.people.relations import Who
from govapi.policy.store import StoredPolicy
from govapi.workflow.perform import perform

BY_DECISION = frozenset({Who.ROUTE})


def suspend(session: Session, actor: Actor, contract: Contract, reason: str, *, now: datetime, today: date) -> None:
    """一時中断. The caller holds the contract. Raises WrongState while it is not being performed."""
    _step(session, actor, contract, "suspend_by_measure", reason, now, today)


def may_suspend(contract: Contract, today: date) -> bool:
    """Whether the contract is being performed today."""
    return status_on(contract.status, contract.starts_on, today) == "active"


def resume(session: Session, actor: Actor, contract: Contract, reason: str, *, now: datetime, today: date) -> None:
    """履行の再開, where the contract still stands suspended; else nothing happens."""
    if contract.status == "suspended":
        _step(session, actor, contract, "resume_by_measure", reason, now, today)


def start_termination(
    session: Session, actor: Actor, contract: Contract, stored: StoredPolicy, given: TerminateIn, *, now: datetime, today: date
) -> None:
    """契約解除伺: the contract's own decision, asked for by whoever carries the measure out. Raises Invalid for a day outside the term."""
    resumes = _step(session, actor, contract, "terminate_by_measure", given.reason, now, today)
    propose_termination(session, actor, contract, given, resumes)
    ask(session, actor, contract, stored, "terminate", given.reason, now, today)


def _step(session: Session, actor: Actor, contract: Contract, action: str, reason: str, now: datetime, today: date) -> str:
    """Takes the step; returns the state of today it came from."""
    apply_due(session, now, contract.id)
    status = status_on(contract.status, contract.starts_on, today)
    perform(session, actor, contract, CONTRACT, action, status=status, facts=None, who=BY_DECISION, now=now, reason=reason)
    session.flush()
    return status
