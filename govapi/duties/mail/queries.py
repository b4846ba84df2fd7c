"""Reading the letters: by key, those to be sent now, those that failed."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import owned, owned_columns
from govapi.duties.mail.tables import OutgoingMail


def is_known(session: Session, key: str) -> bool:
    """Whether a letter of this key was written."""
    statement = owned_columns(session, OutgoingMail, col(OutgoingMail.id)).where(col(OutgoingMail.key) == key)
    return session.execute(statement).first() is not None


def to_send(session: Session, now: datetime, limit: int) -> Sequence[OutgoingMail]:
    """Letters that wait and are ripe, held until the commit; those another worker holds are passed over."""
    statement = owned(session, OutgoingMail).where(col(OutgoingMail.status) == "waiting", col(OutgoingMail.try_at) <= now)
    ordered = statement.order_by(col(OutgoingMail.try_at), col(OutgoingMail.id)).limit(limit)
    return session.exec(ordered.with_for_update(skip_locked=True)).all()


def unsent(session: Session, limit: int) -> Sequence[OutgoingMail]:
    """The letters that could not be delivered, the newest first."""
    statement = owned(session, OutgoingMail).where(col(OutgoingMail.status) == "failed")
    return session.exec(statement.order_by(col(OutgoingMail.id).desc()).limit(limit)).all()


def of_ids(session: Session, ids: Collection[UUID]) -> Sequence[OutgoingMail]:
    return session.exec(owned(session, OutgoingMail).where(col(OutgoingMail.id).in_(ids))).all()
