"""The composition root: hangs the rooms on Litestar, picks real or test parts."""

from collections.abc import Sequence

from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.types import ControllerRouterHandler

from govapi import __version__
from govapi.admin.policy_sets import api as policy_sets_api
from govapi.approvals import api as approvals_api
from govapi.approvals.service import Endings
from govapi.contractors import api as contractors_api
from govapi.contracts import api as contracts_api
from govapi.contracts.decisions.service import on_decision
from govapi.edge import guards, problems
from govapi.edge.door import Door, open_door
from govapi.edge.parts import Parts

# What the end of a decision sets off, by the noun it decides about.
ENDINGS: Endings = {"contract": on_decision}

API_ROOMS: Sequence[ControllerRouterHandler] = (
    *approvals_api.routes(ENDINGS),
    *contractors_api.ROUTES,
    *contracts_api.ROUTES,
    *policy_sets_api.ROUTES,
)


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
    )


def create_app(parts: Parts, extra: Sequence[ControllerRouterHandler] = ()) -> Litestar:
    """The whole application around ``parts``; ``extra`` are routes of the demo."""
    return Litestar(
        [api_router(API_ROOMS), *extra],
        guards=[guards.guard],
        dependencies={"parts": Provide(provide_parts, sync_to_thread=False)},
        exception_handlers={Exception: problems.handle},
        signature_types=[Door, Parts],
        state=State({"parts": parts}),
        openapi_config=OpenAPIConfig(title="govapi", version=__version__, path="/none", render_plugins=[]),
        request_max_body_size=parts.settings.max_body_bytes,
        logging_config=None,
        debug=False,
    )
