"""The API's door to the published lists and their entries."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from litestar import Response
from litestar.enums import RequestEncodingType
from litestar.params import Body, Parameter

from govapi.cloud_services import queries as services
from govapi.cloud_services.registrations import queries, service
from govapi.cloud_services.registrations.matching import api as matching
from govapi.cloud_services.registrations.matching import service as matches
from govapi.cloud_services.registrations.matching.schemas import MatchOut
from govapi.cloud_services.registrations.queries import Filters
from govapi.cloud_services.registrations.reading.service import open_list
from govapi.cloud_services.registrations.rules import State
from govapi.cloud_services.registrations.schemas import ListCheckOut, ListIn, ListOut, RegistrationOut
from govapi.documents.api import MULTIPART, uploads
from govapi.edge.answers import Answer, answer, file_answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing, Query
from govapi.files.headed_table import KINDS, HeadedTable
from govapi.files.uploads import content
from govapi.policy.schema.cloud import Registry
from govapi.policy.store import current

TAG = "登録の一覧"
READ, WRITE = "registrations:read", "registrations:write"

RegistrationId = Annotated[UUID, Parameter(description="登録の id")]
ListId = Annotated[UUID, Parameter(description="取り込んだ一覧の id")]
ServiceId = Annotated[UUID, Parameter(description="クラウドサービスの id")]
RegistryKey = Annotated[str | None, Parameter(max_length=64, description="一覧の種類（方針セットの key）")]
ExpiresBefore = Annotated[date | None, Parameter(description="有効期限がこの日より前のもの")]
Matched = Annotated[
    bool | None, Parameter(description="本市のサービスとの対応が確認されているもの（false は、されていないもの）")
]
Upload = Annotated[ListIn, Body(media_type=RequestEncodingType.MULTI_PART)]


@reads("/registrations", "listRegistrations", "登録の一覧（一覧の種類及び番号の順）", tag=TAG, scope=READ)
def list_registrations(
    door: Door,
    q: Query = "",
    registry: RegistryKey = None,
    status: State | None = None,
    expires_before: ExpiresBefore = None,
    matched: Matched = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Answer[Listing[RegistrationOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        filters = Filters(q, registry, status, expires_before, matched)
        page = queries.listed(session, door.actor, policy, filters, limit=limit, cursor=cursor)
        items = [service.shape(row, policy, today) for row in page.items]
        return answer(Listing(items=items, next_cursor=page.next_cursor))


@reads("/registrations/{registration_id:uuid}", "getRegistration", "登録を見る", tag=TAG, scope=READ)
def get_registration(door: Door, registration_id: RegistrationId) -> Answer[RegistrationOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, registration_id)
        return answer(service.shape(row, policy, today), version=row.version)


@reads("/registrations/imports", "listRegistrationLists", "取り込んだ一覧（新しい順）", tag=TAG, scope=READ)
def list_lists(door: Door, registry: RegistryKey = None, limit: Limit = 50, cursor: Cursor = None) -> Answer[Listing[ListOut]]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        page = queries.lists(session, door.actor, policy, registry, limit=limit, cursor=cursor)
        items = [service.list_shape(row, policy) for row in page.items]
        return answer(Listing(items=items, next_cursor=page.next_cursor))


@reads("/registrations/imports/{list_id:uuid}", "getRegistrationList", "取り込んだ一覧を見る", tag=TAG, scope=READ)
def get_list(door: Door, list_id: ListId) -> Answer[ListOut]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = queries.one_list(session, door.actor, policy, list_id)
        return answer(service.list_shape(row, policy), version=row.version)


@reads(
    "/registrations/imports/{list_id:uuid}/content",
    "downloadRegistrationList",
    "取り込んだ一覧のファイルを受け取る",
    tag=TAG,
    scope=READ,
    gives=list(KINDS.values()),
)
def download(door: Door, list_id: ListId) -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = queries.one_list(session, door.actor, policy, list_id)
    media = KINDS[row.filename.rpartition(".")[2]]
    return file_answer(content(door.parts.files, row.sha256), row.filename, media, sha256=row.sha256)


@acts(
    "/registrations/imports/check",
    "checkRegistrationList",
    "公表された一覧を取り込まずに確かめる",
    tag=TAG,
    scope=WRITE,
    if_match=False,
    media=MULTIPART,
)
def check(door: Door, data: Upload) -> Answer[ListCheckOut]:
    today = door.parts.clock.today()
    registry, published = _opened(door, data)
    with door.reading() as session:
        found = service.plan(session, door.actor, registry, data.fetched_on, published, today)
        return answer(service.check_shape(session, found))


@creates("/registrations/imports", "importRegistrationList", "公表された一覧を取り込む", tag=TAG, scope=WRITE, media=MULTIPART)
def import_list(door: Door, data: Upload) -> Answer[ListOut]:
    clock = door.parts.clock
    now, today = clock.now(), clock.today()
    registry, published = _opened(door, data)
    accepted = data.gone_accepted == "yes"
    door.same_when("POST /registrations/imports", registry.key, data.fetched_on, accepted, published.sha256)
    if door.idempotency_key is None:
        with door.reading() as session:  # what is refused leaves no file behind
            found = service.plan(session, door.actor, registry, data.fetched_on, published, today)
            service.refuse(found, gone_accepted=accepted)
    door.parts.files.put(published.data)
    with door.writing() as session:
        stored = current(session, today)
        row = service.import_list(
            session,
            door.actor,
            stored,
            service.registry_of(stored.policy, registry.key),
            data.fetched_on,
            published,
            gone_accepted=accepted,
            now=now,
            today=today,
        )
        shape = service.list_shape(row, stored.policy)
        return door.created(session, shape, version=row.version, location=f"/api/v1/registrations/imports/{row.id}")


def _opened(door: Door, data: ListIn) -> tuple[Registry, HeadedTable]:
    """The list, opened outside any write transaction, for those who may take one in."""
    limit = door.parts.settings.max_upload_bytes
    with door.reading() as session:
        service.may_import(door.actor)
        registry = service.registry_of(current(session, door.parts.clock.today()).policy, data.registry)
    return registry, open_list(data.file.file.read(limit + 1), data.file.filename, registry, limit)


@reads(
    "/cloud-services/{service_id:uuid}/registrations",
    "listServiceRegistrations",
    "サービスの登録（確認済み、候補及び対応しないもの）",
    tag=TAG,
    scope=READ,
)
def list_of_service(door: Door, service_id: ServiceId) -> Answer[Listing[MatchOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = services.one(session, door.actor, policy, service_id)
        queries.may_read(door.actor, policy)
        rows = [match for match, _entry in queries.of_service(session, row.id)]
        return answer(Listing(items=matches.shapes(session, door.actor, rows, policy, today)))


ROUTES: list[Any] = [
    list_registrations,
    get_registration,
    list_lists,
    get_list,
    download,
    list_of_service,
    *matching.ROUTES,
    uploads([check, import_list]),
]
