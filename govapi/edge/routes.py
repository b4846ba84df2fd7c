"""How a room declares its API routes: one line says method, path, operation id, summary and the scope it needs."""

from collections.abc import Callable
from typing import Any

from litestar import delete, get, patch, post, put
from litestar.handlers import HTTPRouteHandler

Decorator = Callable[[Callable[..., Any]], HTTPRouteHandler]


def _common(operation_id: str, summary: str, tag: str, scope: str, opt: dict[str, Any]) -> dict[str, Any]:
    return {
        "operation_id": operation_id,
        "summary": summary,
        "tags": [tag],
        "opt": {"access": scope, **opt},
        "sync_to_thread": True,
    }


def reads(path: str, operation_id: str, summary: str, *, tag: str, scope: str, **opt: Any) -> Decorator:
    """GET. ``scope`` is what a token must carry (``contracts:read``)."""
    return get(path, **_common(operation_id, summary, tag, scope, opt))


def creates(path: str, operation_id: str, summary: str, *, tag: str, scope: str, **opt: Any) -> Decorator:
    """POST that makes something: 201. An Idempotency-Key is honoured."""
    return post(path, status_code=201, **_common(operation_id, summary, tag, scope, opt))


def acts(path: str, operation_id: str, summary: str, *, tag: str, scope: str, **opt: Any) -> Decorator:
    """POST that does something to a record: 200. If-Match is wanted unless ``if_match=False``."""
    return post(path, status_code=200, **_common(operation_id, summary, tag, scope, {"if_match": True, **opt}))


def changes(path: str, operation_id: str, summary: str, *, tag: str, scope: str, **opt: Any) -> Decorator:
    """PATCH under If-Match."""
    return patch(path, **_common(operation_id, summary, tag, scope, {"if_match": True, **opt}))


def replaces(path: str, operation_id: str, summary: str, *, tag: str, scope: str, **opt: Any) -> Decorator:
    """PUT under If-Match."""
    return put(path, **_common(operation_id, summary, tag, scope, {"if_match": True, **opt}))


def removes(path: str, operation_id: str, summary: str, *, tag: str, scope: str, **opt: Any) -> Decorator:
    """DELETE under If-Match: 204."""
    return delete(path, **_common(operation_id, summary, tag, scope, {"if_match": True, **opt}))
