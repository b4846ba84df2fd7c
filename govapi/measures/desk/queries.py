"""Names that the lists of this room show."""

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session, col

from govapi.contractors.tables import Contractor
from govapi.contracts.tables import Contract
from govapi.db.session import owned_columns


def company_names(session: Session, ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of these companies, in one query."""
    wanted = {one for one in ids if one is not None}
    rows = owned_columns(session, Contractor, col(Contractor.id), col(Contractor.name)).where(col(Contractor.id).in_(wanted))
    return {row[0]: row[1] for row in session.execute(rows)}


def contract_titles(session: Session, ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Number and title of these contracts, in one query. The caller has checked that they may be seen."""
    wanted = {one for one in ids if one is not None}
    columns = col(Contract.id), col(Contract.number), col(Contract.title)
    rows = session.execute(owned_columns(session, Contract, *columns).where(col(Contract.id).in_(wanted)))
    return {contract_id: f"{number}　{title}" for contract_id, number, title in rows}
