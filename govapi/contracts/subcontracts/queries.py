"""Reading sub-contracts under their read rule, and the tree of a contract."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from govapi.approvals.queries import on_route_of_all
from govapi.contracts.subcontracts.tables import Subcontract
from govapi.contracts.subcontracts.workflow import OVER
from govapi.db.reading import narrowed, newest_first, one_of
from govapi.db.session import owned
from govapi.kit.paging import Page
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import seen_under


@dataclass(frozen=True)
class Filters:
    """What a list of sub-contracts may be narrowed by."""

    status: str | None = None
    contract_id: UUID | None = None
    contractor_id: UUID | None = None


def seen(session: Session, actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees a sub-contract."""
    route = on_route_of_all(session, actor, col(Subcontract.id))
    return seen_under(actor, policy, "subcontracts", Subcontract, route)


def one(session: Session, actor: Actor, policy: PolicySet, subcontract_id: UUID, *, lock: bool = False) -> Subcontract:
    """The sub-contract, if the actor may see it; else NotFound."""
    return one_of(session, Subcontract, subcontract_id, seen(session, actor, policy), lock=lock)


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[Subcontract]:
    """The sub-contracts the actor may see, the newest first."""
    conditions = [
        seen(session, actor, policy),
        *narrowed(Subcontract, status=filters.status, contract_id=filters.contract_id, contractor_id=filters.contractor_id),
    ]
    return newest_first(session, Subcontract, conditions, limit=limit, cursor=cursor)


def of_contract(session: Session, contract_id: UUID) -> Sequence[Subcontract]:
    """The whole tree of a contract, the uppermost and oldest first. The caller has checked that it may be seen."""
    statement = owned(session, Subcontract).where(col(Subcontract.contract_id) == contract_id)
    return session.exec(statement.order_by(col(Subcontract.tier), col(Subcontract.id))).all()


def live_below(session: Session, parent_id: UUID, *, lock: bool = False) -> Sequence[Subcontract]:
    """Those that stand on this one and are not over."""
    statement = owned(session, Subcontract).where(col(Subcontract.parent_id) == parent_id, col(Subcontract.status).not_in(OVER))
    return session.exec((statement.with_for_update() if lock else statement).order_by(col(Subcontract.id))).all()
