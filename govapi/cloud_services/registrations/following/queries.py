"""What the following of registrations stands on: confirmed entries, uses in force, answers, and the duties there are."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.cloud_services.registrations.following.answers.tables import RegistrationAnswer
from govapi.cloud_services.registrations.following.rules import KIND, Held
from govapi.cloud_services.registrations.rules import label_of, registering
from govapi.cloud_services.registrations.tables import Registration, RegistrationMatch
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.session import owned, owned_columns
from govapi.duties.tables import Duty
from govapi.duties.workflow import UNSETTLED
from govapi.policy.schema.policy_set import PolicySet


def held(session: Session, policy: PolicySet, service_ids: Collection[UUID]) -> Mapping[UUID, list[Held]]:
    """The entries that are these services, as people have confirmed."""
    statement = (
        owned_columns(session, RegistrationMatch, col(RegistrationMatch.service_id), Registration)
        .join(Registration, col(Registration.id) == col(RegistrationMatch.registration_id))
        .where(col(RegistrationMatch.status) == "confirmed", col(RegistrationMatch.service_id).in_(service_ids))
        .order_by(col(RegistrationMatch.id))
    )
    registries = policy.cloud.registries
    counting = registering(registries)
    found: dict[UUID, list[Held]] = defaultdict(list)
    for service_id, row in session.execute(statement):
        label = label_of(registries, row.registry_key)
        one = Held(row.id, label, row.number, row.registry_key in counting, row.state, row.expires_on, row.state_on)
        found[service_id].append(one)
    return found


def services_of(session: Session, registration_ids: Collection[UUID]) -> set[UUID]:
    """The services that these entries are, as people have confirmed."""
    statement = owned_columns(session, RegistrationMatch, col(RegistrationMatch.service_id)).where(
        col(RegistrationMatch.status) == "confirmed", col(RegistrationMatch.registration_id).in_(registration_ids)
    )
    return set(session.execute(statement).scalars())


def matched_services(session: Session, after: UUID | None, limit: int) -> Sequence[UUID]:
    """Services for which an entry was ever proposed, in the order of their ids."""
    statement = owned_columns(session, RegistrationMatch, col(RegistrationMatch.service_id)).distinct()
    if after is not None:
        statement = statement.where(col(RegistrationMatch.service_id) > after)
    return list(session.execute(statement.order_by(col(RegistrationMatch.service_id)).limit(limit)).scalars())


def names(session: Session, service_ids: Collection[UUID], *, lock: bool = False) -> dict[UUID, str]:
    """The name of each service. ``lock`` holds them until the commit: who counts their duties too waits."""
    statement = owned(session, CloudService).where(col(CloudService.id).in_(service_ids)).order_by(col(CloudService.id))
    return {row.id: row.name for row in session.exec(statement.with_for_update() if lock else statement)}


def unsettled(session: Session, service_ids: Collection[UUID]) -> Sequence[Duty]:
    """The planned and open duties of this kind on any use of these services, held until the commit."""
    uses = owned_columns(session, CloudUse, col(CloudUse.id)).where(col(CloudUse.service_id).in_(service_ids))
    statement = owned(session, Duty).where(col(Duty.kind) == KIND, col(Duty.status).in_(UNSETTLED), col(Duty.record_id).in_(uses))
    return session.exec(statement.order_by(col(Duty.id)).with_for_update().execution_options(populate_existing=True)).all()


def done(session: Session, use_ids: Collection[UUID]) -> set[str]:
    """The keys of the duties of this kind that were met."""
    statement = owned_columns(session, Duty, col(Duty.key)).where(
        col(Duty.kind) == KIND, col(Duty.status) == "done", col(Duty.record_id).in_(use_ids)
    )
    return set(session.execute(statement).scalars())


def answers(session: Session, use_ids: Collection[UUID]) -> Sequence[RegistrationAnswer]:
    """What was answered about these uses, in the order of the answers."""
    statement = owned(session, RegistrationAnswer).where(col(RegistrationAnswer.use_id).in_(use_ids))
    return session.exec(statement.order_by(col(RegistrationAnswer.id))).all()
