"""The page of the ledger, and its files."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response
from litestar.params import FromQuery

from govapi.edge.answers import file_answer
from govapi.files.inspect import Kind
from govapi.people.queries import departments, municipality
from govapi.policy.store import current
from govapi.sns_accounts.ledger import service
from govapi.sns_accounts.ledger.queries import Filters
from govapi.web.door import WebDoor
from govapi.web.routes import page

SHOWN = 200
CSV = "text/csv; charset=utf-8"


@page("/sns-accounts/ledger")
def ledger_page(
    door: WebDoor, ended: FromQuery[str] = "", department: FromQuery[str] = "", platform: FromQuery[str] = ""
) -> Response[bytes]:
    today = door.parts.clock.today()
    asked = _asked(ended, department, platform)
    with door.reading() as session:
        policy = current(session, today).policy
        found = service.lines(session, door.actor, policy, _filters(asked), today)
        sections = [(str(one.id), one.name) for one in departments(session, today)]
    return door.page(
        "sns_accounts/ledger/show.html",
        lines=found[:SHOWN],
        count=len(found),
        asked=asked,
        sections=sections,
        platforms=[(one.key, one.label) for one in policy.sns.platforms],
        query=urlencode({name: value for name, value in asked.items() if value}),
        today=today,
    )


def _asked(ended: str, department: str, platform: str) -> dict[str, str]:
    return {"ended": "true" if ended == "true" else "", "department": department[:36], "platform": platform[:64]}


def _filters(asked: dict[str, str]) -> Filters:
    """What cannot be read narrows nothing."""
    try:
        section = UUID(asked["department"])
    except ValueError:
        section = None
    return Filters(ended=bool(asked["ended"]), department_id=section, platform=asked["platform"])


@page("/sns-accounts/ledger.xlsx")
def workbook(
    door: WebDoor, ended: FromQuery[str] = "", department: FromQuery[str] = "", platform: FromQuery[str] = ""
) -> Response[bytes]:
    return _file(door, _asked(ended, department, platform), "xlsx")


@page("/sns-accounts/ledger.csv")
def csv(
    door: WebDoor, ended: FromQuery[str] = "", department: FromQuery[str] = "", platform: FromQuery[str] = ""
) -> Response[bytes]:
    return _file(door, _asked(ended, department, platform), "csv")


def _file(door: WebDoor, asked: dict[str, str], extension: str) -> Response[bytes]:
    clock = door.parts.clock
    with door.reading() as session:
        policy = current(session, clock.today()).policy
        found = service.lines(session, door.actor, policy, _filters(asked), clock.today())
        town = municipality(session).name
    content = service.workbook(found, town, clock.now()) if extension == "xlsx" else service.csv(found)
    return file_answer(content, f"{service.TITLE}.{extension}", Kind.XLSX.media_type if extension == "xlsx" else CSV)


ROUTES: list[Any] = [ledger_page, workbook, csv]
