"""Reading waivers under their read rule."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from govapi.approvals.queries import on_route_of_all
from govapi.contracts.clauses.tables import Waiver
from govapi.db.reading import narrowed, newest_first, one_of
from govapi.db.session import owned
from govapi.kit.paging import Page
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import seen_under

LIVE = ("draft", "in_approval")


@dataclass(frozen=True)
class Filters:
    """What a list of waivers may be narrowed by."""

    status: str | None = None
    contract_id: UUID | None = None
    clause_key: str | None = None


def seen(session: Session, actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees a waiver."""
    route = on_route_of_all(session, actor, col(Waiver.id))
    return seen_under(actor, policy, "waivers", Waiver, route)


def one(session: Session, actor: Actor, policy: PolicySet, waiver_id: UUID, *, lock: bool = False) -> Waiver:
    """The waiver, if the actor may see it; else NotFound."""
    return one_of(session, Waiver, waiver_id, seen(session, actor, policy), lock=lock)


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[Waiver]:
    """The waivers the actor may see, the newest first."""
    conditions = [
        seen(session, actor, policy),
        *narrowed(Waiver, status=filters.status, contract_id=filters.contract_id, clause_key=filters.clause_key),
    ]
    return newest_first(session, Waiver, conditions, limit=limit, cursor=cursor)


def live(session: Session, contract_id: UUID, clause_key: str) -> Waiver | None:
    """The waiver of this clause that is asked for and not yet decided."""
    statement = owned(session, Waiver).where(
        col(Waiver.contract_id) == contract_id, col(Waiver.clause_key) == clause_key, col(Waiver.status).in_(LIVE)
    )
    return session.exec(statement).first()
