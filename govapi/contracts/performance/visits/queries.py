"""Reading visits under their read rule, and what was found at them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from govapi.contracts.performance.visits.tables import SiteVisit, SiteVisitFinding
from govapi.db.reading import narrowed, newest_first, one_of
from govapi.db.session import find, owned
from govapi.kit.errors import NotFound
from govapi.kit.paging import Page
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import seen_under


@dataclass(frozen=True)
class Filters:
    """What a list of visits may be narrowed by."""

    status: str | None = None
    contract_id: UUID | None = None


def seen(actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees a visit. Findings are for few eyes."""
    return seen_under(actor, policy, "site_visits", SiteVisit)


def one(session: Session, actor: Actor, policy: PolicySet, visit_id: UUID, *, lock: bool = False) -> SiteVisit:
    """The visit, if the actor may see it; else NotFound."""
    return one_of(session, SiteVisit, visit_id, seen(actor, policy), lock=lock)


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[SiteVisit]:
    """The visits the actor may see, the newest first."""
    conditions = [seen(actor, policy), *narrowed(SiteVisit, status=filters.status, contract_id=filters.contract_id)]
    return newest_first(session, SiteVisit, conditions, limit=limit, cursor=cursor)


def ahead(session: Session, contract_id: UUID) -> Sequence[SiteVisit]:
    """The visits under this contract that are still to be made, held until the commit."""
    statement = owned(session, SiteVisit).where(
        col(SiteVisit.contract_id) == contract_id, col(SiteVisit.status).in_(("planned", "notified"))
    )
    return session.exec(statement.order_by(col(SiteVisit.id)).with_for_update()).all()


def was_visited(session: Session, contract_id: UUID) -> bool:
    """Whether a visit under this contract was carried out."""
    statement = owned(session, SiteVisit).where(
        col(SiteVisit.contract_id) == contract_id, col(SiteVisit.status).in_(("done", "closed"))
    )
    return session.exec(statement.limit(1)).first() is not None


def findings(session: Session, visit_id: UUID) -> Sequence[SiteVisitFinding]:
    """What was found at the visit, in the order of the result."""
    statement = owned(session, SiteVisitFinding).where(col(SiteVisitFinding.visit_id) == visit_id)
    return session.exec(statement.order_by(col(SiteVisitFinding.position))).all()


def finding(session: Session, visit_id: UUID, finding_id: UUID, *, lock: bool = False) -> SiteVisitFinding:
    """One finding of the visit; raises NotFound."""
    row = find(session, SiteVisitFinding, finding_id, lock=lock)
    if row.visit_id != visit_id:
        raise NotFound
    return row
