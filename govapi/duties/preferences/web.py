"""The page on which one chooses how to be told."""

from typing import Any

from litestar import Response
from sqlmodel import Session

from govapi.duties.notices.queries import of_person
from govapi.duties.preferences import service
from govapi.duties.preferences.rules import DELIVERIES
from govapi.duties.preferences.schemas import PreferenceIn
from govapi.duties.queries import seen
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page

SHOWN = 50


@page("/me/preferences")
def show(door: WebDoor) -> Response[bytes]:
    return _page(door, None)


@form("/me/preferences")
def save(door: WebDoor) -> Response[bytes]:
    def work(session: Session, given: PreferenceIn) -> str:
        service.put(session, door.actor, given, door.form().version())
        return "/me/preferences"

    labels = {"delivery": "メールの受け取り方"}
    return door.submit(PreferenceIn, work, lambda bound: _page(door, bound), flash="保存しました。", labels=labels)


def _page(door: WebDoor, bound: Bound[Any] | None) -> Response[bytes]:
    with door.reading() as session:
        mine = service.get(session, door.actor)
        shown_today = seen(door.actor, current(session, door.parts.clock.today()).policy)
        found = of_person(session, service.person_of(door.actor), shown_today, limit=SHOWN, before=None)
    return door.page(
        "duties/preferences/show.html",
        form=bound or shown({"delivery": mine.delivery}),
        version=mine.version,
        options=[(key, label, hint) for key, (label, hint) in DELIVERIES.items()],
        notices=[service.told(one) for one in found.items],
    )


ROUTES = [show, save]
