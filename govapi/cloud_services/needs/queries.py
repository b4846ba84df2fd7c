"""Uses that have not told what they want under the policy set in force."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.session import owned, owned_columns, update_rows


def untold(session: Session, policy_version: int, limit: int) -> Sequence[CloudUse]:
    """Uses last looked at under an older policy set, or never; along an index, so the cost follows the rows that are due."""
    statement = owned(session, CloudUse).where(col(CloudUse.told_with) < policy_version)
    return session.exec(statement.order_by(col(CloudUse.told_with), col(CloudUse.id)).limit(limit)).all()


def mark(session: Session, use_ids: Sequence[UUID], policy_version: int) -> None:
    """Keeps that these were looked at. Their version stays: for those who work on them nothing has changed."""
    update_rows(session, CloudUse, use_ids, {"told_with": policy_version}, quietly=True)


def providers(session: Session, service_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """The contractors that provide these services; a provider that is no contractor of ours has no entry."""
    statement = owned_columns(session, CloudService, col(CloudService.id), col(CloudService.contractor_id)).where(
        col(CloudService.id).in_(service_ids), col(CloudService.contractor_id).is_not(None)
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def forget(session: Session, service_id: UUID) -> None:
    """The provider of the service has changed: its uses are looked at again by the next daily job."""
    ids = owned_columns(session, CloudUse, col(CloudUse.id)).where(col(CloudUse.service_id) == service_id)
    mark(session, list(session.execute(ids.with_for_update()).scalars()), 0)
