"""Reading matches, and the names they are proposed by."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session, col

from govapi.cloud_services import queries as services
from govapi.cloud_services.registrations.matching.rules import Named
from govapi.cloud_services.registrations.queries import may_read
from govapi.cloud_services.registrations.rules import provider_key, service_key
from govapi.cloud_services.registrations.tables import Registration, RegistrationMatch
from govapi.cloud_services.tables import CloudService
from govapi.db.reading import narrowed, newest_first, one_of
from govapi.db.session import owned, owned_columns
from govapi.kit.paging import Page
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet

STANDING = ("registered", "renewing", "suspended")


def one(session: Session, actor: Actor, policy: PolicySet, match_id: UUID, *, lock: bool = False) -> RegistrationMatch:
    """The match, if the actor may see it; else NotFound."""
    may_read(actor, policy)
    return one_of(session, RegistrationMatch, match_id, lock=lock)


def listed(
    session: Session,
    actor: Actor,
    policy: PolicySet,
    *,
    status: str | None,
    service_id: UUID | None,
    registration_id: UUID | None,
    limit: int,
    cursor: str | None,
) -> Page[RegistrationMatch]:
    """The matches, the newest first."""
    may_read(actor, policy)
    conditions = narrowed(RegistrationMatch, status=status, service_id=service_id, registration_id=registration_id)
    return newest_first(session, RegistrationMatch, conditions, limit=limit, cursor=cursor)


def around(session: Session, matches: Collection[RegistrationMatch]) -> tuple[dict[UUID, CloudService], dict[UUID, Registration]]:
    """The services and the entries of these matches, each in one query."""
    wanted = owned(session, CloudService).where(col(CloudService.id).in_({one.service_id for one in matches}))
    entries = owned(session, Registration).where(col(Registration.id).in_({one.registration_id for one in matches}))
    return {row.id: row for row in session.exec(wanted)}, {row.id: row for row in session.exec(entries)}


def named_services(session: Session) -> list[Named]:
    """Every service that may be applied for, or runs, by its names."""
    rows = session.exec(owned(session, CloudService).where(col(CloudService.retired).is_(False))).all()
    providers = services.provider_names(session, rows)
    return [Named(row.id, service_key(row.name), provider_key(providers[row.id])) for row in rows]


def named_entries(session: Session, registration_ids: Collection[UUID] | None) -> list[Named]:
    """The entries that stand in their lists (of these), by their names."""
    columns = (
        col(Registration.id),
        col(Registration.name_key),
        col(Registration.provider_key),
        col(Registration.number),
    )
    statement = owned_columns(session, Registration, *columns).where(col(Registration.state).in_(STANDING))
    if registration_ids is not None:
        statement = statement.where(col(Registration.id).in_(registration_ids))
    return [Named(row[0], row[1], row[2], row[3]) for row in session.execute(statement)]


def paired(session: Session, service_ids: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """(service, entry) of every match there is of these services."""
    columns = (col(RegistrationMatch.service_id), col(RegistrationMatch.registration_id))
    statement = owned_columns(session, RegistrationMatch, *columns).where(col(RegistrationMatch.service_id).in_(service_ids))
    return {(row[0], row[1]) for row in session.execute(statement)}
