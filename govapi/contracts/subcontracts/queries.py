"""Reading sub-contracts under their read rule, and the tree of a contract."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from govapi.approvals.queries import records_on_route
from govapi.contracts.subcontracts.tables import Subcontract
from govapi.contracts.subcontracts.workflow import OVER
from govapi.db.session import owned
from govapi.kit.errors import NotFound
from govapi.kit.paging import Page, decode_id_cursor, page_of
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import visible


@dataclass(frozen=True)
class Filters:
    """What a list of sub-contracts may be narrowed by."""

    status: str | None = None
    contract_id: UUID | None = None
    contractor_id: UUID | None = None
    ends_before: date | None = None


def seen(session: Session, actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees a sub-contract."""
    return visible(
        actor,
        policy.reading.rule("subcontracts"),
        department_path=col(Subcontract.department_path),
        organ_id=col(Subcontract.organ_id),
        on_route=col(Subcontract.id).in_(records_on_route(session, actor)),
    )


def one(session: Session, actor: Actor, policy: PolicySet, subcontract_id: UUID, *, lock: bool = False) -> Subcontract:
    """The sub-contract, if the actor may see it; else NotFound."""
    statement = owned(session, Subcontract).where(col(Subcontract.id) == subcontract_id, seen(session, actor, policy))
    row = session.exec(statement.with_for_update() if lock else statement).first()
    if row is None:
        raise NotFound
    return row


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[Subcontract]:
    """The sub-contracts the actor may see, the newest first."""
    statement = owned(session, Subcontract).where(seen(session, actor, policy)).order_by(col(Subcontract.id).desc())
    equal = {
        Subcontract.status: filters.status,
        Subcontract.contract_id: filters.contract_id,
        Subcontract.contractor_id: filters.contractor_id,
    }
    statement = statement.where(*(col(column) == value for column, value in equal.items() if value is not None))
    if filters.ends_before is not None:
        statement = statement.where(col(Subcontract.period_to) < filters.ends_before)
    if cursor:
        statement = statement.where(col(Subcontract.id) < decode_id_cursor(cursor))
    return page_of(session.exec(statement.limit(limit + 1)).all(), limit, lambda row: (str(row.id),))


def of_contract(session: Session, contract_id: UUID) -> Sequence[Subcontract]:
    """The whole tree of a contract, the uppermost and oldest first. The caller has checked that it may be seen."""
    statement = owned(session, Subcontract).where(col(Subcontract.contract_id) == contract_id)
    return session.exec(statement.order_by(col(Subcontract.tier), col(Subcontract.id))).all()


def live_below(session: Session, parent_id: UUID, *, lock: bool = False) -> Sequence[Subcontract]:
    """Those that stand on this one and are not over."""
    statement = owned(session, Subcontract).where(col(Subcontract.parent_id) == parent_id, col(Subcontract.status).not_in(OVER))
    return session.exec((statement.with_for_update() if lock else statement).order_by(col(Subcontract.id))).all()
