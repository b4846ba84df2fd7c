"""Reading what came back. Whoever sees the round sees its files."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.assessments.workbook.tables import WorkbookReturn
from govapi.db.session import owned, owned_columns
from govapi.kit.errors import NotFound


def of_sheet(session: Session, sheet_id: UUID) -> Sequence[WorkbookReturn]:
    """The workbooks of a round, the newest first. The caller has checked that the round may be seen."""
    statement = owned(session, WorkbookReturn).where(col(WorkbookReturn.check_sheet_id) == sheet_id)
    return session.exec(statement.order_by(col(WorkbookReturn.id).desc()).limit(200)).all()


def one(session: Session, sheet_id: UUID, return_id: UUID) -> WorkbookReturn:
    """A workbook of this round; else NotFound. The caller has checked that the round may be seen."""
    statement = owned(session, WorkbookReturn).where(
        col(WorkbookReturn.id) == return_id, col(WorkbookReturn.check_sheet_id) == sheet_id
    )
    row = session.exec(statement).first()
    if row is None:
        raise NotFound
    return row


def stored_files(session: Session) -> list[str]:
    """The SHA-256 of every file this room refers to."""
    return list(session.execute(owned_columns(session, WorkbookReturn, col(WorkbookReturn.sha256))).scalars())
