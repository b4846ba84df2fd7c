"""The pages of the events: recording one, seeing who has answered, answering for a use."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.cloud_services import queries as services
from govapi.cloud_services.events import queries, service
from govapi.cloud_services.events.rules import KINDS, RESULTS
from govapi.cloud_services.events.schemas import CloudEventIn, ResponseIn
from govapi.cloud_services.events.showing.service import of_use, shape
from govapi.cloud_services.events.tables import CloudEvent
from govapi.cloud_services.managers import queries as managers
from govapi.cloud_services.terms import queries as terms
from govapi.cloud_services.uses import queries as uses
from govapi.db.session import find
from govapi.kit.errors import NotAllowed, NotFound
from govapi.kit.japan.era import wareki
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page

LABELS = {
    "kind": "変化の種類", "title": "件名", "content": "内容", "known_on": "知った日", "effective_on": "変化が生ずる（生じた）日",
    "answer_by": "回答の期限", "terms_id": "変更後の約款", "result": "対応", "note": "確かめたことと理由",
}  # fmt: skip
NEXT = {
    "continue": "回答を記録しました。",
    "change": "回答を記録しました。続けて、利用の変更を申請してください。",
    "stop": "回答を記録しました。続けて、利用の終了手続を始めてください。",
}


@page("/cloud-services/{service_id:uuid}/events/new")
def new_page(door: WebDoor, service_id: FromPath[UUID]) -> Response[bytes]:
    return _new(door, service_id, shown({"kind": "terms", "known_on": door.parts.clock.today()}))


def _new(door: WebDoor, service_id: UUID, bound: Bound[Any]) -> Response[bytes]:
    with door.reading() as session:
        row = services.one(session, door.actor, current(session, door.parts.clock.today()).policy, service_id)
        running = uses.live_of_service(session, row.id)
        if not service.may_record(door.actor, running):
            raise NotAllowed("サービスの変化を記録できるのは、このサービスを利用している課と情報政策担当課の職員です。")
        editions = terms.of_service(session, row.id)
    return door.page(
        "cloud_services/events/new.html",
        service=row,
        form=bound,
        kinds=list(KINDS.items()),
        running=len(running),
        editions=[(one.id, f"{wareki(one.checked_on)}に確認した約款　{one.edition}") for one in editions],
    )


@form("/cloud-services/{service_id:uuid}/events/new")
def record(door: WebDoor, service_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock
    today = clock.today()

    def work(session: Session, given: CloudEventIn) -> str:
        row = service.record(session, door.actor, current(session, today), service_id, given, now=clock.now(), today=today)
        return f"/cloud-services/{service_id}/events/{row.id}"

    flash = "サービスの変化を記録し、利用している課に対応を求めました。"
    return door.submit(CloudEventIn, work, lambda bound: _new(door, service_id, bound), flash=flash, labels=LABELS)


@page("/cloud-services/{service_id:uuid}/events/{event_id:uuid}")
def show(door: WebDoor, service_id: FromPath[UUID], event_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = services.one(session, door.actor, policy, service_id)
        event = queries.one(session, row.id, event_id)
        out = shape(session, door.actor, policy, event, today)
        edition = terms.one(session, row.id, event.terms_id) if event.terms_id else None
    return door.page("cloud_services/events/show.html", service=row, out=out, edition=edition)


@page("/cloud-uses/{use_id:uuid}/event-answers/{event_id:uuid}")
def answer_page(door: WebDoor, use_id: FromPath[UUID], event_id: FromPath[UUID]) -> Response[bytes]:
    return _answer(door, use_id, event_id, shown())


def _answer(door: WebDoor, use_id: UUID, event_id: UUID, bound: Bound[Any]) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        use = managers.followed(session, door.actor, current(session, today).policy, use_id, today)
        asked = next((one for one in of_use(session, door.actor, use.id, today) if one.event_id == event_id), None)
        if asked is None:
            raise NotFound("この利用には、対応を求めていません。利用の画面に戻ってください。")
        event = find(session, CloudEvent, event_id)
    return door.page(
        "cloud_services/events/answer.html", use=use, asked=asked, event=event, form=bound, results=list(RESULTS.items())
    )


@form("/cloud-uses/{use_id:uuid}/event-answers/{event_id:uuid}")
def answer(door: WebDoor, use_id: FromPath[UUID], event_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: ResponseIn) -> str:
        stored = current(session, clock.today())
        service.answer(session, door.actor, stored, use_id, event_id, given, now=clock.now(), today=clock.today())
        return f"/cloud-uses/{use_id}#events"

    flash = NEXT.get(door.form().text("result"), "")
    return door.submit(ResponseIn, work, lambda bound: _answer(door, use_id, event_id, bound), flash=flash, labels=LABELS)


ROUTES: list[Any] = [new_page, record, show, answer_page, answer]
