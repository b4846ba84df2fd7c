"""How a room declares its pages: ``@page("/contracts/{contract_id:uuid}")`` shows, ``@form("/contracts/{contract_id:uuid}/revise")`` does.

Handlers are plain functions ``def show(door: WebDoor, contract_id: UUID) -> Response[bytes]``. The door lets nobody in who is
not signed in, and no form without its session's token.
"""

from collections.abc import Callable
from typing import Any

from litestar import get, post
from litestar.handlers import HTTPRouteHandler

from govapi.edge.guards import SESSION

Decorator = Callable[[Callable[..., Any]], HTTPRouteHandler]

# A hard limit before the body is read; the door then holds uploads to the limit of the settings.
UPLOAD_CEILING = 256 * 1024 * 1024


def page(path: str, **opt: Any) -> Decorator:
    """GET of a page, or of a file to download."""
    return get(path, include_in_schema=False, sync_to_thread=True, opt={"access": SESSION, **opt})


def form(path: str, *, uploads: bool = False, **opt: Any) -> Decorator:
    """POST of a form. ``uploads``: it carries files (``enctype="multipart/form-data"``), up to ``settings.max_upload_bytes``."""
    more: dict[str, Any] = {"request_max_body_size": UPLOAD_CEILING} if uploads else {}
    return post(
        path,
        status_code=200,
        include_in_schema=False,
        sync_to_thread=True,
        opt={"access": SESSION, "uploads": uploads, **opt},
        **more,
    )
