"""Reading entries of published lists, and which services are registered by a confirmed match."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import and_, or_
from sqlmodel import Session, col

from govapi.cloud_services.registrations.rules import registering
from govapi.cloud_services.registrations.tables import Registration, RegistrationMatch
from govapi.db.session import owned, owned_columns
from govapi.policy.schema.policy_set import PolicySet


def registered_on(session: Session, policy: PolicySet, service_id: UUID, on: date) -> bool:
    """Whether a valid entry of a list that registers is this service, as a person has confirmed."""
    return service_id in many(session, policy, [service_id], on)


def many(session: Session, policy: PolicySet, service_ids: Collection[UUID], on: date) -> set[UUID]:
    """Those of the services that are registered on the day."""
    valid = or_(
        col(Registration.state) == "renewing",
        and_(
            col(Registration.state) == "registered",
            or_(col(Registration.expires_on).is_(None), col(Registration.expires_on) >= on),
        ),
    )
    statement = (
        owned_columns(session, RegistrationMatch, col(RegistrationMatch.service_id))
        .join(Registration, col(Registration.id) == col(RegistrationMatch.registration_id))
        .where(
            col(RegistrationMatch.service_id).in_(service_ids),
            col(RegistrationMatch.status) == "confirmed",
            col(Registration.registry_key).in_(registering(policy.cloud.registries)),
            valid,
        )
    )
    return set(session.execute(statement).scalars())


def of_service(session: Session, service_id: UUID) -> Sequence[tuple[RegistrationMatch, Registration]]:
    """The entries that were proposed, confirmed or refused for the service: confirmed ones first."""
    matches = session.exec(
        owned(session, RegistrationMatch)
        .where(col(RegistrationMatch.service_id) == service_id)
        .order_by(col(RegistrationMatch.id))
    ).all()
    entries = owned(session, Registration).where(col(Registration.id).in_([one.registration_id for one in matches]))
    by_id = {row.id: row for row in session.exec(entries)}
    order = ("confirmed", "proposed", "refused")
    return sorted(((one, by_id[one.registration_id]) for one in matches), key=lambda pair: order.index(pair[0].status))
