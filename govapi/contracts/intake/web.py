"""The pages of the import: take the workbook, hand it in, see every fault by its cell, and what the contracts still lack."""

from uuid import UUID

from litestar import Response
from litestar.datastructures import UploadFile

from govapi.contracts.intake import service
from govapi.contracts.intake.gaps import queries as gap_queries
from govapi.contracts.intake.gaps.schemas import ContractGapsOut
from govapi.contracts.intake.reading.service import open_book
from govapi.contracts.intake.rules import MAX_ROWS
from govapi.contracts.intake.template.service import FILE_NAME, workbook
from govapi.edge.answers import file_answer
from govapi.edge.shapes import Cursor
from govapi.files.inspect import Kind
from govapi.people.queries import departments
from govapi.policy.store import StoredPolicy, current, unchanged
from govapi.web.door import WebDoor
from govapi.web.routes import form, page
from govapi.web.uploads import UploadPage

PAGE = UploadPage("contracts/intake/form.html", MAX_ROWS)
PAGE_SIZE = 50


@page("/contracts/intake")
def intake_page(door: WebDoor) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        service.sections(session, door.actor, today)
    return PAGE.show(door)


@page("/contracts/intake/template")
def intake_template(door: WebDoor) -> Response[bytes]:
    clock = door.parts.clock
    with door.reading() as session:
        policy = current(session, clock.today()).policy
        own, _others = service.sections(session, door.actor, clock.today())
    return file_answer(workbook(policy, own, clock.now()), FILE_NAME, Kind.XLSX.media_type)


@form("/contracts/intake", uploads=True)
def intake_form(door: WebDoor) -> Response[bytes]:
    """``act`` is ``check`` to look the file through, ``store`` to register it."""
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today)
        service.sections(session, door.actor, today)
    return PAGE.taking(door, lambda file: _take(door, policy, file))


def _take(door: WebDoor, policy: StoredPolicy, file: UploadFile) -> Response[bytes]:
    now, today = door.parts.clock.now(), door.parts.clock.today()
    book = open_book(file.file, policy.policy, file.filename, door.parts.settings.max_upload_bytes)
    if door.form().text("act") == "check":
        with door.reading() as session:
            found = service.plan(session, door.actor, policy, book, today)
        service.refuse(found)
        return PAGE.show(door, checked=found)
    with door.writing() as session:
        in_force = current(session, today)
        unchanged(policy, in_force)
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
