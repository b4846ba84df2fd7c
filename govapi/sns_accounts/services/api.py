"""The API's door to the social media services in use."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter

from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, changes, reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.policy.store import current
from govapi.sns_accounts.services import queries, service
from govapi.sns_accounts.services.schemas import SnsServiceOut, SnsServicePatch, TermsReadIn

TAG = "ソーシャルメディアアカウント"
READ, WRITE = "sns-services:read", "sns-services:write"

ServiceId = Annotated[UUID, Parameter(description="ソーシャルメディアサービスの id")]


@reads("/sns-services", "listSnsServices", "利用しているソーシャルメディアサービスの一覧", tag=TAG, scope=READ)
def list_services(door: Door, limit: Limit = 50, cursor: Cursor = None) -> Answer[Listing[SnsServiceOut]]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        page = queries.listed(session, limit=limit, cursor=cursor)
        return answer(Listing(items=service.shapes(session, page.items, policy), next_cursor=page.next_cursor))


@reads("/sns-services/{service_id:uuid}", "getSnsService", "ソーシャルメディアサービスを見る", tag=TAG, scope=READ)
def get_service(door: Door, service_id: ServiceId) -> Answer[SnsServiceOut]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = queries.one(session, service_id)
        return answer(service.shape(session, row, policy), version=row.version)


@changes(
    "/sns-services/{service_id:uuid}",
    "reviseSnsService",
    "ソーシャルメディアサービスの登録内容を訂正する",
    tag=TAG,
    scope=WRITE,
)
def revise_service(door: Door, service_id: ServiceId, data: SnsServicePatch) -> Answer[SnsServiceOut]:
    expected = door.expected_version()
    with door.writing() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = service.revise(session, door.actor, service_id, data, expected)
        return answer(service.shape(session, row, policy), version=row.version)


@acts(
    "/sns-services/{service_id:uuid}/read-terms",
    "readSnsServiceTerms",
    "約款を確かめたことを記録する",
    tag=TAG,
    scope=WRITE,
)
def read_terms(door: Door, service_id: ServiceId, data: TermsReadIn) -> Answer[SnsServiceOut]:
    expected = door.expected_version()
    clock = door.parts.clock
    with door.writing() as session:
        stored = current(session, clock.today())
        row = service.read_terms(
            session, door.actor, stored, service_id, data, expected, now=clock.now(), today=clock.today()
        )  # fmt: skip
        return door.done(session, service.shape(session, row, stored.policy), version=row.version)


ROUTES: list[Any] = [list_services, get_service, revise_service, read_terms]
