"""The page of the import: take the workbook, hand it in, see every fault by its cell."""

from functools import partial

from litestar import Response
from litestar.datastructures import UploadFile

from govapi.cloud_services.intake import service
from govapi.cloud_services.intake.reading.service import open_book
from govapi.cloud_services.intake.rules import MAX_ROWS
from govapi.cloud_services.intake.template.service import FILE_NAME, workbook
from govapi.edge.intake import IntakeDoor
from govapi.policy.store import current, unchanged
from govapi.web.door import WebDoor
from govapi.web.routes import form, page
from govapi.web.uploads import UploadPage

INTAKE = IntakeDoor(service.sections, workbook, open_book, FILE_NAME)
PAGE = UploadPage("cloud_services/intake/form.html", MAX_ROWS)


@page("/cloud-uses/intake")
def intake_page(door: WebDoor) -> Response[bytes]:
    INTAKE.allowed(door)
    return PAGE.show(door)


@page("/cloud-uses/intake/template")
def intake_template(door: WebDoor) -> Response[bytes]:
    return INTAKE.template(door)


@form("/cloud-uses/intake", uploads=True)
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
        left = sum(points for _row, _use, points in done.uses)
    more = f"サービスを{done.new_services:,}件、新しく登録しました。" if done.new_services else ""
    todo = f"確かめる事項{left:,}件を、期限のある仕事として所属に示しました。" if left else ""
    return door.redirect("/cloud-uses", f"{len(done.uses):,}件の利用を移行登録しました（{done.number}）。{more}{todo}")


ROUTES = [intake_page, intake_template, intake_form]
