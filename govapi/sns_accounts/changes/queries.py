"""Reading the applications to change an account, under their read rule."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from govapi.approvals.queries import OnRoute, on_route, on_route_in_list
from govapi.db.reading import narrowed, newest_first, one_of
from govapi.db.session import owned
from govapi.kit.paging import Page
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import seen_under
from govapi.sns_accounts.changes.rules import UNDER_WAY
from govapi.sns_accounts.changes.tables import SnsChange

NOUN = "sns_change"


@dataclass(frozen=True)
class Filters:
    """What a list of changes may be narrowed by."""

    status: str | None = None
    account_id: UUID | None = None


def seen(session: Session, actor: Actor, policy: PolicySet, route: OnRoute = on_route) -> ColumnElement[bool]:
    """The condition under which this actor sees a change."""
    return seen_under(actor, policy, "sns_changes", SnsChange, route(session, actor, col(SnsChange.id)))


def one(session: Session, actor: Actor, policy: PolicySet, change_id: UUID, *, lock: bool = False) -> SnsChange:
    """The change, if the actor may see it; else NotFound."""
    return one_of(session, SnsChange, change_id, seen(session, actor, policy), lock=lock)


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[SnsChange]:
    """The changes the actor may see, the newest first."""
    conditions = [
        seen(session, actor, policy, on_route_in_list),
        *narrowed(SnsChange, status=filters.status, account_id=filters.account_id),
    ]
    return newest_first(session, SnsChange, conditions, limit=limit, cursor=cursor)


def under_way(session: Session, account_id: UUID) -> SnsChange | None:
    """The change of an account that is drafted or under decision."""
    statement = owned(session, SnsChange).where(col(SnsChange.account_id) == account_id, col(SnsChange.status).in_(UNDER_WAY))
    return session.exec(statement.order_by(col(SnsChange.id).desc()).limit(1)).first()
