"""From a template and its context to the bytes of a page."""

from collections.abc import Callable, Sequence
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from litestar import Response

from govapi.kit.errors import Refusal
from govapi.web.assets import Assets
from govapi.web.filters import FILTERS, period
from govapi.web.shapes import Frame

PAGES_FOLDER = Path(__file__).parent / "pages"
Room = tuple[str, Path]


class Pages:
    """The renderer: one Jinja environment over the web house's own templates and every room's ``pages/`` folder.

    ``rooms`` are (prefix, folder): ``("contracts", govapi/contracts/pages)`` makes ``contracts/list.html``. The house's own
    (``layout.html``, ``error.html``, ``macros/…``) have no prefix and win. A name a template misses raises, it never shows empty.
    """

    def __init__(self, rooms: Sequence[Room], assets: Assets | None = None, *, reload: bool = False) -> None:
        self.assets = assets or Assets()
        own = FileSystemLoader(PAGES_FOLDER)
        folders = PrefixLoader({prefix: FileSystemLoader(folder) for prefix, folder in rooms})
        self._environment = Environment(
            loader=ChoiceLoader([own, folders]),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=reload,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(FILTERS)
        globals_: dict[str, Callable[..., str]] = {"static": self.assets.url, "period": period}
        self._environment.globals.update(globals_)

    def render(self, template: str, **context: object) -> bytes:
        """The page in UTF-8. Every page that extends ``layout.html`` needs ``frame`` (govapi.web.shapes.Frame)."""
        return self._environment.get_template(template).render(context).encode()

    def response(self, template: str, *, status_code: int = 200, **context: object) -> Response[bytes]:
        """The same as an answer: HTML that no cache keeps (pages hold what one person may see)."""
        return Response(
            self.render(template, **context),
            status_code=status_code,
            media_type="text/html",
            headers={"Cache-Control": "no-store"},
        )

    def refusal(
        self, frame: Frame, refused: Refusal, *, back_url: str | None = None, reference: str | None = None
    ) -> Response[bytes]:
        """The page for a refusal: what happened and what to do next. ``reference`` is the request's id, to ask the office with."""
        return self.response(
            "error.html",
            status_code=refused.status,
            frame=frame,
            status=refused.status,
            title=refused.title,
            detail=refused.detail,
            errors=[one for one in refused.errors if one.message != refused.detail],
            back_url=back_url,
            reference=reference,
        )

    def templates(self) -> list[str]:
        """Every template name, for the test that compiles them all."""
        return self._environment.list_templates(extensions=("html",))

    def compile(self, template: str) -> None:
        """Raise jinja2.TemplateSyntaxError when ``template`` cannot be compiled."""
        self._environment.get_template(template)
