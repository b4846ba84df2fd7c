"""Deny by default: a route that declares no access cannot be reached, and the API wants a verified bearer token with its scope."""

from typing import Any

from anyio import to_thread
from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from govapi.edge.identity import from_token
from govapi.edge.parts import Parts
from govapi.kit.errors import Invalid, NotAllowed, NotFound, Unauthenticated, UnsupportedType

PUBLIC = "public"  # sign-in pages, health, static files, the description of the API
SESSION = "session"  # web pages: the web door looks the session up itself


async def guard(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Runs before every route. ``opt["access"]`` is PUBLIC, SESSION or a scope such as ``contracts:read``."""
    access = handler.opt.get("access")
    if access is None:
        raise NotAllowed("この入口は公開されていません。")
    if access in (PUBLIC, SESSION):
        return
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated("Authorization ヘッダーに Bearer トークンを付けて送ってください。")
    parts: Parts = connection.app.state.parts
    token = token.strip()
    # Only a token seen for the first time costs a signature, and perhaps a question to the provider: off the event loop.
    verified = parts.tokens.remembered(token)
    if verified is None:
        verified = await to_thread.run_sync(parts.tokens.verify, token)
    identity = from_token(verified, parts.settings)
    if access not in identity.scopes:
        raise NotAllowed(f"このトークンには「{access}」の権限（scope）がありません。", code="missing_scope")
    connection.state.identity = identity  # read by edge.door
    _refuse_nul(connection)
    _refuse_other_media(connection, handler)


def _refuse_nul(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """PostgreSQL keeps no NUL in texts: nothing that has one in its address can exist."""
    if "\0" in connection.url.path or "%00" in connection.url.path:
        raise NotFound
    for name, value in connection.query_params.multi_items():
        if "\0" in f"{name}{value}":
            raise Invalid(
                "使用できない文字（NUL）が含まれています。取り除いて送ってください。", pointer=f"/{name}".replace("\0", "")
            )


def _refuse_other_media(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    wanted = handler.opt.get("media", "application/json")
    given = connection.headers.get("content-type", "").partition(";")[0].strip().lower()
    if "data" in handler.parsed_fn_signature.parameters and given != wanted:
        raise UnsupportedType(f"本文は {wanted} で送ってください。")
