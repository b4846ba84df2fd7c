"""Which keys are taken, and what is unsettled of many records."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import owned, owned_columns
from govapi.duties.tables import Duty
from govapi.duties.workflow import UNSETTLED


def taken(session: Session, keys: Collection[str]) -> frozenset[str]:
    """Those of the keys for which there is a duty."""
    statement = owned_columns(session, Duty, col(Duty.key)).where(col(Duty.key).in_(keys))
    return frozenset(session.execute(statement).scalars())


def unsettled(session: Session, record_ids: Collection[UUID], kinds: Collection[str]) -> Sequence[Duty]:
    """The planned and open duties of these records, of these kinds."""
    statement = owned(session, Duty).where(
        col(Duty.record_id).in_(record_ids), col(Duty.status).in_(UNSETTLED), col(Duty.kind).in_(kinds)
    )
    return session.exec(statement.order_by(col(Duty.id))).all()
