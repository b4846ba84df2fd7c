"""Reading entries of published lists, and which services are registered by a confirmed match."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, tuple_
from sqlmodel import Session, col

from govapi.cloud_services.registrations.rules import number_key, provider_key, registering, service_key
from govapi.cloud_services.registrations.tables import Registration, RegistrationList, RegistrationMatch
from govapi.db.reading import narrowed, newest_first, one_of
from govapi.db.session import find, owned, owned_columns
from govapi.kit.errors import NotFound
from govapi.kit.paging import Page, decode_cursor, page_of
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import sees_all


@dataclass(frozen=True)
class Filters:
    """What the entries may be narrowed by. ``expires_before``: those whose last day lies before that day."""

    q: str = ""
    registry: str | None = None
    state: str | None = None
    expires_before: date | None = None
    matched: bool | None = None


def may_read(actor: Actor, policy: PolicySet) -> None:
    """Entries belong to no section: whom the read rule does not let see all of them sees none."""
    if not sees_all(actor, policy.reading.rule("registrations")):
        raise NotFound


def registered_on(session: Session, policy: PolicySet, service_id: UUID, on: date) -> bool:
    """Whether a valid entry of a list that registers is this service, as a person has confirmed."""
    return service_id in many(session, policy, [service_id], on)


def many(session: Session, policy: PolicySet, service_ids: Collection[UUID], on: date) -> set[UUID]:
    """Those of the services that are registered on the day."""
    statement = (
        owned_columns(session, RegistrationMatch, col(RegistrationMatch.service_id))
        .join(Registration, col(Registration.id) == col(RegistrationMatch.registration_id))
        .where(
            col(RegistrationMatch.service_id).in_(service_ids),
            col(RegistrationMatch.status) == "confirmed",
            col(Registration.registry_key).in_(registering(policy.cloud.registries)),
            valid(on),
        )
    )
    return set(session.execute(statement).scalars())


def valid(on: date) -> ColumnElement[bool]:
    """``rules.holds`` of an entry, as a condition."""
    expires_on = col(Registration.expires_on)
    runs = and_(col(Registration.state) == "registered", or_(expires_on.is_(None), expires_on >= on))
    return or_(col(Registration.state) == "renewing", runs)


def of_service(session: Session, service_id: UUID) -> Sequence[tuple[RegistrationMatch, Registration]]:
    """The entries that were proposed, confirmed or refused for the service: confirmed ones first."""
    statement = owned(session, RegistrationMatch).where(col(RegistrationMatch.service_id) == service_id)
    matches = session.exec(statement.order_by(col(RegistrationMatch.id))).all()
    entries = owned(session, Registration).where(col(Registration.id).in_([one.registration_id for one in matches]))
    by_id = {row.id: row for row in session.exec(entries)}
    order = ("confirmed", "proposed", "refused")
    return sorted(((one, by_id[one.registration_id]) for one in matches), key=lambda pair: order.index(pair[0].status))


def one(session: Session, actor: Actor, policy: PolicySet, registration_id: UUID) -> Registration:
    """The entry, if the actor may see it; else NotFound."""
    may_read(actor, policy)
    return find(session, Registration, registration_id)


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[Registration]:
    """The entries by list and number."""
    may_read(actor, policy)
    place = (col(Registration.registry_key), col(Registration.number))
    statement = owned(session, Registration).where(*_conditions(session, filters)).order_by(*place)
    if cursor:
        statement = statement.where(tuple_(*place) > tuple_(*decode_cursor(cursor, 2)))
    rows = session.exec(statement.limit(limit + 1)).all()
    return page_of(rows, limit, lambda row: (row.registry_key, row.number))


def _conditions(session: Session, filters: Filters) -> list[ColumnElement[bool]]:
    found = narrowed(Registration, registry_key=filters.registry, state=filters.state)
    for word in filters.q.split():
        name, provider, number = service_key(word), provider_key(word), number_key(word)
        among = (
            (col(Registration.name_key), name),
            (col(Registration.provider_key), provider),
            (col(Registration.number), number),
        )
        found.append(or_(*(column.icontains(key, autoescape=True) for column, key in among if key)))
    if filters.expires_before is not None:
        found.append(col(Registration.expires_on) < filters.expires_before)
    if filters.matched is not None:
        confirmed = owned_columns(session, RegistrationMatch, col(RegistrationMatch.registration_id)).where(
            col(RegistrationMatch.status) == "confirmed"
        )
        held = col(Registration.id).in_(confirmed)
        found.append(held if filters.matched else ~held)
    return found


def known(session: Session, registry_key: str) -> Sequence[Registration]:
    """Every entry of a list that was ever seen."""
    statement = owned(session, Registration).where(col(Registration.registry_key) == registry_key)
    return session.exec(statement.order_by(col(Registration.number))).all()


def newest_list(session: Session, registry_key: str) -> RegistrationList | None:
    """The list of this kind that was fetched last."""
    statement = owned(session, RegistrationList).where(col(RegistrationList.registry_key) == registry_key)
    newest = statement.order_by(col(RegistrationList.fetched_on).desc(), col(RegistrationList.id).desc())
    return session.exec(newest.limit(1)).first()


def lists(
    session: Session, actor: Actor, policy: PolicySet, registry: str | None, *, limit: int, cursor: str | None
) -> Page[RegistrationList]:
    """The lists that were taken in, the newest first."""
    may_read(actor, policy)
    return newest_first(session, RegistrationList, narrowed(RegistrationList, registry_key=registry), limit=limit, cursor=cursor)


def one_list(session: Session, actor: Actor, policy: PolicySet, list_id: UUID) -> RegistrationList:
    """The list, if the actor may see it; else NotFound."""
    may_read(actor, policy)
    return one_of(session, RegistrationList, list_id)


def stored_files(session: Session) -> list[str]:
    """The SHA-256 of every file this room refers to."""
    return list(session.execute(owned_columns(session, RegistrationList, col(RegistrationList.sha256))).scalars())
