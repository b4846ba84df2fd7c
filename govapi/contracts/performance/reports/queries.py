"""Reading the reports that came. The caller has checked that the contract may be seen."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.contracts.performance.reports.tables import RegularReport
from govapi.db.session import find, owned, owned_columns
from govapi.kit.errors import NotFound
from govapi.kit.paging import Page, decode_id_cursor, page_of


def of_contract(session: Session, contract_id: UUID) -> Sequence[RegularReport]:
    """Every report about the contract, by period."""
    statement = owned(session, RegularReport).where(col(RegularReport.contract_id) == contract_id)
    return session.exec(statement.order_by(col(RegularReport.period_from))).all()


def listed(session: Session, contract_id: UUID, *, limit: int, cursor: str | None) -> Page[RegularReport]:
    """The reports about the contract, the newest first."""
    statement = owned(session, RegularReport).where(col(RegularReport.contract_id) == contract_id)
    statement = statement.order_by(col(RegularReport.id).desc())
    if cursor:
        statement = statement.where(col(RegularReport.id) < decode_id_cursor(cursor))
    return page_of(session.exec(statement.limit(limit + 1)).all(), limit, lambda row: (str(row.id),))


def one(session: Session, contract_id: UUID, report_id: UUID, *, lock: bool = False) -> RegularReport:
    """One report about the contract; raises NotFound."""
    row = find(session, RegularReport, report_id, lock=lock)
    if row.contract_id != contract_id:
        raise NotFound
    return row


def stored_files(session: Session) -> list[str]:
    """The SHA-256 of every file this room refers to."""
    statement = owned_columns(session, RegularReport, col(RegularReport.file_sha256))
    return [sha256 for sha256 in session.execute(statement).scalars() if sha256]
