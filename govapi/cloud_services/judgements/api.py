"""The API's door to the written judgements about a service."""

from typing import Any

from govapi.cloud_services import queries as services
from govapi.cloud_services.api import READ, TAG, WRITE, ServiceId
from govapi.cloud_services.judgements import service
from govapi.cloud_services.judgements.following.service import follow
from govapi.cloud_services.judgements.schemas import JudgementIn, JudgementOut
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import creates, reads
from govapi.edge.shapes import Listing
from govapi.policy.store import current


@reads(
    "/cloud-services/{service_id:uuid}/judgements",
    "listCloudJudgements",
    "書面による判断（新しい順）",
    tag=TAG,
    scope=READ,
)
def list_judgements(door: Door, service_id: ServiceId) -> Answer[Listing[JudgementOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        row = services.one(session, door.actor, current(session, today).policy, service_id)
        return answer(Listing(items=service.shapes(session, row.id, today)))


@creates(
    "/cloud-services/{service_id:uuid}/judgements",
    "judgeCloudService",
    "書面による判断を記録する",
    tag=TAG,
    scope=WRITE,
)
def judge_service(door: Door, service_id: ServiceId, data: JudgementIn) -> Answer[JudgementOut]:
    clock = door.parts.clock
    today = clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.judge(session, door.actor, stored, service_id, data, today)
        follow(session, door.actor, stored, [row.service_id], now=clock.now(), today=today)
        return door.created(session, service.shape(session, row, today), version=row.version)


ROUTES: list[Any] = [list_judgements, judge_service]
