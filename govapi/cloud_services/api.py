"""The API's door to the register of cloud services."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter

from govapi.cloud_services import queries, service
from govapi.cloud_services.queries import Filters
from govapi.cloud_services.schemas import (
    CloudServiceCreated,
    CloudServiceIn,
    CloudServiceOut,
    CloudServicePatch,
    CloudServiceRow,
    RetireIn,
)
from govapi.contractors import queries as contractors
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, changes, creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing, Query
from govapi.policy.schema.cloud import Form
from govapi.policy.store import current

TAG = "クラウドサービス"
READ, WRITE = "cloud-services:read", "cloud-services:write"

ServiceId = Annotated[UUID, Parameter(description="クラウドサービスの id")]
ContractorId = Annotated[UUID, Parameter(description="委託先の id")]
KindKey = Annotated[str | None, Parameter(max_length=60, pattern="^[a-z][a-z0-9_.]*$", description="サービスの種類の key")]
Retired = Annotated[bool | None, Parameter(description="申請の受付を終えたもの")]


@reads("/cloud-services", "listCloudServices", "クラウドサービスの一覧（50音順）", tag=TAG, scope=READ)
def list_services(
    door: Door,
    q: Query = "",
    kind: KindKey = None,
    form: Form | None = None,
    contractor_id: UUID | None = None,
    department_id: UUID | None = None,
    retired: Retired = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Answer[Listing[CloudServiceRow]]:
    filters = Filters(q, kind, None if form is None else form.value, contractor_id, department_id, retired)
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        page = queries.listed(session, door.actor, policy, filters, limit=limit, cursor=cursor)
        names = queries.provider_names(session, page.items)
        items = [service.brief(row, names[row.id], policy) for row in page.items]
        return answer(Listing(items=items, next_cursor=page.next_cursor))


@reads(
    "/contractors/{contractor_id:uuid}/cloud-services",
    "listContractorCloudServices",
    "委託先が提供するクラウドサービス（50音順）",
    tag=TAG,
    scope=READ,
)
def list_of_contractor(
    door: Door, contractor_id: ContractorId, limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[CloudServiceRow]]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        company = contractors.one(session, contractor_id)
        filters = Filters(contractor_id=company.id)
        page = queries.listed(session, door.actor, policy, filters, limit=limit, cursor=cursor)
        items = [service.brief(row, company.name, policy) for row in page.items]
        return answer(Listing(items=items, next_cursor=page.next_cursor))


@creates("/cloud-services", "registerCloudService", "クラウドサービスを登録する", tag=TAG, scope=WRITE)
def register_service(door: Door, data: CloudServiceIn) -> Answer[CloudServiceCreated]:
    with door.writing() as session:
        stored = current(session, door.parts.clock.today())
        row = service.register(session, door.actor, stored, data)
        twins = queries.alike(session, row.name_key, row.id)
        names = queries.provider_names(session, twins)
        alike = [service.brief(twin, names[twin.id], stored.policy) for twin in twins]
        shape = CloudServiceCreated(**service.shape(session, row, stored.policy).model_dump(), alike=alike)
        return door.created(session, shape, version=row.version, location=f"/api/v1/cloud-services/{row.id}")


@reads("/cloud-services/{service_id:uuid}", "getCloudService", "クラウドサービスを見る", tag=TAG, scope=READ)
def get_service(door: Door, service_id: ServiceId) -> Answer[CloudServiceOut]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = queries.one(session, door.actor, policy, service_id)
        return answer(service.shape(session, row, policy), version=row.version)


@changes("/cloud-services/{service_id:uuid}", "reviseCloudService", "クラウドサービスを訂正する", tag=TAG, scope=WRITE)
def revise_service(door: Door, service_id: ServiceId, data: CloudServicePatch) -> Answer[CloudServiceOut]:
    expected = door.expected_version()
    with door.writing() as session:
        stored = current(session, door.parts.clock.today())
        row = service.revise(session, door.actor, stored, service_id, data, expected)
        return answer(service.shape(session, row, stored.policy), version=row.version)


@acts(
    "/cloud-services/{service_id:uuid}/retire",
    "retireCloudService",
    "クラウドサービスの申請の受付を終える",
    tag=TAG,
    scope=WRITE,
)
def retire_service(door: Door, service_id: ServiceId, data: RetireIn) -> Answer[CloudServiceOut]:
    return _marked(door, service_id, data, retired=True)


@acts(
    "/cloud-services/{service_id:uuid}/restore",
    "restoreCloudService",
    "クラウドサービスの申請の受付を再開する",
    tag=TAG,
    scope=WRITE,
)
def restore_service(door: Door, service_id: ServiceId, data: RetireIn) -> Answer[CloudServiceOut]:
    return _marked(door, service_id, data, retired=False)


def _marked(door: Door, service_id: UUID, data: RetireIn, *, retired: bool) -> Answer[CloudServiceOut]:
    expected = door.expected_version()
    with door.writing() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = service.mark(session, door.actor, policy, service_id, data.reason, expected, retired=retired)
        return door.done(session, service.shape(session, row, policy), version=row.version)


ROUTES: list[Any] = [
    list_services,
    list_of_contractor,
    register_service,
    get_service,
    revise_service,
    retire_service,
    restore_service,
]
