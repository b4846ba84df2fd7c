"""The page of the workbook: take it, hand it in, see every fault by its cell with the words for a mail."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath

from govapi.assessments.check_sheets import queries as check_sheets
from govapi.assessments.check_sheets.service import refuse_to_answer
from govapi.assessments.workbook import queries, service
from govapi.assessments.workbook.faults.rules import MAX_FAULTS, letter, summary
from govapi.assessments.workbook.reading.service import Returned, open_return
from govapi.assessments.workbook.rules import Round, file_name
from govapi.assessments.workbook.schemas import WorkbookReturnOut
from govapi.assessments.workbook.writing.service import workbook
from govapi.edge.answers import file_answer
from govapi.files.inspect import Kind
from govapi.kit.errors import FieldFault, Invalid, Refusal
from govapi.policy.store import current
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page

REFUSED = frozenset({409, 412, 413, 415, 422})


@page("/check-sheets/{check_sheet_id:uuid}/workbook")
def workbook_page(door: WebDoor, check_sheet_id: FromPath[UUID]) -> Response[bytes]:
    return _page(door, check_sheet_id, shown())


@page("/check-sheets/{check_sheet_id:uuid}/workbook/file")
def workbook_file(door: WebDoor, check_sheet_id: FromPath[UUID], copy_previous: bool = False) -> Response[bytes]:
    clock = door.parts.clock
    with door.reading() as session:
        sheet = check_sheets.one(session, door.actor, current(session, clock.today()).policy, check_sheet_id)
        asked = service.round_of(session, sheet, copy_previous=copy_previous)
    return _download(workbook(asked, now=clock.now()), file_name(asked.number, asked.contractor))


@page("/check-sheets/{check_sheet_id:uuid}/workbook/returns/{return_id:uuid}")
def returned_file(door: WebDoor, check_sheet_id: FromPath[UUID], return_id: FromPath[UUID]) -> Response[bytes]:
    with door.reading() as session:
        sheet = check_sheets.one(session, door.actor, current(session, door.parts.clock.today()).policy, check_sheet_id)
        row = queries.one(session, sheet.id, return_id)
    return _download(service.content(door.parts.files, row), row.name)


@form("/check-sheets/{check_sheet_id:uuid}/workbook", uploads=True)
def hand_in(door: WebDoor, check_sheet_id: FromPath[UUID]) -> Response[bytes]:
    """``act`` is ``check`` to look the file through, ``take`` to take its answers."""
    clock = door.parts.clock
    now, today = clock.now(), clock.today()
    with door.reading() as session:
        sheet = check_sheets.one(session, door.actor, current(session, today).policy, check_sheet_id)
        refuse_to_answer(door.actor, sheet)
        asked = service.round_of(session, sheet)
    try:
        returned = _opened(door, asked)
        if returned.found.faults or door.form().text("act") == "check":
            return _page(door, check_sheet_id, shown(), 422 if returned.found.faults else 200, looked=returned)
        door.parts.files.put(returned.data)
        with door.writing() as session:
            policy, version = current(session, today).policy, door.form().version()
            service.take(session, door.actor, policy, check_sheet_id, returned, version, now=now, today=today)
    except Refusal as refused:
        if refused.status not in REFUSED:
            raise
        told = "　".join(dict.fromkeys(fault.message for fault in refused.errors)) or refused.detail
        return _page(door, check_sheet_id, shown().with_faults([FieldFault("/file", told)]), refused.status)
    flash = f"回答票を受け付けました（{len(returned.found.given):,}問）。回答を確認してください。"
    return door.redirect(f"/check-sheets/{check_sheet_id}", flash)


def _opened(door: WebDoor, asked: Round) -> Returned:
    given, limit = door.form().file("file"), door.parts.settings.max_upload_bytes
    if given is None:
        raise Invalid("記入された回答票（.xlsx）を選んでください。", pointer="/file")
    return open_return(given.file.read(limit + 1), given.filename, asked, limit)


def _page(
    door: WebDoor, check_sheet_id: UUID, bound: Bound[Any], status: int = 200, *, looked: Returned | None = None
) -> Response[bytes]:
    with door.reading() as session:
        sheet = check_sheets.one(session, door.actor, current(session, door.parts.clock.today()).policy, check_sheet_id)
        asked = service.round_of(session, sheet)
        returns = [WorkbookReturnOut.model_validate(row) for row in queries.of_sheet(session, sheet.id)]
        may_take = service.may_take(door.actor, sheet)
    faults = looked.found.sorted() if looked else []
    return door.page(
        "assessments/workbook/workbook.html",
        status_code=status,
        sheet=sheet,
        asked=asked,
        form=bound,
        looked=looked,
        faults=faults[:MAX_FAULTS],
        sentence=summary(len(faults)) if faults else "",
        mail=letter(
            faults,
            contractor=asked.contractor,
            number=asked.number,
            deadline=asked.deadline,
            city=asked.city,
            section=asked.section,
        ),
        returns=returns,
        may_take=may_take,
        awaiting=sheet.status == "awaiting",
        limit_mb=door.parts.settings.max_upload_bytes >> 20,
    )


def _download(data: bytes, name: str) -> Response[bytes]:
    return file_answer(data, name, Kind.XLSX.media_type)


ROUTES = [workbook_page, workbook_file, returned_file, hand_in]
