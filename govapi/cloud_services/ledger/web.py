"""The page of the ledger, its files, and the lists of managers made of it."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response
from litestar.params import FromQuery

from govapi.cloud_services.ledger import service
from govapi.cloud_services.ledger.queries import Filters
from govapi.cloud_services.papers.rules import MANAGER_LIST
from govapi.documents import queries as documents
from govapi.documents.schemas import document_out
from govapi.edge.answers import file_answer
from govapi.files.inspect import Kind
from govapi.people.queries import departments, municipality
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.routes import page

SHOWN = 200
CSV = "text/csv; charset=utf-8"


@page("/cloud-uses/ledger")
def ledger_page(door: WebDoor, ended: FromQuery[str] = "", department: FromQuery[str] = "") -> Response[bytes]:
    today = door.parts.clock.today()
    asked = _asked(ended, department)
    with door.reading() as session:
        policy = current(session, today).policy
        found = service.lines(session, door.actor, policy, _filters(asked), today)
        sections = [(str(one.id), one.name) for one in departments(session, today)]
        made = []
        if door.actor.posts:  # whoever belongs to a section sees the lists it made
            rows = documents.of_record(session, door.actor.posts[0].department_id)
            lists = [one for one in rows if one.template_key == MANAGER_LIST]
            made = [document_out(one, lists[0].edition) for one in lists]  # the newest stands first
    return door.page(
        "cloud_services/ledger/show.html",
        lines=found[:SHOWN],
        count=len(found),
        asked=asked,
        sections=sections,
        made=made[:5],
        may_make=bool(door.actor.posts),
        query=urlencode({name: value for name, value in asked.items() if value}),
        today=today,
    )


def _asked(ended: str, department: str) -> dict[str, str]:
    return {"ended": "true" if ended == "true" else "", "department": department[:36]}


def _filters(asked: dict[str, str]) -> Filters:
    """What cannot be read narrows nothing."""
    try:
        section = UUID(asked["department"])
    except ValueError:
        section = None
    return Filters(ended=bool(asked["ended"]), department_id=section)


@page("/cloud-uses/ledger.xlsx")
def workbook(door: WebDoor, ended: FromQuery[str] = "", department: FromQuery[str] = "") -> Response[bytes]:
    return _file(door, _asked(ended, department), "xlsx")


@page("/cloud-uses/ledger.csv")
def csv(door: WebDoor, ended: FromQuery[str] = "", department: FromQuery[str] = "") -> Response[bytes]:
    return _file(door, _asked(ended, department), "csv")


def _file(door: WebDoor, asked: dict[str, str], extension: str) -> Response[bytes]:
    clock = door.parts.clock
    with door.reading() as session:
        policy = current(session, clock.today()).policy
        found = service.lines(session, door.actor, policy, _filters(asked), clock.today())
        town = municipality(session).name
    content = service.workbook(found, town, clock.now()) if extension == "xlsx" else service.csv(found)
    return file_answer(content, f"{service.TITLE}.{extension}", Kind.XLSX.media_type if extension == "xlsx" else CSV)


ROUTES: list[Any] = [ledger_page, workbook, csv]
