"""The description of the API for people: its reference page with everything it needs on this server, and the document itself."""

from functools import cache
from importlib.resources import files
from typing import Any

from litestar import Litestar, Request, Response, get
from litestar.params import FromPath

from govapi.edge.description import describe
from govapi.edge.guards import PUBLIC
from govapi.kit.errors import NotFound
from govapi.web.site import Site

DOCUMENT = "/api/v1/openapi.json"
PAGE = "/api/reference"
_TYPES = {"swagger-ui.css": "text/css", "swagger-ui-bundle.js": "text/javascript"}
_KEEP = {"Cache-Control": "public, max-age=86400"}


@cache
def _file(name: str) -> bytes:
    return files("swagger_ui").joinpath("static", name).read_bytes()


def document_of(app: Litestar) -> dict[str, Any]:
    """The OpenAPI document, made once."""
    if "api_description" not in app.state:
        app.state.api_description = describe(app)
    document: dict[str, Any] = app.state.api_description
    return document


@get(DOCUMENT, opt={"access": PUBLIC}, include_in_schema=False, sync_to_thread=True)
def document(request: Request[Any, Any, Any]) -> Response[dict[str, Any]]:
    return Response(document_of(request.app))


@get(PAGE, opt={"access": PUBLIC}, include_in_schema=False, sync_to_thread=True)
def reference_page(request: Request[Any, Any, Any]) -> Response[bytes]:
    site: Site = request.app.state.site
    return site.pages.response("reference.html", base=PAGE, document=DOCUMENT)


@get(f"{PAGE}/{{name:str}}", opt={"access": PUBLIC}, include_in_schema=False, sync_to_thread=True)
def reference_file(name: FromPath[str]) -> Response[bytes]:
    if name not in _TYPES:
        raise NotFound
    return Response(_file(name), media_type=_TYPES[name], headers=_KEEP)


ROUTES = (document, reference_page, reference_file)
