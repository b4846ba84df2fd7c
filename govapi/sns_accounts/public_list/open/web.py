"""The page and the JSON of the official accounts, for everybody. They tell nothing that `OfficialAccountOut` does not name."""

from base64 import b64encode
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Annotated, Any, TypeVar

from litestar import Request, Response, Router, get
from litestar.params import FromQuery, Parameter
from pydantic import BaseModel
from sqlmodel import Session

from govapi.db.session import owned_columns
from govapi.edge import problems
from govapi.edge.answers import Answer
from govapi.edge.guards import PUBLIC
from govapi.edge.limits import Limiter
from govapi.edge.parts import Parts
from govapi.edge.transaction import reading
from govapi.kit.errors import Invalid, NotFound, WrongState
from govapi.people.tables import Organ
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import current
from govapi.sns_accounts.public_list import service
from govapi.sns_accounts.public_list.rules import unchanged
from govapi.sns_accounts.public_list.schemas import OfficialAccountsOut, OfficialCheckOut
from govapi.web.site import Site

TAG = "公式アカウントの一覧"
TOO_OFTEN = "短い時間に何度も開かれたため、しばらくの間お使いいただけません。１分ほど待ってから、もう一度開いてください。"
LONGEST = 2000
KEPT = "public, max-age=300"
STYLE = "sns_accounts/public_list/style.html"

T = TypeVar("T")
Shape = TypeVar("Shape", bound=BaseModel)
Address = Annotated[str, Parameter(max_length=LONGEST, min_length=1, description="確かめるアドレス")]


class OfficialLimit:
    """How often one address may ask in a minute. Behind a proxy that hides addresses all visitors are one."""

    def __init__(self, by_address: int = 3000) -> None:
        self.by_address = Limiter(by_address, 60)


def _told(request: Request[Any, Any, Any], parts: Parts, tell: Callable[[Session, PolicySet, date], T]) -> T:
    """What is told of this node's town. Raises NotFound where the list is off, or the town has no rules (yet)."""
    limit: OfficialLimit = request.app.state.official_limit
    limit.by_address.take(request.client.host if request.client else "", TOO_OFTEN)
    code, today = parts.settings.municipality, parts.clock.today()
    if parts.settings.public_list == "off" or not code:
        raise NotFound
    with reading(parts.database, code) as session:
        if session.execute(owned_columns(session, Organ, Organ.id).limit(1)).first() is None:
            raise NotFound
        try:
            policy = current(session, today).policy
        except WrongState as fault:
            raise NotFound from fault
        return tell(session, policy, today)


def _headers(content: bytes) -> dict[str, str]:
    return {"ETag": service.etag_of(content), "Cache-Control": KEPT}


def _known(request: Request[Any, Any, Any], content: bytes) -> bool:
    return unchanged(service.etag_of(content), request.headers.get("if-none-match", ""))


def _json(request: Request[Any, Any, Any], shape: Shape) -> Answer[Shape]:
    """Anybody's page may read it: there is nothing in it that is not for everybody."""
    content = shape.model_dump_json().encode()
    headers = {**_headers(content), "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
    if _known(request, content):
        return Answer(b"", status_code=304, headers=headers)  # type: ignore[arg-type]  # nothing is sent that is known
    return Answer(shape, headers=headers, media_type="application/json")


@get(
    "/official-sns-accounts",
    operation_id="listOfficialSnsAccounts",
    summary="公式アカウントの一覧（サインイン不要）",
    tags=[TAG],
    opt={"access": PUBLIC, "described": True},
    sync_to_thread=True,
)
def list_official(request: Request[Any, Any, Any], parts: Parts) -> Answer[OfficialAccountsOut]:
    return _json(request, _told(request, parts, service.official))


@get(
    "/official-sns-accounts/check",
    operation_id="checkOfficialSnsAccount",
    summary="このアドレスは公式アカウントのものか（サインイン不要）",
    tags=[TAG],
    opt={"access": PUBLIC, "described": True},
    sync_to_thread=True,
)
def check_official(request: Request[Any, Any, Any], parts: Parts, url: Address) -> Answer[OfficialCheckOut]:
    if not url.strip():
        raise Invalid("確かめるアドレスを指定してください。", pointer="/url")
    return _json(request, _told(request, parts, lambda session, policy, today: service.check(session, policy, url, today)))


@get("/official-sns-accounts", opt={"access": PUBLIC}, include_in_schema=False, sync_to_thread=True)
def page(request: Request[Any, Any, Any], parts: Parts, url: FromQuery[str] = "") -> Response[bytes]:
    """The list, and a form to check an address with. No script, no cookie, nothing from elsewhere."""
    asked = url.strip()[:LONGEST]

    def tell(session: Session, policy: PolicySet, today: date) -> tuple[OfficialAccountsOut, OfficialCheckOut | None]:
        return service.official(session, policy, today), service.check(session, policy, asked, today) if asked else None

    accounts, checked = _told(request, parts, tell)
    site: Site = request.app.state.site
    today = parts.clock.today()
    content = site.pages.render(
        "sns_accounts/public_list/standalone.html", accounts=accounts, checked=checked, asked=asked, on=today, live=True
    )
    style = b64encode(sha256(site.pages.render(STYLE)).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{style}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    headers = {**_headers(content), "Content-Security-Policy": policy}
    if _known(request, content):
        return Response(b"", status_code=304, media_type="text/html", headers=headers)
    return Response(content, media_type="text/html", headers=headers)


ROUTES: list[Any] = [
    page,
    Router("/api/v1", route_handlers=[list_official, check_official], exception_handlers={Exception: problems.handle}),
]
