"""The pages of the import: take the workbook, hand it in, see every fault by its cell, and what the contracts still lack."""

from typing import Any
from uuid import UUID

from litestar import Response

from govapi.contracts.intake import service
from govapi.contracts.intake.gaps import queries as gap_queries
from govapi.contracts.intake.gaps.schemas import ContractGapsOut
from govapi.contracts.intake.reading.service import open_book
from govapi.contracts.intake.rules import MAX_FAULTS, MAX_ROWS
from govapi.contracts.intake.schemas import CellLine
from govapi.contracts.intake.service import Plan
from govapi.contracts.intake.template.service import FILE_NAME, workbook
from govapi.edge.shapes import Cursor
from govapi.files.entry_book import EntryBook
from govapi.files.inspect import Kind
from govapi.kit.errors import FieldFault, Invalid, Refusal
from govapi.kit.text import content_disposition
from govapi.people.queries import departments
from govapi.policy.store import StoredPolicy, current, unchanged
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page

REFUSED = frozenset({409, 413, 415, 422})
PAGE = 50


@page("/contracts/intake")
def intake_page(door: WebDoor) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        service.sections(session, door.actor, today)
    return _page(door, shown())


@page("/contracts/intake/template")
def intake_template(door: WebDoor) -> Response[bytes]:
    clock = door.parts.clock
    with door.reading() as session:
        policy = current(session, clock.today()).policy
        own, _others = service.sections(session, door.actor, clock.today())
    headers = {"Content-Disposition": content_disposition(FILE_NAME), "Cache-Control": "private, no-store"}
    return Response(workbook(policy, own, clock.now()), headers=headers, media_type=Kind.XLSX.media_type)


@form("/contracts/intake", uploads=True)
def intake_form(door: WebDoor) -> Response[bytes]:
    """``act`` is ``check`` to look the file through, ``store`` to register it."""
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today)
        service.sections(session, door.actor, today)
    try:
        book = _book(door, policy)
        if door.form().text("act") == "check":
            return _checked(door, policy, book)
        with door.writing() as session:
            in_force = current(session, today)
            unchanged(policy, in_force)
            done = service.store(session, door.actor, in_force, book, now=door.parts.clock.now(), today=today)
    except Refusal as refused:
        if refused.status not in REFUSED:
            raise
        return _refused(door, refused)
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
        found = gap_queries.migrated(session, door.actor, policy, today=today, department_id=chosen, limit=PAGE, cursor=cursor)
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


def _book(door: WebDoor, policy: StoredPolicy) -> EntryBook:
    file = door.form().file("file")
    if file is None:
        raise Invalid("記入した様式（.xlsx）を選んでください。", pointer="/file")
    return open_book(file.file, policy.policy, file.filename, door.parts.settings.max_upload_bytes)


def _checked(door: WebDoor, policy: StoredPolicy, book: EntryBook) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        found: Plan = service.plan(session, door.actor, policy, book, today)
    service.refuse(found)
    return _page(door, shown(), checked=found)


def _refused(door: WebDoor, refused: Refusal) -> Response[bytes]:
    """The form again: faults of cells as a table, anything else beside the file."""
    if refused.code == "intake_faults":
        return _page(
            door, shown(), refused.status, lines=[CellLine.of(fault) for fault in refused.errors], sentence=refused.detail
        )
    told = "　".join(dict.fromkeys(fault.message for fault in refused.errors)) or refused.detail
    return _page(door, shown().with_faults([FieldFault("/file", told)]), refused.status)


def _page(
    door: WebDoor,
    bound: Bound[Any],
    status: int = 200,
    *,
    checked: Plan | None = None,
    lines: list[CellLine] | None = None,
    sentence: str = "",
) -> Response[bytes]:
    return door.page(
        "contracts/intake/form.html",
        status_code=status,
        form=bound,
        checked=checked,
        lines=lines or [],
        sentence=sentence,
        most_rows=MAX_ROWS,
        most_faults=MAX_FAULTS,
        limit_mb=door.parts.settings.max_upload_bytes >> 20,
    )


ROUTES = [intake_page, intake_template, intake_form, gaps_page]
