"""Reading the unapproved uses under their read rule; they are narrow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from govapi.cloud_services.unapproved.tables import UnapprovedUse
from govapi.cloud_services.unapproved.workflow import WAITING
from govapi.db.reading import narrowed, newest_first, one_of
from govapi.db.session import owned_columns
from govapi.kit.paging import Page
from govapi.people.actor import Actor
from govapi.people.tables import Department
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import seen_under


@dataclass(frozen=True)
class Filters:
    """What the list may be narrowed by. ``late_on``: reports waited for past their day on this day."""

    status: str | None = None
    outcome: str | None = None
    service_id: UUID | None = None
    department_id: UUID | None = None
    late_on: date | None = None


def seen(actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees an unapproved use."""
    return seen_under(actor, policy, "unapproved_uses", UnapprovedUse)


def one(session: Session, actor: Actor, policy: PolicySet, record_id: UUID, *, lock: bool = False) -> UnapprovedUse:
    """The record, if the actor may see it; else NotFound."""
    return one_of(session, UnapprovedUse, record_id, seen(actor, policy), lock=lock)


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[UnapprovedUse]:
    """The unapproved uses the actor may see, the newest first."""
    conditions = [
        seen(actor, policy),
        *narrowed(
            UnapprovedUse,
            status=filters.status,
            outcome=filters.outcome,
            service_id=filters.service_id,
            department_id=filters.department_id,
        ),
    ]
    if filters.late_on is not None:
        conditions += [col(UnapprovedUse.status).in_(WAITING), col(UnapprovedUse.deadline) < filters.late_on]
    return newest_first(session, UnapprovedUse, conditions, limit=limit, cursor=cursor)


def section_names(session: Session, rows: Iterable[UnapprovedUse]) -> dict[UUID, str]:
    """The names of the sections that used the services, in one query."""
    wanted = {row.department_id for row in rows}
    columns = owned_columns(session, Department, col(Department.id), col(Department.name))
    return {row[0]: row[1] for row in session.execute(columns.where(col(Department.id).in_(wanted)))}
