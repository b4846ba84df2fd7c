"""The composition root: hangs the rooms on Litestar, picks real or test parts."""

from collections.abc import Sequence
from pathlib import Path

from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.plugins.pydantic import PydanticPlugin
from litestar.types import ControllerRouterHandler

from govapi import __version__
from govapi.assessments.links.answering import web as answering_web
from govapi.assessments.links.answering.entry.web import AnswerDoor, AnswerLimits
from govapi.edge import guards, problems
from govapi.edge.door import Door, open_door
from govapi.edge.guards import PUBLIC
from govapi.edge.limits import Limiter
from govapi.edge.parts import Parts
from govapi.edge.request_ids import give_request_id
from govapi.edge.strict_json import StrictRequest
from govapi.home.navigation import FOOTER, navigation
from govapi.rooms import API_ROOMS, WEB_ROOMS
from govapi.sns_accounts.public_list.open import web as official_web
from govapi.sns_accounts.public_list.open.web import OfficialLimit
from govapi.web import health, reference
from govapi.web import problems as web_problems
from govapi.web.assets import static_router
from govapi.web.door import WebDoor
from govapi.web.entry import open_web_door, web_session
from govapi.web.rendering import Pages
from govapi.web.security import security_headers
from govapi.web.site import Site

# Of one address, which may be the proxy of a whole town that begins its day; two steps each.
SIGN_INS_A_MINUTE = 1200

# Of one address: a calendar asks a few times a day, whoever guesses asks more.
FEEDS_A_MINUTE = 300


def provide_parts(state: State) -> Parts:
    """The parts of this process, for handlers and dependencies."""
    parts: Parts = state.parts
    return parts


def api_router(rooms: Sequence[ControllerRouterHandler]) -> Router:
    """Everything under /api/v1."""
    return Router(
        "/api/v1",
        route_handlers=list(rooms),
        dependencies={"door": Provide(open_door)},
        exception_handlers={Exception: problems.handle},
        request_class=StrictRequest,
    )


def web_router(rooms: Sequence[ControllerRouterHandler]) -> Router:
    """Every page of a signed-in browser."""
    return Router(
        "/",
        route_handlers=list(rooms),
        dependencies={"web_session": Provide(web_session, sync_to_thread=True), "door": Provide(open_web_door)},
    )


def pages() -> Pages:
    """The renderer over the ``pages`` folder of every room."""
    folders = sorted(Path(__file__).parent.glob("*/pages"))
    return Pages([(folder.parent.name, folder) for folder in folders if folder.parent.name not in ("web", "devprovider")])


def create_app(parts: Parts, extra: Sequence[ControllerRouterHandler] = ()) -> Litestar:
    """The whole application around ``parts``; ``extra`` are routes of the demo."""
    site = Site(pages(), navigation, FOOTER)
    static = Router("/", route_handlers=[static_router(site.pages.assets)], opt={"access": PUBLIC})
    inside = [api_router(API_ROOMS), web_router(WEB_ROOMS), *reference.ROUTES, *extra]
    return Litestar(
        # A node on the internet side serves what contractors and residents need, and nothing of the staff's.
        [
            static,
            answering_web.ROUTER,
            *official_web.ROUTES,
            *health.ROUTES,
            *(inside if parts.settings.answer_links != "only" else []),
        ],
        guards=[give_request_id, guards.guard],
        dependencies={"parts": Provide(provide_parts, sync_to_thread=False)},
        exception_handlers={Exception: web_problems.handle},
        signature_types=[Door, Parts, WebDoor, AnswerDoor],
        state=State(
            {
                "parts": parts,
                "site": site,
                "sign_ins": Limiter(SIGN_INS_A_MINUTE, 60),
                "feeds": Limiter(FEEDS_A_MINUTE, 60),
                "answer_limits": AnswerLimits(),
                "official_limit": OfficialLimit(),
            }
        ),
        # None lets each field say for itself whether it is strict; Litestar's False would read "yes" as true and "12" as 12.
        plugins=[PydanticPlugin(validate_strict=None)],  # type: ignore[arg-type]  # handed on to pydantic, which knows None
        openapi_config=OpenAPIConfig(title="govapi", version=__version__, path="/none", render_plugins=[]),
        request_max_body_size=parts.settings.max_body_bytes,
        before_send=[security_headers(https=parts.settings.secure_cookies)],
        logging_config=None,
        debug=False,
    )
