"""What the terms of a contract mean for watching over it: told whenever they may have changed."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from govapi.contracts.ending import service as ending
from govapi.contracts.performance.reports import service as reports
from govapi.contracts.performance.visits import service as visits
from govapi.contracts.rules import status_on
from govapi.contracts.subcontracts.consent.service import contract_over
from govapi.contracts.tables import Contract
from govapi.duties.planning.service import plan_all
from govapi.people.actor import Actor
from govapi.policy.store import StoredPolicy

OVER = frozenset({"terminated", "closed"})


def follow(session: Session, actor: Actor, stored: StoredPolicy, contract: Contract, *, now: datetime, today: date) -> None:
    """Plans the next report, the visit and the end of the term, drops what no longer is. Followed again, nothing changes."""
    reports.follow(session, actor, stored, contract, now=now, today=today)
    visits.follow(session, actor, stored, contract, now=now, today=today)
    ending.follow(session, actor, stored, contract, now=now, today=today)
    if status_on(contract.status, contract.starts_on, today) in OVER:
        contract_over(session, actor, stored, contract, now=now, today=today)
        visits.contract_over(session, actor, contract, now=now, today=today)


def follow_new(
    session: Session, actor: Actor, stored: StoredPolicy, contracts: Sequence[Contract], *, now: datetime, today: date
) -> None:
    """The same for contracts about which nothing is known yet (移行登録), in few statements."""
    wanted = [
        one
        for contract in contracts
        for one in (reports.first(stored.policy, contract, today), visits.of_the_term(stored.policy, contract))
        if one is not None
    ]
    wanted += [one for contract in contracts for one in ending.new_ends(contract, today)]
    plan_all(session, actor, stored.policy, wanted, now=now, today=today)
