"""The page of the import: take the workbook, hand it in, see every fault by its cell."""

from functools import partial
from typing import Any

from litestar import Response
from litestar.datastructures import UploadFile

from govapi.edge.intake import IntakeDoor
from govapi.policy.store import current, unchanged
from govapi.sns_accounts.intake import service
from govapi.sns_accounts.intake.reading.service import open_book
from govapi.sns_accounts.intake.rules import MAX_ROWS
from govapi.sns_accounts.intake.service import Uses
from govapi.sns_accounts.intake.template.service import FILE_NAME, workbook
from govapi.sns_accounts.queries import UseChoices, UseLook
from govapi.web.door import WebDoor
from govapi.web.routes import form, page
from govapi.web.uploads import UploadPage

PATH = "/sns-accounts/intake"
INTAKE = IntakeDoor(service.sections, workbook, open_book, FILE_NAME)
PAGE = UploadPage("sns_accounts/intake/form.html", MAX_ROWS)


@page(PATH)
def intake_page(door: WebDoor) -> Response[bytes]:
    INTAKE.allowed(door)
    return PAGE.show(door)


@page(f"{PATH}/template")
def intake_template(door: WebDoor) -> Response[bytes]:
    return INTAKE.template(door)


def routes(look: UseLook, choices: UseChoices) -> list[Any]:
    """The pages; ``look`` and ``choices`` tell about the uses of cloud services."""
    uses = Uses(look, choices)

    @form(PATH, uploads=True)
    def intake_form(door: WebDoor) -> Response[bytes]:
        """``act`` is ``check`` to look the file through, ``store`` to register it."""
        return PAGE.taking(door, partial(_take, door, uses))

    return [intake_page, intake_template, intake_form]


def _take(door: WebDoor, uses: Uses, file: UploadFile) -> Response[bytes]:
    now, today = door.parts.clock.now(), door.parts.clock.today()
    book, seen = INTAKE.opened(door, file)
    if door.form().text("act") == "check":
        with door.reading() as session:
            found = service.plan(session, door.actor, seen, book, uses, today)
        service.refuse(found)
        return PAGE.show(door, checked=found)
    with door.writing() as session:
        in_force = current(session, today)
        unchanged(seen, in_force)
        done = service.store(session, door.actor, in_force, book, uses, now=now, today=today)
        left = sum(points for _row, _account, points in done.accounts)
    todo = f"整っていない事項{left:,}件を、期限のある仕事として所属に示しました。" if left else ""
    return door.redirect("/sns-accounts", f"{len(done.accounts):,}件のアカウントを移行登録しました（{done.number}）。{todo}")
