"""Whom a list concerns: the services whose registration it takes away."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col

from govapi.cloud_services.registrations.tables import RegistrationMatch
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.uses.rules import LIVE
from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.session import owned_columns


@dataclass(frozen=True)
class Concerned:
    """A service with a confirmed match to an entry, and how many of its uses are in force."""

    service_id: UUID
    service_name: str
    number: str
    registration_number: str
    uses: int


def concerned(session: Session, registration_ids: Collection[UUID]) -> list[Concerned]:
    """The services that these entries are, as people have confirmed."""
    if not registration_ids:
        return []
    matches = (
        owned_columns(
            session,
            RegistrationMatch,
            col(CloudService.id),
            col(CloudService.name),
            col(CloudService.number),
            col(RegistrationMatch.number),
        )
        .join(CloudService, col(CloudService.id) == col(RegistrationMatch.service_id))
        .where(col(RegistrationMatch.status) == "confirmed", col(RegistrationMatch.registration_id).in_(registration_ids))
        .order_by(col(CloudService.kana_key), col(CloudService.id))
    )
    rows = session.execute(matches).all()
    live = (
        owned_columns(session, CloudUse, col(CloudUse.service_id), func.count())
        .where(col(CloudUse.status).in_(LIVE), col(CloudUse.service_id).in_({row[0] for row in rows}))
        .group_by(col(CloudUse.service_id))
    )
    uses = {row[0]: int(row[1]) for row in session.execute(live)}
    return [Concerned(row[0], row[1], row[2], row[3], uses.get(row[0], 0)) for row in rows]
