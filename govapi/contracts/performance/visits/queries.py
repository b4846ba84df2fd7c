"""Reading visits under their read rule, and what was found at them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from govapi.contracts.performance.visits.tables import SiteVisit, SiteVisitFinding
from govapi.db.session import find, owned
from govapi.kit.errors import NotFound
from govapi.kit.paging import Page, decode_id_cursor, page_of
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import visible


@dataclass(frozen=True)
class Filters:
    """What a list of visits may be narrowed by."""

    status: str | None = None
    contract_id: UUID | None = None


def seen(actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees a visit. Findings are for few eyes."""
    return visible(
        actor,
        policy.reading.rule("site_visits"),
        department_path=col(SiteVisit.department_path),
        organ_id=col(SiteVisit.organ_id),
    )


def one(session: Session, actor: Actor, policy: PolicySet, visit_id: UUID, *, lock: bool = False) -> SiteVisit:
    """The visit, if the actor may see it; else NotFound."""
    statement = owned(session, SiteVisit).where(col(SiteVisit.id) == visit_id, seen(actor, policy))
    row = session.exec(statement.with_for_update() if lock else statement).first()
    if row is None:
        raise NotFound
    return row


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[SiteVisit]:
    """The visits the actor may see, the newest first."""
    statement = owned(session, SiteVisit).where(seen(actor, policy)).order_by(col(SiteVisit.id).desc())
    if filters.status is not None:
        statement = statement.where(col(SiteVisit.status) == filters.status)
    if filters.contract_id is not None:
        statement = statement.where(col(SiteVisit.contract_id) == filters.contract_id)
    if cursor:
        statement = statement.where(col(SiteVisit.id) < decode_id_cursor(cursor))
    return page_of(session.exec(statement.limit(limit + 1)).all(), limit, lambda row: (str(row.id),))


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
