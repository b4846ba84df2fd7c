"""How a browser's request comes to its door: the session first, then the form, then the token of the form."""

from typing import Any
from urllib.parse import urlsplit

from litestar import Request

from govapi.edge.parts import Parts
from govapi.edge.tables import WebSession
from govapi.edge.transaction import reading
from govapi.kit.errors import Malformed, TooLarge, UnsupportedType
from govapi.web import sessions
from govapi.web.door import WebDoor
from govapi.web.flashes import COOKIE
from govapi.web.forms import SubmittedForm, submitted_form
from govapi.web.security import CSRF_FIELD, check_csrf, local_path
from govapi.web.site import Site

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
OVERHEAD = 1024 * 1024  # what a form with a file carries beside the file


class SignInNeeded(Exception):
    """Nobody is signed in; ``next_url`` is where the person wanted to go."""

    def __init__(self, next_url: str, *, lost_form: bool) -> None:
        super().__init__(next_url)
        self.next_url = next_url
        self.lost_form = lost_form


def web_session(request: Request[Any, Any, Any], parts: Parts) -> WebSession:
    """The session of the request's cookie; raises SignInNeeded. A dependency that runs before the body is read."""
    key = sessions.key_of(request.cookies.get(sessions.cookie_name(parts.settings)))
    if key is not None:
        with reading(parts.database, key.municipality_code) as session:
            own = sessions.found(session, key, parts.clock.now())
        if own is not None:
            return own
    raise SignInNeeded(_wanted(request), lost_form=request.method == "POST")


async def open_web_door(request: Request[Any, Any, Any], parts: Parts, web_session: WebSession) -> WebDoor:
    """The door of a page's request."""
    site: Site = request.app.state.site
    door = WebDoor(
        parts,
        site,
        web_session,
        request_id=request.state.get("request_id", ""),
        flash_cookie=request.cookies.get(COOKIE),
    )
    request.state.web_door = door  # read by web.problems: the page of a refusal has the same frame
    if request.method == "POST":
        door.submitted = await _form(request, parts)
        check_csrf(web_session.csrf_token, door.submitted.text(CSRF_FIELD))
    return door


async def _form(request: Request[Any, Any, Any], parts: Parts) -> SubmittedForm:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in FORM_TYPES:
        raise UnsupportedType("画面のフォームから送信してください。")
    if request.route_handler.opt.get("uploads"):
        _refuse_oversize(request.headers.get("content-length", ""), parts.settings.max_upload_bytes)
    try:
        return await submitted_form(request)
    except (ValueError, KeyError) as fault:
        raise Malformed("フォームの内容を読み取れません。画面を読み込み直してから、もう一度送信してください。") from fault


def _refuse_oversize(length: str, limit: int) -> None:
    """Before anything is read; every browser says how much it sends."""
    if not (length.isascii() and length.isdecimal()):
        raise Malformed("送信する内容の大きさが示されていません。画面のフォームから送信してください。")
    if int(length) > limit + OVERHEAD:
        raise TooLarge(f"ファイルが大きすぎます。{limit // (1024 * 1024)}MB以内のファイルを選んでください。")


def _wanted(request: Request[Any, Any, Any]) -> str:
    """The page asked for; after a form, the page it stood on."""
    if request.method == "GET":
        query = request.url.query
        return local_path(request.url.path + (f"?{query}" if query else ""))
    came_from = urlsplit(request.headers.get("referer", ""))
    return local_path(came_from.path) if came_from.netloc == request.url.netloc else "/"
