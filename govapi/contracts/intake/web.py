"""The pages of the import: take the workbook, hand it in, see every fault by its cell, and what the contracts still lack."""

from functools import partial
from uuid import UUID

from litestar import Response
from litestar.datastructures import UploadFile

from govapi.contracts.intake import service
from govapi.contracts.intake.gaps import queries as gap_queries
from govapi.contracts.intake.gaps.schemas import ContractGapsOut
from govapi.contracts.intake.reading.service import open_book
from govapi.contracts.intake.rules import MAX_ROWS
from govapi.contracts.intake.template.service import FILE_NAME, workbook
from govapi.edge.intake import IntakeDoor
from govapi.edge.shapes import Cursor
from govapi.people.queries import departments
from govapi.policy.store import current, unchanged
from govapi.web.door import WebDoor
from govapi.web.routes import form, page
from govapi.web.uploads import UploadPage

INTAKE = IntakeDoor(service.sections, workbook, open_book, FILE_NAME)
PAGE = UploadPage("contracts/intake/form.html", MAX_ROWS)
PAGE_SIZE = 50


@page("/contracts/intake")
def intake_page(door: WebDoor) -> Response[bytes]:
    INTAKE.allowed(door)
    return PAGE.show(door)


@page("/contracts/intake/template")
def intake_template(door: WebDoor) -> Response[bytes]:
    return INTAKE.template(door)


@form("/contracts/intake", uploads=True)
def intake_form(door: WebDoor) -> Response[bytes]:
    """``act`` is ``check`` to look the file through, ``store`` to register it."""
    return PAGE.taking(door, partial(_take, door))


def _take(door: WebDoor, file: UploadFile) -> Response[bytes]:
    now, today = door.parts.clock.now(), door.parts.clock.today()
    book, seen = INTAKE.opened(door, file)
    if door.form().text("act") == "check":
        with door.reading() as session:
            found = service.plan(session, door.actor, seen, book, today)
        service.refuse(found)
        return PAGE.show(door, checked=found)
    with door.writing() as session:
        in_force = current(session, today)
        unchanged(seen, in_force)
        done = service.store(session, door.actor, in_force, book, now=now, today=today)
    more = f"委託先を{done.new_contractors:,}件、新しく登録しました。" if done.new_contractors else ""
    flash = f"{len(done.contracts):,}件の契約を移行登録しました（{done.number}）。{more}不足を確かめて、補ってください。"
    return door.redirect("/contracts/intake/gaps", flash)


@page("/contracts/intake/gaps")
def gaps_page(door: WebDoor, department: str = "", cursor: Cursor = None) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        sections = [(str(row.id), row.name) for row in departments(session, today)]
        chosen = next((UUID(key) for key, _name in sections if key == department), None)
        found = gap_queries.migrated(
            session, door.actor, policy, today=today, department_id=chosen, limit=PAGE_SIZE, cursor=cursor
        )
    query = f"&department={chosen}" if chosen else ""
    return door.page(
        "contracts/intake/gaps.html",
        rows=[ContractGapsOut.of(contract, lacking) for contract, lacking in found.items],
        names=dict(sections),
        sections=sections,
        department=str(chosen or ""),
        next_url=f"/contracts/intake/gaps?cursor={found.next_cursor}{query}" if found.next_cursor else None,
        first_url=f"/contracts/intake/gaps?{query.removeprefix('&')}" if cursor else None,
    )


ROUTES = [intake_page, intake_template, intake_form, gaps_page]
