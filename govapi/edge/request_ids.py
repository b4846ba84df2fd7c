"""One id for each request: it stands in the audit trail, on the page of a fault and in the log, so that the three can be matched."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from govapi.kit import held_back
from govapi.kit.ids import new_id

# A client's word that what looks like a 個人番号 in its free texts is none (``kit.held_back``).
NOT_MY_NUMBER = "confirm-not-my-number"


async def give_request_id(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """A guard that refuses nobody; the first of all. An id sent from outside is not believed.

    Async, because a sync guard runs in a thread of its own, where what it says of the request would stay.
    """
    connection.state.request_id = str(new_id())
    held_back.start(is_none=connection.headers.get(NOT_MY_NUMBER, "").strip().lower() == "yes")
