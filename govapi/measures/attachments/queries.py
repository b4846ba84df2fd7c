"""Reading the files of a record. The caller has checked that the record may be seen."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import owned, owned_columns
from govapi.kit.errors import NotFound
from govapi.measures.attachments.tables import MeasureFile


def of_record(session: Session, record_id: UUID) -> Sequence[MeasureFile]:
    """The files of a record, the newest first."""
    statement = owned(session, MeasureFile).where(col(MeasureFile.record_id) == record_id)
    return session.exec(statement.order_by(col(MeasureFile.id).desc()).limit(200)).all()


def one(session: Session, record_id: UUID, file_id: UUID) -> MeasureFile:
    """One file of this record; raises NotFound."""
    statement = owned(session, MeasureFile).where(col(MeasureFile.record_id) == record_id, col(MeasureFile.id) == file_id)
    row = session.exec(statement).first()
    if row is None:
        raise NotFound
    return row


def stored_files(session: Session) -> list[str]:
    """The SHA-256 of every file this room refers to."""
    return list(session.execute(owned_columns(session, MeasureFile, col(MeasureFile.sha256))).scalars())
