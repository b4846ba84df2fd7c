"""Reading a person's preference."""

from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import owned
from govapi.duties.preferences.tables import NoticePreference


def of_person(session: Session, person_id: UUID, *, lock: bool = False) -> NoticePreference | None:
    """The row, None while the person has said nothing."""
    statement = owned(session, NoticePreference).where(col(NoticePreference.person_id) == person_id)
    return session.exec(statement.with_for_update() if lock else statement).first()
