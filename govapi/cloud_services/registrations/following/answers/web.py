"""The page on which a section says what it does about a use whose registration is lost."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.cloud_services import queries as services
from govapi.cloud_services.managers import queries as managers
from govapi.cloud_services.registrations.following.answers import service
from govapi.cloud_services.registrations.following.answers.schemas import ANSWERS, LossAnswerIn
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page
from govapi.web.stale import submit_on_record

LABELS = {
    "answer": "対応",
    "reason": "確かめたことと理由",
    "until": "変更し、又は終える期限",
    "registration_id": "失われた（失われる）登録",
}


@page("/cloud-uses/{use_id:uuid}/lost-registrations")
def show(door: WebDoor, use_id: FromPath[UUID]) -> Response[bytes]:
    return _page(door, use_id, shown())


def _page(door: WebDoor, use_id: UUID, bound: Bound[Any], first: str = "") -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        stored = current(session, today)
        use = managers.followed(session, door.actor, stored.policy, use_id, today)
        view = service.losses_of(session, door.actor, stored, use, today)
        about = services.one(session, door.actor, stored.policy, use.service_id)
    return door.page(
        "cloud_services/registrations/losses.html",
        use=use,
        service=about,
        view=view,
        form=bound,
        first=first,
        answers=list(ANSWERS.items()),
    )


@form("/cloud-uses/{use_id:uuid}/lost-registrations")
def answer(door: WebDoor, use_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock
    now, today = clock.now(), clock.today()

    def work(session: Session, given: LossAnswerIn) -> str:
        stored = current(session, today)
        service.answer(session, door.actor, stored, use_id, given, door.form().version(), now=now, today=today)
        return f"/cloud-uses/{use_id}"

    def again(bound: Bound[LossAnswerIn], first: str) -> Response[bytes]:
        return _page(door, use_id, bound, first)

    return submit_on_record(door, use_id, LossAnswerIn, work, again, flash="対応を回答しました。", labels=LABELS)


ROUTES = [show, answer]
