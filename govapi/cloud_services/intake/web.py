"""The page of the import: take the workbook, hand it in, see every fault by its cell."""

from litestar import Response
from litestar.datastructures import UploadFile

from govapi.cloud_services.intake import service
from govapi.cloud_services.intake.reading.service import open_book
from govapi.cloud_services.intake.rules import MAX_ROWS
from govapi.cloud_services.intake.template.service import FILE_NAME, workbook
from govapi.edge.answers import file_answer
from govapi.files.inspect import Kind
from govapi.policy.store import StoredPolicy, current, unchanged
from govapi.web.door import WebDoor
from govapi.web.routes import form, page
from govapi.web.uploads import UploadPage

PAGE = UploadPage("cloud_services/intake/form.html", MAX_ROWS)


@page("/cloud-uses/intake")
def intake_page(door: WebDoor) -> Response[bytes]:
    with door.reading() as session:
        service.sections(session, door.actor, door.parts.clock.today())
    return PAGE.show(door)


@page("/cloud-uses/intake/template")
def intake_template(door: WebDoor) -> Response[bytes]:
    clock = door.parts.clock
    with door.reading() as session:
        policy = current(session, clock.today()).policy
        own, _others = service.sections(session, door.actor, clock.today())
    return file_answer(workbook(policy, own, clock.now()), FILE_NAME, Kind.XLSX.media_type)


@form("/cloud-uses/intake", uploads=True)
def intake_form(door: WebDoor) -> Response[bytes]:
    """``act`` is ``check`` to look the file through, ``store`` to register it."""
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today)
        service.sections(session, door.actor, today)
    return PAGE.taking(door, lambda file: _take(door, policy, file))


def _take(door: WebDoor, policy: StoredPolicy, file: UploadFile) -> Response[bytes]:
    now, today = door.parts.clock.now(), door.parts.clock.today()
    book = open_book(file.file, file.filename, door.parts.settings.max_upload_bytes)
    if door.form().text("act") == "check":
        with door.reading() as session:
            found = service.plan(session, door.actor, policy, book, today)
        service.refuse(found)
        return PAGE.show(door, checked=found)
    with door.writing() as session:
        in_force = current(session, today)
        unchanged(policy, in_force)
        done = service.store(session, door.actor, in_force, book, now=now, today=today)
        left = sum(points for _row, _use, points in done.uses)
    more = f"サービスを{done.new_services:,}件、新しく登録しました。" if done.new_services else ""
    todo = f"確かめる事項{left:,}件を、期限のある仕事として所属に示しました。" if left else ""
    return door.redirect("/cloud-uses", f"{len(done.uses):,}件の利用を移行登録しました（{done.number}）。{more}{todo}")


ROUTES = [intake_page, intake_template, intake_form]
