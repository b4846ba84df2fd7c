"""The entrance under /answer: limits, the look at the address before anything is read, and one refusal for every reason."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import structlog
from anyio import to_thread
from litestar import Request, Response
from sqlmodel import Session

from govapi.assessments.links.answering.service import Held, acting, opened
from govapi.assessments.links.rules import NOBODY, hashed, parsed
from govapi.edge import problems
from govapi.edge.confirmations import put_on_record
from govapi.edge.limits import Limiter
from govapi.edge.parts import Parts
from govapi.edge.transaction import reading, writing
from govapi.kit.errors import Malformed, Refusal, TooLarge, UnsupportedType
from govapi.web.entry import FORM_TYPES, OVERHEAD
from govapi.web.forms import SubmittedForm, submitted_form
from govapi.web.site import Site

FOLDER = "/answer"
UPLOADS = "evidence"
TOO_OFTEN = "短い時間に何度も開かれたため、しばらくの間お使いいただけません。１分ほど待ってから、もう一度開いてください。"
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}

log = structlog.get_logger("govapi.answer")


class AnswerLimits:
    """How often one address, and one link, may be used in a minute. Behind a proxy that hides addresses all visitors are one."""

    def __init__(self, by_address: int = 600, by_token: int = 120) -> None:
        self.by_address, self.by_token = Limiter(by_address, 60), Limiter(by_token, 60)


class NoSuchLink(Exception):
    """Guessed, malformed, expired, revoked, closed, or links are off: nobody is told which."""


class AnswerDoor:
    """One request of the holder of an address. A plain class: the framework would look into a dataclass."""

    def __init__(self, parts: Parts, site: Site, key: str, steps: list[str], held: Held, request_id: str) -> None:
        self.parts, self.site, self.key, self.steps, self.held, self.request_id = parts, site, key, steps, held, request_id
        self.code, self.token = parsed(key) or NOBODY
        self.submitted: SubmittedForm | None = None

    @property
    def base(self) -> str:
        return f"{FOLDER}/{self.key}"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with reading(self.parts.database, self.code) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with writing(self.parts.database, self.code, self.parts.clock, self.request_id) as session:
            yield session
            put_on_record(session, acting(session, self.held.sheet))

    def form(self) -> SubmittedForm:
        if self.submitted is None:
            raise Malformed("フォームの内容が送られていません。前の画面から、もう一度操作してください。")
        return self.submitted

    def page(self, template: str, *, status_code: int = 200, **context: object) -> Response[bytes]:
        body = self.site.pages.render(f"assessments/links/{template}", base=self.base, **context)
        return Response(body, status_code=status_code, media_type="text/html", headers=HEADERS)

    def redirect(self, path: str = "") -> Response[bytes]:
        return Response(b"", status_code=303, media_type="text/html", headers={**HEADERS, "Location": self.base + path})


async def open_answer_door(request: Request[Any, Any, Any], parts: Parts) -> AnswerDoor:
    """The door, when the address opens. Nothing of the body is read before that is known."""
    key, *steps = str(request.path_params["rest"]).strip("/").split("/")
    known = parsed(key)
    code, token = known or NOBODY
    limits: AnswerLimits = request.app.state.answer_limits
    limits.by_address.take(request.client.host if request.client else "", TOO_OFTEN)
    limits.by_token.take(hashed(key), TOO_OFTEN)
    held = await to_thread.run_sync(_look, parts, code, token)
    if held is None or known is None or parts.settings.answer_links == "off":
        raise NoSuchLink
    door = AnswerDoor(parts, request.app.state.site, key, steps, held, request.state.get("request_id", ""))
    if request.method == "POST":
        _refuse_other_sites(request, parts)
        door.submitted = await _form(request, parts, uploads=steps[:1] == [UPLOADS])
    return door


def _look(parts: Parts, code: str, token: str) -> Held | None:
    with reading(parts.database, code) as session:
        return opened(session, token, parts.clock.today())


def _refuse_other_sites(request: Request[Any, Any, Any], parts: Parts) -> None:
    """No other site knows the address; should one learn it, a browser says that the form is not ours."""
    ours = {request.headers.get("host", ""), urlsplit(parts.settings.answer_base).netloc}
    origin = request.headers.get("origin", "null")  # "null" is what our own forms say, as no page tells where it came from
    if request.headers.get("sec-fetch-site") not in (None, "same-origin"):
        raise NoSuchLink
    if origin != "null" and urlsplit(origin).netloc not in ours:
        raise NoSuchLink


async def _form(request: Request[Any, Any, Any], parts: Parts, *, uploads: bool) -> SubmittedForm:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in FORM_TYPES:
        raise UnsupportedType("画面のフォームから送信してください。")
    length = request.headers.get("content-length", "")
    if not (length.isascii() and length.isdecimal()):
        raise Malformed("送信する内容の大きさが示されていません。画面のフォームから送信してください。")
    limit = parts.settings.max_upload_bytes + OVERHEAD if uploads else parts.settings.max_body_bytes
    if int(length) > limit:
        raise TooLarge(f"送信する内容が大きすぎます。{limit // (1 << 20)}MB以内にしてください。")
    try:
        return await submitted_form(request)
    except (ValueError, KeyError) as fault:
        raise Malformed("フォームの内容を読み取れません。画面を読み込み直してから、もう一度送信してください。") from fault


def turn_away(request: Request[Any, Any, Any], fault: Exception) -> Response[bytes]:
    """The exception handler of these pages. What is logged of a fault names no address: it would be a key."""
    site: Site = request.app.state.site
    if isinstance(fault, NoSuchLink) or (isinstance(fault, Refusal) and fault.status == 404):
        body, status = site.pages.render("assessments/links/refused.html"), 404
    else:
        refused = _refusal(request, fault)
        body = site.pages.render("assessments/links/fault.html", title=refused.title, detail=refused.detail)
        status = refused.status
    return Response(body, status_code=status, media_type="text/html", headers=HEADERS)


def _refusal(request: Request[Any, Any, Any], fault: Exception) -> Refusal:
    foreseen = isinstance(fault, Refusal) or getattr(fault, "status_code", 500) < 500
    if foreseen:
        return problems.refusal_of(request, fault)
    # Neither its message nor any local variable: the request, and with it the address, is among them.
    where = [f"{one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(fault.__traceback__)]
    log.error("unforeseen", path=f"{FOLDER}/…", kind=type(fault).__name__, where=where)
    return problems.Unforeseen(
        "予期しない誤りが起きました。時間をおいて、もう一度開いてください。入力して保存した内容は残っています。"
    )
