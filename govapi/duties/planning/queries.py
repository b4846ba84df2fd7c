"""Which keys are taken, and what is unsettled of many records."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import owned
from govapi.duties.tables import Duty
from govapi.duties.workflow import UNSETTLED


def taken(session: Session, keys: Collection[str]) -> dict[str, Duty]:
    """The duties there are under these keys."""
    statement = owned(session, Duty).where(col(Duty.key).in_(keys))
    return {duty.key: duty for duty in session.exec(statement)} if keys else {}


def unsettled(session: Session, record_ids: Collection[UUID], kinds: Collection[str]) -> Sequence[Duty]:
    """The planned and open duties of these records, of these kinds."""
    statement = owned(session, Duty).where(
        col(Duty.record_id).in_(record_ids), col(Duty.status).in_(UNSETTLED), col(Duty.kind).in_(kinds)
    )
    return session.exec(statement.order_by(col(Duty.id))).all()
