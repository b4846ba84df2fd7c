"""The page on which the public list is looked at and taken out as files for the town's own site."""

from typing import Any

from litestar import Response

from govapi.edge.answers import file_answer
from govapi.policy.store import current
from govapi.sns_accounts.public_list import service
from govapi.sns_accounts.public_list.schemas import OfficialAccountsOut
from govapi.web.door import WebDoor
from govapi.web.routes import page

NAME = "official-sns-accounts"
STANDALONE = "sns_accounts/public_list/standalone.html"


def _list(door: WebDoor) -> OfficialAccountsOut:
    today = door.parts.clock.today()
    with door.reading() as session:
        return service.official(session, current(session, today).policy, today)


@page("/sns-accounts/public-list")
def show(door: WebDoor) -> Response[bytes]:
    accounts = _list(door)
    settings = door.parts.settings
    served = bool(settings.municipality) and settings.public_list == "on"
    return door.page("sns_accounts/public_list/show.html", accounts=accounts, name=NAME, served=served)


@page(f"/sns-accounts/public-list/{NAME}.html")
def as_html(door: WebDoor) -> Response[bytes]:
    """One file with everything in it, for the town's own site."""
    today = door.parts.clock.today()
    content = door.site.pages.render(STANDALONE, accounts=_list(door), checked=None, asked="", on=today, live=False)
    return file_answer(content, f"{NAME}.html", "text/html")


@page(f"/sns-accounts/public-list/{NAME}.json")
def as_json(door: WebDoor) -> Response[bytes]:
    return file_answer(_list(door).model_dump_json(indent=2).encode(), f"{NAME}.json", "application/json")


ROUTES: list[Any] = [show, as_html, as_json]
