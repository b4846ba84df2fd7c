"""What guards the browser's side: headers on every answer, the token of every form, and where a redirect may lead."""

from hmac import compare_digest
from typing import Final
from urllib.parse import urlsplit

from litestar.types import BeforeMessageSendHookHandler, Message, Scope

from govapi.kit.errors import NotAllowed

CSRF_FIELD = "_csrf_token"

# img-src data: for the reference page of the API, whose own style sheet holds its icons so.
CONTENT_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_COMMON: Final = (
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cache-control", b"no-store"),
)
_HSTS: Final = (b"strict-transport-security", b"max-age=31536000")


def security_headers(*, https: bool) -> BeforeMessageSendHookHandler:
    """A before-send hook: headers an answer has set itself stay as they are."""
    wanted = (*_COMMON, _HSTS) if https else _COMMON

    async def add(message: Message, _scope: Scope) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", ()))
            present = {name.lower() for name, _value in headers}
            message["headers"] = [*headers, *(pair for pair in wanted if pair[0] not in present)]

    return add


def check_csrf(expected: str, given: str) -> None:
    """Raises NotAllowed unless the form carries the token of its session."""
    if not (expected and compare_digest(expected.encode(), given.encode())):
        raise NotAllowed(
            "この画面の有効期間が過ぎたか、ほかの画面から送られた操作です。前の画面を読み込み直してから、もう一度操作してください。",
            code="csrf",
        )


def local_path(wanted: str | None) -> str:
    """``wanted`` where it is a path on this site, else ``/``: a sign-in must not lead to somebody else's page."""
    if not wanted or not wanted.startswith("/") or len(wanted) > 2000:
        return "/"
    if wanted.startswith(("//", "/\\")) or "\\" in wanted or any(not " " < char < "\x7f" for char in wanted):
        return "/"
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return "/"
    return "/" if parts.scheme or parts.netloc else wanted
