"""Reading waivers under their read rule."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from govapi.approvals.queries import records_on_route
from govapi.contracts.clauses.tables import Waiver
from govapi.db.session import owned
from govapi.kit.errors import NotFound
from govapi.kit.paging import Page, decode_id_cursor, page_of
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import visible

LIVE = ("draft", "in_approval")


@dataclass(frozen=True)
class Filters:
    """What a list of waivers may be narrowed by."""

    status: str | None = None
    contract_id: UUID | None = None
    clause_key: str | None = None


def seen(session: Session, actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees a waiver."""
    return visible(
        actor,
        policy.reading.rule("waivers"),
        department_path=col(Waiver.department_path),
        organ_id=col(Waiver.organ_id),
        on_route=col(Waiver.id).in_(records_on_route(session, actor)),
    )


def one(session: Session, actor: Actor, policy: PolicySet, waiver_id: UUID, *, lock: bool = False) -> Waiver:
    """The waiver, if the actor may see it; else NotFound."""
    statement = owned(session, Waiver).where(col(Waiver.id) == waiver_id, seen(session, actor, policy))
    row = session.exec(statement.with_for_update() if lock else statement).first()
    if row is None:
        raise NotFound
    return row


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[Waiver]:
    """The waivers the actor may see, the newest first."""
    statement = owned(session, Waiver).where(seen(session, actor, policy)).order_by(col(Waiver.id).desc())
    if filters.status:
        statement = statement.where(col(Waiver.status) == filters.status)
    if filters.contract_id:
        statement = statement.where(col(Waiver.contract_id) == filters.contract_id)
    if filters.clause_key:
        statement = statement.where(col(Waiver.clause_key) == filters.clause_key)
    if cursor:
        statement = statement.where(col(Waiver.id) < decode_id_cursor(cursor))
    return page_of(session.exec(statement.limit(limit + 1)).all(), limit, lambda row: (str(row.id),))


def live(session: Session, contract_id: UUID, clause_key: str) -> Waiver | None:
    """The waiver of this clause that is asked for and not yet decided."""
    statement = owned(session, Waiver).where(
        col(Waiver.contract_id) == contract_id, col(Waiver.clause_key) == clause_key, col(Waiver.status).in_(LIVE)
    )
    return session.exec(statement).first()
