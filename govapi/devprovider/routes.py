"""The provider's addresses on Litestar. Handlers are quick and stay on the event loop, so the relying party, which waits for
them in a thread of the same process, is always answered."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Request, Response, Router, get, post
from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler
from litestar.params import RawBody

from govapi.devprovider import tokens
from govapi.devprovider.faults import OAuthFault, PageFault
from govapi.devprovider.provider import PERSON_SCOPES, DemoClient, DemoPerson, DevProvider, RedirectFault
from govapi.devprovider.signing import ALGORITHM
from govapi.edge.guards import PUBLIC
from govapi.edge.oidc.provider import is_loopback
from govapi.kit.errors import NotAllowed
from govapi.web.assets import STATIC_FOLDER

_PAGES = Path(__file__).parent / "pages"
_NO_STORE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_MOST_FIELDS = 50


def create_dev_provider(people: Sequence[DemoPerson], issuer_url: str, clients: Sequence[DemoClient]) -> Router:
    """The routes of a new provider, mounted under the path of ``issuer_url``; see ``DevProvider`` for more settings."""
    return router_of(DevProvider(people, issuer_url, clients))


def router_of(provider: DevProvider) -> Router:
    """The routes of ``provider``. They need no bearer token, no session and no CSRF token of govapi's own."""
    return Router(
        provider.path,
        route_handlers=[*_documents(provider), *_sign_in_pages(provider), *_endpoints(provider)],
        guards=[_only_on_this_machine],
        exception_handlers={PageFault: _page_of_fault(provider), RedirectFault: _redirect_fault, OAuthFault: _json_fault},
        opt={"access": PUBLIC, "exclude_from_csrf": True, "exclude_from_auth": True},
        include_in_schema=False,
    )


def _only_on_this_machine(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """A name that merely resolves to this machine (DNS rebinding), or a port opened to the network, gets nothing."""
    if not is_loopback(connection.base_url.hostname):
        raise NotAllowed("試用環境の利用者選択は、この計算機の中（127.0.0.1 など）でだけ使えます。")


def _documents(provider: DevProvider) -> list[BaseRouteHandler]:
    issuer = provider.issuer
    metadata: dict[str, object] = {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "userinfo_endpoint": f"{issuer}/userinfo",
        "end_session_endpoint": f"{issuer}/sign-out",
        "jwks_uri": f"{issuer}/jwks",
        "scopes_supported": sorted({*PERSON_SCOPES, *(scope for client in provider.clients.values() for scope in client.scopes)}),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "client_credentials"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": [ALGORITHM],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": True,
    }
    # The demo's own pages lend their colours and elements, so that the two look alike.
    style = b"\n".join(
        path.read_bytes() for path in (STATIC_FOLDER / "tokens.css", STATIC_FOLDER / "base.css", _PAGES / "people.css")
    )

    @get("/.well-known/openid-configuration", sync_to_thread=False)
    def discovery() -> Response[dict[str, object]]:
        return Response(metadata, headers=_NO_STORE)

    @get("/jwks", sync_to_thread=False)
    def jwks() -> Response[dict[str, object]]:
        return Response(provider.keys.published(), headers=_NO_STORE)

    @get("/people.css", sync_to_thread=False)
    def stylesheet() -> Response[bytes]:
        return Response(style, media_type="text/css; charset=utf-8", headers=_NO_STORE)

    return [discovery, jwks, stylesheet]


def _sign_in_pages(provider: DevProvider) -> list[BaseRouteHandler]:
    @get("/authorize", sync_to_thread=False)
    def authorize(request: Request[Any, Any, Any]) -> Response[bytes]:
        accepted = provider.accept(list(request.query_params.multi_items()))
        in_order = list(provider.people.values())
        seen = list(dict.fromkeys(person.department for person in in_order))
        grouped = groupby(
            sorted(in_order, key=lambda person: seen.index(person.department)), key=lambda person: person.department
        )
        return _page(
            provider,
            "people.html",
            leads_to=accepted.redirect_uri,
            choice=provider.choices.put(accepted),
            departments=[(department, list(people)) for department, people in grouped],
        )

    @post("/choose", sync_to_thread=False, status_code=303)
    def choose(body: RawBody) -> Response[None]:
        form = _form(body)
        return _redirect(provider.choose(form.get("choice", ""), form.get("subject", "")))

    @get("/sign-out", sync_to_thread=False)
    def sign_out(request: Request[Any, Any, Any]) -> Response[Any]:
        return _signed_out(provider, dict(request.query_params))

    @post("/sign-out", sync_to_thread=False, status_code=200)
    def sign_out_by_form(body: RawBody) -> Response[Any]:
        return _signed_out(provider, _form(body))

    return [authorize, choose, sign_out, sign_out_by_form]


def _endpoints(provider: DevProvider) -> list[BaseRouteHandler]:
    @post("/token", sync_to_thread=False, status_code=200)
    def token(body: RawBody, request: Request[Any, Any, Any]) -> Response[dict[str, object]]:
        answer = tokens.exchange(provider, _form(body), request.headers.get("authorization"))
        return Response(answer, headers=_NO_STORE)

    @get("/userinfo", sync_to_thread=False)
    def userinfo(request: Request[Any, Any, Any]) -> Response[dict[str, object]]:
        return Response(tokens.userinfo(provider, request.headers.get("authorization")), headers=_NO_STORE)

    return [token, userinfo]


def _form(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise OAuthFault("invalid_request", "本文の形式が正しくありません。") from error
    if len(dict(pairs)) != len(pairs):
        raise OAuthFault("invalid_request", "同じパラメーターが2回以上指定されています。")
    return dict(pairs)


def _signed_out(provider: DevProvider, params: dict[str, str]) -> Response[Any]:
    target = provider.sign_out(params)
    return _page(provider, "signed_out.html") if target is None else _redirect(target)


def _redirect(url: str) -> Response[None]:
    return Response(None, status_code=303, headers={**_NO_STORE, "Location": url})


_ENVIRONMENT = Environment(loader=FileSystemLoader(_PAGES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def _page(
    provider: DevProvider, template: str, *, status: int = 200, leads_to: str | None = None, **context: object
) -> Response[bytes]:
    html = _ENVIRONMENT.get_template(template).render(path=provider.path, **context)
    target = urlsplit(leads_to or "")
    # Chromium holds the redirect after a form to form-action too, so the client's own origin must be named.
    onward = f" {target.scheme}://{target.netloc}" if target.netloc else ""
    policy = f"default-src 'none'; style-src 'self'; img-src data:; form-action 'self'{onward}; base-uri 'none'; frame-ancestors 'none'"
    headers = {**_NO_STORE, "Content-Security-Policy": policy, "Referrer-Policy": "no-referrer"}
    return Response(html.encode(), status_code=status, media_type="text/html; charset=utf-8", headers=headers)


def _page_of_fault(provider: DevProvider) -> Any:
    def show(_: Request[Any, Any, Any], fault: PageFault) -> Response[bytes]:
        return _page(provider, "fault.html", status=400, sentence=fault.sentence)

    return show


def _redirect_fault(_: Request[Any, Any, Any], fault: RedirectFault) -> Response[None]:
    return _redirect(fault.url)


def _json_fault(_: Request[Any, Any, Any], fault: OAuthFault) -> Response[dict[str, str]]:
    scheme = "Bearer" if fault.error in ("invalid_token", "insufficient_scope") else "Basic"
    headers = {**_NO_STORE, "WWW-Authenticate": f'{scheme} realm="govapi demo"'} if fault.status in (401, 403) else _NO_STORE
    return Response({"error": fault.error, "error_description": fault.description}, status_code=fault.status, headers=headers)
