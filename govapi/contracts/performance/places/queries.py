"""Reading the places of work. The caller has checked that the contract may be seen."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.contracts.performance.places.tables import WorkPlace
from govapi.db.session import find, owned
from govapi.kit.errors import NotFound
from govapi.kit.paging import Page, decode_id_cursor, page_of


def of_contract(session: Session, contract_id: UUID) -> Sequence[WorkPlace]:
    """Every place of the contract, the oldest first."""
    statement = owned(session, WorkPlace).where(col(WorkPlace.contract_id) == contract_id)
    return session.exec(statement.order_by(col(WorkPlace.id))).all()


def listed(session: Session, contract_id: UUID, *, limit: int, cursor: str | None) -> Page[WorkPlace]:
    """The places of the contract, the newest first."""
    statement = owned(session, WorkPlace).where(col(WorkPlace.contract_id) == contract_id).order_by(col(WorkPlace.id).desc())
    if cursor:
        statement = statement.where(col(WorkPlace.id) < decode_id_cursor(cursor))
    return page_of(session.exec(statement.limit(limit + 1)).all(), limit, lambda row: (str(row.id),))


def one(session: Session, contract_id: UUID, place_id: UUID, *, lock: bool = False) -> WorkPlace:
    """One place of the contract; raises NotFound."""
    row = find(session, WorkPlace, place_id, lock=lock)
    if row.contract_id != contract_id:
        raise NotFound
    return row
