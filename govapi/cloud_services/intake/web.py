"""The page of the import: take the workbook, hand it in, see every fault by its cell."""

from typing import Any

from litestar import Response

from govapi.cloud_services.intake import service
from govapi.cloud_services.intake.reading.service import open_book
from govapi.cloud_services.intake.rules import MAX_FAULTS, MAX_ROWS
from govapi.cloud_services.intake.service import Plan
from govapi.cloud_services.intake.template.service import FILE_NAME, workbook
from govapi.contracts.intake.schemas import CellLine
from govapi.files.entry_book import EntryBook
from govapi.files.inspect import Kind
from govapi.kit.errors import FieldFault, Invalid, Refusal
from govapi.kit.text import content_disposition
from govapi.policy.store import StoredPolicy, current, unchanged
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page

REFUSED = frozenset({409, 413, 415, 422})


@page("/cloud-uses/intake")
def intake_page(door: WebDoor) -> Response[bytes]:
    with door.reading() as session:
        service.sections(session, door.actor, door.parts.clock.today())
    return _page(door, shown())


@page("/cloud-uses/intake/template")
def intake_template(door: WebDoor) -> Response[bytes]:
    clock = door.parts.clock
    with door.reading() as session:
        policy = current(session, clock.today()).policy
        own, _others = service.sections(session, door.actor, clock.today())
    headers = {"Content-Disposition": content_disposition(FILE_NAME), "Cache-Control": "private, no-store"}
    return Response(workbook(policy, own, clock.now()), headers=headers, media_type=Kind.XLSX.media_type)


@form("/cloud-uses/intake", uploads=True)
def intake_form(door: WebDoor) -> Response[bytes]:
    """``act`` is ``check`` to look the file through, ``store`` to register it."""
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today)
        service.sections(session, door.actor, today)
    try:
        book = _book(door)
        if door.form().text("act") == "check":
            return _checked(door, policy, book)
        with door.writing() as session:
            in_force = current(session, today)
            unchanged(policy, in_force)
            done = service.store(session, door.actor, in_force, book, now=door.parts.clock.now(), today=today)
            left = sum(points for _row, _use, points in done.uses)
    except Refusal as refused:
        if refused.status not in REFUSED:
            raise
        return _refused(door, refused)
    more = f"サービスを{done.new_services:,}件、新しく登録しました。" if done.new_services else ""
    todo = f"確かめる事項{left:,}件を、期限のある仕事として所属に示しました。" if left else ""
    return door.redirect("/cloud-uses", f"{len(done.uses):,}件の利用を移行登録しました（{done.number}）。{more}{todo}")


def _book(door: WebDoor) -> EntryBook:
    file = door.form().file("file")
    if file is None:
        raise Invalid("記入した様式（.xlsx）を選んでください。", pointer="/file")
    return open_book(file.file, file.filename, door.parts.settings.max_upload_bytes)


def _checked(door: WebDoor, policy: StoredPolicy, book: EntryBook) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        found = service.plan(session, door.actor, policy, book, today)
    service.refuse(found)
    return _page(door, shown(), checked=found)


def _refused(door: WebDoor, refused: Refusal) -> Response[bytes]:
    """The form again: faults of cells as a table, anything else beside the file."""
    if refused.code == "intake_faults":
        lines = [CellLine.of(fault) for fault in refused.errors]
        return _page(door, shown(), refused.status, lines=lines, sentence=refused.detail)
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
        "cloud_services/intake/form.html",
        status_code=status,
        form=bound,
        checked=checked,
        lines=lines or [],
        sentence=sentence,
        most_rows=MAX_ROWS,
        most_faults=MAX_FAULTS,
        limit_mb=door.parts.settings.max_upload_bytes >> 20,
    )


ROUTES = [intake_page, intake_template, intake_form]
