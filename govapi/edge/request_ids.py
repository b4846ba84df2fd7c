"""One id for each request: it stands in the audit trail, on the page of a fault and in the log, so that the three can be matched."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from govapi.kit.ids import new_id


def give_request_id(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """A guard that refuses nobody; the first of all. An id sent from outside is not believed."""
    connection.state.request_id = str(new_id())
