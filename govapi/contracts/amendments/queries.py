"""Reading amendments under their read rule, and the terms of a contract by date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from govapi.approvals.queries import on_route_of_all
from govapi.contracts.amendments.tables import Amendment
from govapi.contracts.tables import ConcludedTerms
from govapi.db.reading import narrowed, newest_first, one_of
from govapi.db.session import owned
from govapi.kit.paging import Page
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import seen_under


@dataclass(frozen=True)
class Filters:
    """What a list of amendments may be narrowed by."""

    status: str | None = None
    contract_id: UUID | None = None


def seen(session: Session, actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees an amendment."""
    route = on_route_of_all(session, actor, col(Amendment.id))
    return seen_under(actor, policy, "amendments", Amendment, route)


def one(session: Session, actor: Actor, policy: PolicySet, amendment_id: UUID, *, lock: bool = False) -> Amendment:
    """The amendment, if the actor may see it; else NotFound."""
    return one_of(session, Amendment, amendment_id, seen(session, actor, policy), lock=lock)


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[Amendment]:
    """The amendments the actor may see, the newest first."""
    conditions = [seen(session, actor, policy), *narrowed(Amendment, status=filters.status, contract_id=filters.contract_id)]
    return newest_first(session, Amendment, conditions, limit=limit, cursor=cursor)


def waiting(session: Session, contract_id: UUID | None = None, until: date | None = None) -> Sequence[Amendment]:
    """Decided amendments that have not taken effect, by their first day; of one contract, or of the town."""
    statement = owned(session, Amendment).where(col(Amendment.status) == "decided", col(Amendment.applied_on).is_(None))
    if contract_id is not None:
        statement = statement.where(col(Amendment.contract_id) == contract_id)
    if until is not None:
        statement = statement.where(col(Amendment.effective_on) <= until)
    return session.exec(statement.order_by(col(Amendment.effective_on), col(Amendment.id))).all()


def terms(session: Session, contract_id: UUID) -> Sequence[ConcludedTerms]:
    """The terms of a contract by the day they hold from. The caller has checked that the contract may be seen."""
    statement = owned(session, ConcludedTerms).where(col(ConcludedTerms.contract_id) == contract_id)
    return session.exec(statement.order_by(col(ConcludedTerms.effective_on), col(ConcludedTerms.id))).all()
