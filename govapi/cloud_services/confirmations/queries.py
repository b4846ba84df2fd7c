"""Reading the yearly confirmations of a use. The caller has checked that the use may be seen."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.cloud_services.confirmations.tables import CloudConfirmation
from govapi.db.session import find, owned
from govapi.kit.errors import NotFound


def of_use(session: Session, use_id: UUID) -> Sequence[CloudConfirmation]:
    """The rounds of a use, the newest first."""
    statement = owned(session, CloudConfirmation).where(col(CloudConfirmation.use_id) == use_id)
    return session.exec(statement.order_by(col(CloudConfirmation.turn).desc())).all()


def last(session: Session, use_id: UUID) -> CloudConfirmation | None:
    """The round before the next one."""
    statement = owned(session, CloudConfirmation).where(col(CloudConfirmation.use_id) == use_id)
    return session.exec(statement.order_by(col(CloudConfirmation.turn).desc()).limit(1)).first()


def one(session: Session, use_id: UUID, confirmation_id: UUID) -> CloudConfirmation:
    """A confirmation of this use; raises NotFound."""
    row = find(session, CloudConfirmation, confirmation_id)
    if row.use_id != use_id:
        raise NotFound
    return row
