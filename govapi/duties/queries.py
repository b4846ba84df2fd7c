"""Reading duties: of one record, by key."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import case
from sqlmodel import Session, col

from govapi.db.session import owned
from govapi.duties.tables import Duty
from govapi.duties.workflow import UNSETTLED

ORDER = {"open": 0, "planned": 1, "done": 2, "dropped": 3}


def of_record(session: Session, record_id: UUID) -> Sequence[Duty]:
    """The duties of a record: open ones first, then planned, done and dropped, each by its day."""
    statement = owned(session, Duty).where(col(Duty.record_id) == record_id)
    return session.exec(statement.order_by(case(ORDER, value=col(Duty.status)), col(Duty.due_on), col(Duty.id)).limit(200)).all()


def by_key(session: Session, key: str) -> Duty | None:
    """The duty of this key, held until the commit."""
    statement = owned(session, Duty).where(col(Duty.key) == key)
    return session.exec(statement.with_for_update().execution_options(populate_existing=True)).first()


def unsettled(session: Session, record_id: UUID, kinds: Collection[str] | None = None) -> Sequence[Duty]:
    """The record's duties that are planned or open, held until the commit, in the order of their making."""
    statement = owned(session, Duty).where(col(Duty.record_id) == record_id, col(Duty.status).in_(UNSETTLED))
    if kinds is not None:
        statement = statement.where(col(Duty.kind).in_(kinds))
    return session.exec(statement.order_by(col(Duty.id)).with_for_update().execution_options(populate_existing=True)).all()
