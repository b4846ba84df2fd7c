"""Reading the yearly confirmations of a use. The caller has checked that the use may be seen."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.cloud_services.confirmations.tables import CloudConfirmation
from govapi.db.session import owned


def of_use(session: Session, use_id: UUID) -> Sequence[CloudConfirmation]:
    """The rounds of a use, the newest first."""
    statement = owned(session, CloudConfirmation).where(col(CloudConfirmation.use_id) == use_id)
    return session.exec(statement.order_by(col(CloudConfirmation.turn).desc())).all()
