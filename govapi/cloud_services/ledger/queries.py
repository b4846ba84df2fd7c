"""Reading the uses for the ledger, and what stands around them: the same few queries however many there are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col

from govapi.cloud_services.events.tables import CloudEvent
from govapi.cloud_services.managers.queries import Managing, held_by_many
from govapi.cloud_services.registrations.queries import valid
from govapi.cloud_services.registrations.tables import Registration, RegistrationMatch
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.terms.tables import CloudTerms
from govapi.cloud_services.uses.queries import seen
from govapi.cloud_services.uses.rules import LIVE
from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.base import TenantRow
from govapi.db.session import owned, owned_columns
from govapi.people.actor import Actor
from govapi.people.tables import Department
from govapi.policy.schema.policy_set import PolicySet

Found = TypeVar("Found", bound=TenantRow)
OVER = ("ending", "ended")


@dataclass(frozen=True)
class Filters:
    """What the ledger is narrowed by. ``ended``: those that end or have ended stand in it too."""

    ended: bool = False
    department_id: UUID | None = None


@dataclass(frozen=True)
class Around:
    """What the lines tell beside the uses themselves, by id."""

    services: Mapping[UUID, CloudService]
    sections: Mapping[UUID, Department]
    terms: Mapping[UUID, CloudTerms]
    registrations: Mapping[UUID, Sequence[Registration]]
    events: Mapping[UUID, int]


def uses(session: Session, actor: Actor, policy: PolicySet, filters: Filters) -> Sequence[CloudUse]:
    """The uses of the ledger that this reader may see, by section and number."""
    statement = (
        owned(session, CloudUse)
        .join(Department, col(Department.id) == col(CloudUse.department_id))
        .where(col(CloudUse.status).in_((*LIVE, *OVER) if filters.ended else LIVE), seen(session, actor, policy))
        .order_by(col(Department.sort_order), col(Department.name), col(CloudUse.number))
    )
    if filters.department_id is not None:
        statement = statement.where(col(CloudUse.department_id) == filters.department_id)
    return session.exec(statement).all()


def around(session: Session, found: Sequence[CloudUse], today: date) -> Around:
    """What the lines of these uses tell."""
    services = {one.service_id for one in found}
    return Around(
        services=_by_id(session, CloudService, services),
        sections=_by_id(session, Department, {one.department_id for one in found}),
        terms=_terms(session, found),
        registrations=_registrations(session, services, today),
        events=_events(session, services),
    )


def managers_of(session: Session, found: Sequence[CloudUse], today: date) -> dict[UUID, Managing]:
    """Who manages each of these uses: today, or from its first day on where it has not begun."""
    held = held_by_many(session, [one.id for one in found], today)
    days = {one.starts_on for one in found if one.id not in held and one.starts_on is not None and one.starts_on > today}
    for day in sorted(days):
        held |= held_by_many(session, [one.id for one in found if one.starts_on == day and one.id not in held], day, today)
    return held


def _by_id(session: Session, table: type[Found], ids: Collection[UUID]) -> dict[UUID, Found]:
    return {row.id: row for row in session.exec(owned(session, table).where(col(table.id).in_(ids)))}


def _terms(session: Session, found: Sequence[CloudUse]) -> dict[UUID, CloudTerms]:
    """By use: the terms its section confirmed, else those of the service that were checked last."""
    services = {one.service_id for one in found}
    statement = owned(session, CloudTerms).where(col(CloudTerms.service_id).in_(services))
    rows = session.exec(statement.order_by(col(CloudTerms.checked_on), col(CloudTerms.id))).all()
    confirmed = {row.id: row for row in rows}
    newest = {row.service_id: row for row in rows}
    told = {one.id: confirmed.get(one.terms_id) or newest.get(one.service_id) for one in found if one.terms_id}
    told |= {one.id: newest.get(one.service_id) for one in found if not one.terms_id}
    return {use_id: row for use_id, row in told.items() if row is not None}


def _registrations(session: Session, services: Collection[UUID], today: date) -> dict[UUID, list[Registration]]:
    statement = (
        owned_columns(session, RegistrationMatch, col(RegistrationMatch.service_id), Registration)
        .join(Registration, col(Registration.id) == col(RegistrationMatch.registration_id))
        .where(col(RegistrationMatch.service_id).in_(services), col(RegistrationMatch.status) == "confirmed", valid(today))
        .order_by(col(Registration.registry_key), col(Registration.number))
    )
    held: dict[UUID, list[Registration]] = {}
    for service_id, row in session.execute(statement):
        held.setdefault(service_id, []).append(row)
    return held


def _events(session: Session, services: Collection[UUID]) -> dict[UUID, int]:
    counted = owned_columns(session, CloudEvent, col(CloudEvent.service_id), func.count())
    rows = session.execute(counted.where(col(CloudEvent.service_id).in_(services)).group_by(col(CloudEvent.service_id)))
    return {row[0]: row[1] for row in rows}
