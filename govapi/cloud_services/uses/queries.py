"""Reading uses under their read rule. What is permitted, all staff see: nobody applies twice for what is there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col

from govapi.approvals.queries import OnRoute, on_route, on_route_in_list
from govapi.cloud_services.uses.rules import LIVE
from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.reading import narrowed, newest_first, one_of
from govapi.db.session import owned, owned_columns
from govapi.kit.paging import Page
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import seen_under
from govapi.search import matches

NOUN = "cloud_use"
STANDING = (*LIVE, "in_approval")
UNDER_WAY = ("draft", "in_approval")


@dataclass(frozen=True)
class Filters:
    """What a list of uses may be narrowed by. ``live``: those in force, suspended ones too."""

    q: str = ""
    status: str | None = None
    live: bool | None = None
    service_id: UUID | None = None
    department_id: UUID | None = None
    contract_id: UUID | None = None
    zone: str | None = None
    form: str | None = None
    class_code: str | None = None
    decision: str | None = None
    confirm_before: date | None = None


def seen(session: Session, actor: Actor, policy: PolicySet, route: OnRoute = on_route) -> ColumnElement[bool]:
    """The condition under which this actor sees a use: every use in force, others under the read rule."""
    narrow = seen_under(actor, policy, "cloud_uses", CloudUse, route(session, actor, col(CloudUse.id)))
    return or_(col(CloudUse.status).in_(LIVE), narrow)


def one(session: Session, actor: Actor, policy: PolicySet, use_id: UUID, *, lock: bool = False) -> CloudUse:
    """The use, if the actor may see it; else NotFound."""
    return one_of(session, CloudUse, use_id, seen(session, actor, policy), lock=lock)


def reads_application(session: Session, actor: Actor, policy: PolicySet, route: OnRoute = on_route) -> ColumnElement[bool]:
    """`sees_application` as a condition."""
    return seen_under(actor, policy, "cloud_uses", CloudUse, route(session, actor, col(CloudUse.id)))


def sees_application(session: Session, actor: Actor, policy: PolicySet, use: CloudUse) -> bool:
    """Whether this actor reads the application itself (how it is secured, what risk remains): the read rule and the route. That
    the use is there, for what, and on which conditions, all staff see."""
    narrow = reads_application(session, actor, policy)
    found = owned_columns(session, CloudUse, col(CloudUse.id)).where(col(CloudUse.id) == use.id, narrow)
    return session.execute(found).first() is not None


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[CloudUse]:
    """The uses the actor may see, the newest first."""
    conditions = [
        seen(session, actor, policy, on_route_in_list),
        *narrowed(
            CloudUse,
            status=filters.status,
            service_id=filters.service_id,
            department_id=filters.department_id,
            contract_id=filters.contract_id,
            zone=filters.zone,
            form=filters.form,
            class_code=filters.class_code,
            decision=filters.decision,
        ),
    ]
    if filters.live is not None:
        alive = col(CloudUse.status).in_(LIVE)
        conditions.append(alive if filters.live else ~alive)
    if filters.confirm_before is not None:
        conditions += [col(CloudUse.confirm_on) < filters.confirm_before, col(CloudUse.status).in_(LIVE)]
    if filters.q.strip():
        conditions.append(matches(session, NOUN, filters.q, col(CloudUse.id)))
    return newest_first(session, CloudUse, conditions, limit=limit, cursor=cursor)


def live_of_service(session: Session, service_id: UUID) -> Sequence[CloudUse]:
    """The uses of a service that are in force, suspended ones too."""
    return live_of_services(session, [service_id])


def live_of_services(session: Session, service_ids: Collection[UUID]) -> Sequence[CloudUse]:
    """The same for many services, in one query."""
    statement = owned(session, CloudUse).where(col(CloudUse.service_id).in_(service_ids), col(CloudUse.status).in_(LIVE))
    return session.exec(statement.order_by(col(CloudUse.id))).all()


def live(session: Session, *, after: UUID | None = None, limit: int = 500) -> Sequence[CloudUse]:
    """The uses in force, in the order of their ids: a portion at a time, for what is counted every day."""
    statement = owned(session, CloudUse).where(col(CloudUse.status).in_(LIVE))
    if after is not None:
        statement = statement.where(col(CloudUse.id) > after)
    return session.exec(statement.order_by(col(CloudUse.id)).limit(limit)).all()


def followers(session: Session, use_id: UUID, statuses: Collection[str] = (*UNDER_WAY, *LIVE)) -> Sequence[CloudUse]:
    """The changes and renewals of a use, in these states."""
    statement = owned(session, CloudUse).where(col(CloudUse.previous_id) == use_id, col(CloudUse.status).in_(statuses))
    return session.exec(statement.order_by(col(CloudUse.id))).all()


def twins(session: Session, use: CloudUse) -> Sequence[CloudUse]:
    """Other uses of the same service that stand or are under decision, but for those this use follows on: the one before, and
    those that end as soon as a permitted follower begins."""
    ending = owned_columns(session, CloudUse, col(CloudUse.previous_id)).where(
        col(CloudUse.previous_id).is_not(None), col(CloudUse.status).in_(LIVE)
    )
    statement = owned(session, CloudUse).where(
        col(CloudUse.service_id) == use.service_id,
        col(CloudUse.status).in_(STANDING),
        col(CloudUse.id).not_in([one for one in (use.id, use.previous_id) if one is not None]),
        col(CloudUse.id).not_in(ending),
        or_(col(CloudUse.previous_id).is_(None), col(CloudUse.previous_id) != use.id),
    )
    return session.exec(statement.order_by(col(CloudUse.id)).limit(100)).all()


def waiting_followers(session: Session, today: date) -> Sequence[UUID]:
    """Changes and renewals that are permitted and have begun while the use before them still stands: ids, in order."""
    former = owned_columns(session, CloudUse, col(CloudUse.id)).where(col(CloudUse.status).in_(LIVE))
    statement = owned_columns(session, CloudUse, col(CloudUse.id)).where(
        col(CloudUse.previous_id).in_(former),
        col(CloudUse.status).in_(LIVE),
        or_(col(CloudUse.starts_on).is_(None), col(CloudUse.starts_on) <= today),
    )
    return list(session.execute(statement.order_by(col(CloudUse.id))).scalars())
