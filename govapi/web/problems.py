"""Refusals and faults as pages: what happened and what to do next."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from litestar import Request, Response
from sqlalchemy.exc import SQLAlchemyError

from govapi import __version__
from govapi.edge import problems as edge_problems
from govapi.kit.errors import Refusal
from govapi.web.door import WebDoor
from govapi.web.entry import SignInNeeded
from govapi.web.security import local_path
from govapi.web.shapes import Frame
from govapi.web.site import Site


def handle(request: Request[Any, Any, Any], fault: Exception) -> Response[Any]:
    """The exception handler of the pages; under /api it leaves the answer to the API's."""
    if request.url.path.startswith("/api/"):
        return edge_problems.handle(request, fault)
    if isinstance(fault, SignInNeeded):
        return _to_sign_in(fault)
    refused = edge_problems.refusal_of(request, fault)
    site: Site = request.app.state.site
    reference = request.state.get("request_id", "") or None
    return site.pages.refusal(_frame(request), refused, back_url=_back(request), reference=reference)


def _frame(request: Request[Any, Any, Any]) -> Frame:
    """The person's own frame where the session is known; a bare one where looking it up fails too."""
    door: WebDoor | None = request.state.get("web_door")
    if door is not None:
        try:
            return door.frame()
        except (Refusal, SQLAlchemyError):  # the page of a fault must not fail itself
            pass
    return Frame(town="govapi", version=__version__)


def _back(request: Request[Any, Any, Any]) -> str | None:
    came_from = urlsplit(request.headers.get("referer", ""))
    if came_from.netloc != request.url.netloc or came_from.path == request.url.path:
        return None
    return local_path(came_from.path + (f"?{came_from.query}" if came_from.query else ""))


def _to_sign_in(fault: SignInNeeded) -> Response[bytes]:
    query = {"next": fault.next_url} | ({"lost": "1"} if fault.lost_form else {})
    return Response(b"", status_code=303, media_type="text/html", headers={"Location": f"/sign-in?{urlencode(query)}"})
