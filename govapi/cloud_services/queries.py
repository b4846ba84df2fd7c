"""Reading the register of services under its read rule."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Text, cast, func, tuple_
from sqlmodel import Session, col

from govapi.cloud_services.judgements.tables import CloudJudgement
from govapi.cloud_services.registrations.tables import RegistrationMatch
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.uses.rules import LIVE
from govapi.cloud_services.uses.tables import CloudUse
from govapi.contractors.tables import Contractor
from govapi.db.reading import narrowed, one_of
from govapi.db.session import find, owned, owned_columns
from govapi.kit.paging import Page, decode_cursor, page_of
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import seen_under
from govapi.search import matches

NOUN = "cloud_service"


@dataclass(frozen=True)
class Filters:
    """What the register may be narrowed by. ``retired`` None: both."""

    q: str = ""
    kind: str | None = None
    form: str | None = None
    contractor_id: UUID | None = None
    department_id: UUID | None = None
    retired: bool | None = None


def seen(actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees a service."""
    return seen_under(actor, policy, "cloud_services", CloudService)


def one(session: Session, actor: Actor, policy: PolicySet, service_id: UUID, *, lock: bool = False) -> CloudService:
    """The service, if the actor may see it; else NotFound."""
    return one_of(session, CloudService, service_id, seen(actor, policy), lock=lock)


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[CloudService]:
    """The services in 50音 order."""
    statement = owned(session, CloudService).where(
        seen(actor, policy),
        *narrowed(
            CloudService,
            contractor_id=filters.contractor_id,
            department_id=filters.department_id,
            retired=filters.retired,
        ),
    )
    if filters.q.strip():
        statement = statement.where(matches(session, NOUN, filters.q, col(CloudService.id)))
    for column, wanted in ((col(CloudService.kinds), filters.kind), (col(CloudService.forms), filters.form)):
        if wanted:
            statement = statement.where(cast(column, Text).contains(f'"{wanted}"', autoescape=True))
    if cursor:
        kana, last = decode_cursor(cursor, 2)
        statement = statement.where(tuple_(col(CloudService.kana_key), col(CloudService.id)) > (kana, _uuid(last)))
    rows = session.exec(statement.order_by(col(CloudService.kana_key), col(CloudService.id)).limit(limit + 1)).all()
    return page_of(rows, limit, lambda row: (row.kana_key, str(row.id)))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def of_contractor(session: Session, contractor_id: UUID) -> Sequence[CloudService]:
    """The services this company provides, in 50音 order."""
    statement = owned(session, CloudService).where(col(CloudService.contractor_id) == contractor_id)
    return session.exec(statement.order_by(col(CloudService.kana_key), col(CloudService.id)).limit(200)).all()


def alike(session: Session, key: str, other_than: UUID | None = None) -> Sequence[CloudService]:
    """Services whose name reads the same once variants, spaces and punctuation are put aside."""
    statement = owned(session, CloudService).where(col(CloudService.name_key) == key)
    if other_than is not None:
        statement = statement.where(col(CloudService.id) != other_than)
    return session.exec(statement.order_by(col(CloudService.id)).limit(10)).all()


def provider_name(session: Session, service: CloudService) -> str:
    """The name of the provider, whether it is a contractor or a firm abroad."""
    if service.contractor_id is None:
        return service.provider_name
    return find(session, Contractor, service.contractor_id).name


def provider_names(session: Session, services: Iterable[CloudService]) -> dict[UUID, str]:
    """The name of the provider of each of these services, in one query."""
    held = list(services)
    wanted = {one.contractor_id for one in held if one.contractor_id is not None}
    columns = owned_columns(session, Contractor, col(Contractor.id), col(Contractor.name))
    names: dict[UUID, str] = {row[0]: row[1] for row in session.execute(columns.where(col(Contractor.id).in_(wanted)))}
    return {one.id: names.get(one.contractor_id, "") if one.contractor_id else one.provider_name for one in held}


def is_rested_on(session: Session, service_id: UUID) -> bool:
    """Whether something was decided about the service as it is described: a match with a register, a judgement, an application
    that is under decision or permitted."""
    said = (
        owned_columns(session, RegistrationMatch, col(RegistrationMatch.id)).where(
            col(RegistrationMatch.service_id) == service_id, col(RegistrationMatch.status) == "confirmed"
        ),
        owned_columns(session, CloudJudgement, col(CloudJudgement.id)).where(col(CloudJudgement.service_id) == service_id),
        owned_columns(session, CloudUse, col(CloudUse.id)).where(
            col(CloudUse.service_id) == service_id, col(CloudUse.status).in_((*LIVE, "in_approval"))
        ),
    )
    return any(session.execute(statement.limit(1)).first() is not None for statement in said)


def running_counts(session: Session, service_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many uses of each of these services are in force, in one query; those without any are left out."""
    counted = owned_columns(session, CloudUse, col(CloudUse.service_id), func.count())
    live = counted.where(col(CloudUse.service_id).in_(service_ids), col(CloudUse.status).in_(LIVE))
    return {row[0]: row[1] for row in session.execute(live.group_by(col(CloudUse.service_id)))}
