"""サインイン: to the organisation's provider and back, with a new session each time; and out again, there too."""

from typing import Any
from urllib.parse import urlencode

import structlog
from litestar import Request, Response, get
from litestar.datastructures import Cookie
from sqlalchemy.exc import NoResultFound
from sqlmodel import Session

from govapi import __version__, audit
from govapi.edge.guards import PUBLIC
from govapi.edge.identity import roles_claimed, town_of, with_system_roles
from govapi.edge.limits import Limiter
from govapi.edge.oidc import SignedIn
from govapi.edge.parts import Parts
from govapi.edge.transaction import reading, writing
from govapi.kit.errors import NotAllowed, Refusal, Unauthenticated
from govapi.people.queries import actor_of, municipality, posts_on
from govapi.web import login_cookie, sessions
from govapi.web.door import WebDoor
from govapi.web.login_cookie import Begun
from govapi.web.routes import form
from govapi.web.security import local_path
from govapi.web.shapes import Frame
from govapi.web.site import Site

CALLBACK = "/sign-in/callback"
SIGNED_OUT = "/signed-out"
NOT_BEGUN = "サインインの手続が始まっていないか、時間が過ぎています。もう一度サインインしてください。"
TOO_MANY = "サインインの操作が多すぎます。1分ほど待ってから、もう一度サインインしてください。"
LOST_FORM = (
    "サインインの有効期間が過ぎていたため、送信した内容は登録されていません。サインインしてから、もう一度操作してください。"
)

log = structlog.get_logger("govapi.web")


@get("/sign-in", opt={"access": PUBLIC}, include_in_schema=False, sync_to_thread=True)
def sign_in_page(request: Request[Any, Any, Any], parts: Parts) -> Response[bytes]:
    """The page with one button."""
    message = LOST_FORM if request.query_params.get("lost") else ""
    return _page(request, parts, next_url=local_path(request.query_params.get("next")), message=message)


@get("/sign-in/start", opt={"access": PUBLIC}, include_in_schema=False, sync_to_thread=True)
def start(request: Request[Any, Any, Any], parts: Parts) -> Response[bytes]:
    """Sends the browser to the provider. A link, not a form: the page's policy lets no form lead to another site."""
    _limit(request)
    login = parts.relying_party.start(parts.settings.public_url + CALLBACK)
    begun = Begun(login, local_path(request.query_params.get("next")))
    answer = _see_other(login.url)
    value = login_cookie.sealed(begun, parts.settings, parts.clock.now())
    answer.set_cookie(_cookie(parts, login_cookie.cookie_name(parts.settings), value, int(login_cookie.LIFETIME.total_seconds())))
    return answer


@get(CALLBACK, opt={"access": PUBLIC}, include_in_schema=False, sync_to_thread=True)
def callback(request: Request[Any, Any, Any], parts: Parts) -> Response[bytes]:
    """The browser comes back: who it is, a new session, the page that was wanted. The login cookie is spent in any case."""
    _limit(request)
    settings, now = parts.settings, parts.clock.now()
    begun = login_cookie.opened(request.cookies.get(login_cookie.cookie_name(settings)), settings, now)
    try:
        if begun is None:
            raise Unauthenticated(NOT_BEGUN)
        signed = parts.relying_party.finish(dict(request.query_params), begun.login, settings.public_url + CALLBACK)
        answer = _enter(request, parts, signed, begun.next_url)
    except Refusal as refused:
        next_url = begun.next_url if begun else "/"
        answer = _page(request, parts, next_url=next_url, message=refused.detail, status_code=refused.status)
    answer.set_cookie(_cookie(parts, login_cookie.cookie_name(settings), "", 0))
    return answer


def _enter(request: Request[Any, Any, Any], parts: Parts, signed: SignedIn, next_url: str) -> Response[bytes]:
    settings, claims = parts.settings, dict(signed.claims)
    code, claimed, today = town_of(claims, settings), roles_claimed(claims, settings), parts.clock.today()
    old = sessions.key_of(request.cookies.get(sessions.cookie_name(settings)))
    try:
        with writing(parts.database, code, parts.clock, request.state.get("request_id", "")) as session:
            actor = with_system_roles(session, actor_of(session, signed.subject, today), claimed, today)
            if old is not None:
                sessions.end(session, old.token_hash)
            key = sessions.new_session(
                session,
                subject=signed.subject,
                person_id=actor.person_id,
                system_roles=sorted(actor.system_roles),
                id_token=signed.id_token,
                now=parts.clock.now(),
                hours=settings.session_hours,
            )
            audit.record(session, actor, action="session.sign_in", noun="session", summary="サインイン")
    except NotAllowed as refused:
        if refused.code != "unknown_person":
            raise
        log.warning("sign-in of a person who is not registered", municipality=code, subject=signed.subject)
        return _unknown_person(request, parts, code, signed)
    answer = _see_other(next_url)
    answer.set_cookie(_cookie(parts, sessions.cookie_name(settings), str(key), settings.session_hours * 3600))
    return answer


@form("/sign-out")
def sign_out(door: WebDoor) -> Response[bytes]:
    """Ends the session here, then leads on to the provider's own sign-out: a page does it, since no form may leave this site."""
    parts = door.parts
    with door.writing() as session:
        sessions.end(session, door.own.token_hash)
        audit.record(session, door.actor, action="session.sign_out", noun="session", summary="サインアウト")
    after = parts.settings.public_url + SIGNED_OUT
    url = parts.relying_party.logout_url(door.own.id_token or None, after)
    answer = _signed_out_page(door.site, parts, door.own.municipality_code, url)
    answer.set_cookie(_cookie(parts, sessions.cookie_name(parts.settings), "", 0))
    return answer


@get(SIGNED_OUT, opt={"access": PUBLIC}, include_in_schema=False, sync_to_thread=True)
def signed_out(request: Request[Any, Any, Any], parts: Parts) -> Response[bytes]:
    """Where the provider sends the browser after its sign-out."""
    return _signed_out_page(request.app.state.site, parts, parts.settings.municipality, None)


ROUTES = (sign_in_page, start, callback, sign_out, signed_out)


def _limit(request: Request[Any, Any, Any]) -> None:
    """Each step of a sign-in may cost a question to the provider: one caller asks only so many."""
    limiter: Limiter = request.app.state.sign_ins
    limiter.take(request.client.host if request.client else "", TOO_MANY)


def _page(
    request: Request[Any, Any, Any], parts: Parts, *, next_url: str, message: str, status_code: int = 200
) -> Response[bytes]:
    site: Site = request.app.state.site
    return site.pages.response(
        "sign_in.html",
        status_code=status_code,
        frame=_frame(parts, parts.settings.municipality),
        start_url=f"/sign-in/start?{urlencode({'next': next_url})}",
        message=message,
    )


def _signed_out_page(site: Site, parts: Parts, code: str, provider_url: str | None) -> Response[bytes]:
    return site.pages.response("signed_out.html", frame=_frame(parts, code), provider_url=provider_url)


def _unknown_person(request: Request[Any, Any, Any], parts: Parts, code: str, signed: SignedIn) -> Response[bytes]:
    """Whom to ask, and what to tell them; and the way to sign in as somebody else."""
    site: Site = request.app.state.site
    with reading(parts.database, code) as session:
        offices = _personnel_offices(session, parts)
    other_url = parts.relying_party.logout_url(signed.id_token, parts.settings.public_url + SIGNED_OUT) or "/sign-in"
    return site.pages.response(
        "sign_in_unknown.html",
        status_code=403,
        frame=_frame(parts, code),
        offices=offices,
        subject=signed.subject,
        name=signed.name,
        other_url=other_url,
    )


def _personnel_offices(session: Session, parts: Parts) -> list[str]:
    found = [department.name for post, department in posts_on(session, parts.clock.today()) if "personnel_office" in post.duties]
    return sorted(set(found))


def _frame(parts: Parts, code: str) -> Frame:
    """A frame for somebody who is not signed in: the town's name where the installation serves one town."""
    name = "govapi"
    if code:
        try:
            with reading(parts.database, code) as session:
                name = municipality(session).name
        except NoResultFound:
            pass
    return Frame(town=name, version=__version__)


def _see_other(url: str) -> Response[bytes]:
    return Response(b"", status_code=303, media_type="text/html", headers={"Location": url})


def _cookie(parts: Parts, name: str, value: str, max_age: int) -> Cookie:
    secure = parts.settings.secure_cookies
    return Cookie(name, path="/", value=value, max_age=max_age, secure=secure, httponly=True, samesite="lax")
