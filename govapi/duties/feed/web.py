"""The calendar behind its secret address, and the page on which one makes and revokes addresses."""

import re
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath
from sqlmodel import Session

from govapi.duties.feed import queries, service
from govapi.duties.feed.schemas import FeedIn
from govapi.duties.preferences.service import person_of
from govapi.edge.guards import PUBLIC
from govapi.edge.limits import Limiter
from govapi.edge.parts import Parts
from govapi.edge.transaction import reading
from govapi.kit.errors import NotFound
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page

TOO_MANY = "予定表の取得が多すぎます。1分ほど待ってから、もう一度取得してください。"

_CODE = re.compile(r"[0-9]{6}")
_NAME = re.compile(r"([A-Za-z0-9_-]{20,100})\.ics")


@get("/duties/feeds/{code:str}/{name:str}", opt={"access": PUBLIC}, include_in_schema=False, sync_to_thread=True)
def calendar(request: Request[Any, Any, Any], parts: Parts, code: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """The calendar for whoever knows the address. A wrong, revoked or foreign one gets the same answer."""
    limiter: Limiter = request.app.state.feeds
    limiter.take(request.client.host if request.client else "", TOO_MANY)
    token = _NAME.fullmatch(name)
    if token is None or _CODE.fullmatch(code) is None:
        raise NotFound
    with reading(parts.database, code) as session:
        text = service.written(session, token[1], public_url=parts.settings.public_url, today=parts.clock.today())
    headers = {"Cache-Control": "private, no-store", "Content-Disposition": 'inline; filename="duties.ics"'}
    return Response(text, media_type="text/calendar", headers=headers)


@page("/me/calendar-feeds")
def show(door: WebDoor) -> Response[bytes]:
    return _page(door, None)


@form("/me/calendar-feeds")
def make(door: WebDoor) -> Response[bytes]:
    """The new address is on the answer itself, and nowhere else."""
    bound = door.form().bind(FeedIn, {"label": "使う場所"})
    if bound.value is None:
        return _page(door, bound, status_code=422)
    with door.writing() as session:
        _, path = service.make(session, door.actor, bound.value.label)
    return _page(door, None, made=f"{door.parts.settings.public_url}{path}")


@form("/me/calendar-feeds/{feed_id:uuid}/revoke")
def revoke(door: WebDoor, feed_id: FromPath[UUID]) -> Response[bytes]:
    with door.writing() as session:
        service.revoke(session, door.actor, feed_id, door.form().version(), door.parts.clock.now())
    return door.redirect("/me/calendar-feeds", "配信のアドレスを廃止しました。")


def _page(door: WebDoor, bound: Bound[Any] | None, *, made: str = "", status_code: int = 200) -> Response[bytes]:
    with door.reading() as session:
        feeds = _feeds(session, door)
    return door.page("duties/feed/show.html", status_code=status_code, feeds=feeds, form=bound or shown({"label": ""}), made=made)


def _feeds(session: Session, door: WebDoor) -> list[tuple[UUID, str, Any, int]]:
    rows = queries.of_person(session, person_of(door.actor))
    return [(row.id, row.label, row.created_at, row.version) for row in rows]


ROUTES = [calendar, show, make, revoke]
