"""Reading the terms of a service. The caller has checked that the service may be seen."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.cloud_services.terms.tables import CloudTerms
from govapi.db.session import owned, owned_columns
from govapi.kit.errors import NotFound


def of_service(session: Session, service_id: UUID, *, limit: int = 200) -> Sequence[CloudTerms]:
    """The terms of a service, those checked last first."""
    statement = owned(session, CloudTerms).where(col(CloudTerms.service_id) == service_id)
    return session.exec(statement.order_by(col(CloudTerms.checked_on).desc(), col(CloudTerms.id).desc()).limit(limit)).all()


def newest(session: Session, service_id: UUID) -> CloudTerms | None:
    """The terms checked last, or None while none were."""
    return next(iter(of_service(session, service_id, limit=1)), None)


def one(session: Session, service_id: UUID, terms_id: UUID) -> CloudTerms:
    """One entry of this service; raises NotFound."""
    statement = owned(session, CloudTerms).where(col(CloudTerms.service_id) == service_id, col(CloudTerms.id) == terms_id)
    row = session.exec(statement).first()
    if row is None:
        raise NotFound
    return row


def stored_files(session: Session) -> list[str]:
    """The SHA-256 of every file this room refers to."""
    return list(session.execute(owned_columns(session, CloudTerms, col(CloudTerms.sha256))).scalars())
