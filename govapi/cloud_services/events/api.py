"""The API's door to the events of a service and the answers for its uses."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter

from govapi.cloud_services import queries as services
from govapi.cloud_services.events import queries, service
from govapi.cloud_services.events.schemas import CloudEventIn, CloudEventOut, CloudEventRow, EventAnswerIn, EventAnswerOut
from govapi.cloud_services.events.showing.service import of_use, rows, shape
from govapi.cloud_services.managers import queries as managers
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.policy.store import current

TAG = "クラウドサービスの変化"
SERVICES_READ, SERVICES_WRITE = "cloud-services:read", "cloud-services:write"
USES_READ, USES_WRITE = "cloud-uses:read", "cloud-uses:write"

ServiceId = Annotated[UUID, Parameter(description="クラウドサービスの id")]
EventId = Annotated[UUID, Parameter(description="サービスの変化の id")]
UseId = Annotated[UUID, Parameter(description="クラウドサービスの利用の id")]

EVENTS = "/cloud-services/{service_id:uuid}/events"
ANSWERS = "/cloud-uses/{use_id:uuid}/event-answers"


@reads(EVENTS, "listCloudEvents", "サービスの変化の一覧（新しい順）", tag=TAG, scope=SERVICES_READ)
def list_events(door: Door, service_id: ServiceId, limit: Limit = 50, cursor: Cursor = None) -> Answer[Listing[CloudEventRow]]:
    with door.reading() as session:
        found = services.one(session, door.actor, current(session, door.parts.clock.today()).policy, service_id)
        page = queries.of_service(session, found.id, limit=limit, cursor=cursor)
        return answer(Listing(items=rows(session, page.items), next_cursor=page.next_cursor))


@creates(EVENTS, "recordCloudEvent", "サービスの変化を記録し、利用している課に対応を求める", tag=TAG, scope=SERVICES_WRITE)
def record_event(door: Door, service_id: ServiceId, data: CloudEventIn) -> Answer[CloudEventOut]:
    clock = door.parts.clock
    today = clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.record(session, door.actor, stored, service_id, data, now=clock.now(), today=today)
        out = shape(session, door.actor, stored.policy, row, today)
        return door.created(session, out, version=row.version, location=f"/api/v1/cloud-services/{service_id}/events/{row.id}")


@reads(f"{EVENTS}/{{event_id:uuid}}", "getCloudEvent", "サービスの変化と、利用ごとの対応を見る", tag=TAG, scope=SERVICES_READ)
def get_event(door: Door, service_id: ServiceId, event_id: EventId) -> Answer[CloudEventOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, services.one(session, door.actor, policy, service_id).id, event_id)
        return answer(shape(session, door.actor, policy, row, today), version=row.version)


@reads(ANSWERS, "listEventAnswers", "利用について対応を求められたサービスの変化（新しい順）", tag=TAG, scope=USES_READ)
def list_answers(door: Door, use_id: UseId) -> Answer[Listing[EventAnswerOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        use = managers.followed(session, door.actor, current(session, today).policy, use_id, today)
        return answer(Listing(items=of_use(session, door.actor, use.id, today)))


@creates(ANSWERS, "answerCloudEvent", "サービスの変化への対応を回答する", tag=TAG, scope=USES_WRITE)
def answer_event(door: Door, use_id: UseId, data: EventAnswerIn) -> Answer[EventAnswerOut]:
    clock = door.parts.clock
    today = clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.answer(session, door.actor, stored, use_id, data.event_id, data, now=clock.now(), today=today)
        out = next(one for one in of_use(session, door.actor, use_id, today) if one.id == row.id)
        return door.created(session, out, version=row.version, location=f"/api/v1/cloud-uses/{use_id}/event-answers")


ROUTES: list[Any] = [list_events, record_event, get_event, list_answers, answer_event]
