"""The API's door to the workbook of a round."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Response
from litestar.enums import RequestEncodingType
from litestar.params import Body, Parameter

from govapi.assessments.check_sheets import queries as check_sheets
from govapi.assessments.workbook import queries, service
from govapi.assessments.workbook.reading.service import open_return
from govapi.assessments.workbook.rules import file_name
from govapi.assessments.workbook.schemas import WorkbookIn, WorkbookReturnOut
from govapi.assessments.workbook.writing.service import workbook
from govapi.documents.api import uploads
from govapi.edge.answers import Answer, answer, file_answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, reads
from govapi.edge.shapes import Listing
from govapi.files.inspect import Kind
from govapi.kit.errors import NotAllowed, Stale
from govapi.policy.store import current

TAG = "チェックシート"
READ, WRITE = "check-sheets:read", "check-sheets:write"
XLSX = Kind.XLSX.media_type

SheetId = Annotated[UUID, Parameter(description="チェックシートの id")]
ReturnId = Annotated[UUID, Parameter(description="受け付けた回答票の id")]
CopyPrevious = Annotated[bool, Parameter(description="前回の回答を、回答の欄に写しておく")]
Upload = Annotated[WorkbookIn, Body(media_type=RequestEncodingType.MULTI_PART)]


@reads(
    "/check-sheets/{check_sheet_id:uuid}/workbook",
    "downloadWorkbook",
    "回答票（xlsx）を受け取る",
    tag=TAG,
    scope=READ,
    gives=[XLSX],
)
def download(door: Door, check_sheet_id: SheetId, copy_previous: CopyPrevious = False) -> Response[bytes]:
    clock = door.parts.clock
    with door.reading() as session:
        sheet = check_sheets.one(session, door.actor, current(session, clock.today()).policy, check_sheet_id)
        asked = service.round_of(session, sheet, copy_previous=copy_previous)
    return file_answer(workbook(asked, now=clock.now()), file_name(asked.number, asked.contractor), XLSX)


@acts(
    "/check-sheets/{check_sheet_id:uuid}/workbook",
    "takeWorkbook",
    "記入された回答票（xlsx）を受け付ける",
    tag=TAG,
    scope=WRITE,
    media="multipart/form-data",
)
def take(door: Door, check_sheet_id: SheetId, data: Upload) -> Answer[WorkbookReturnOut]:
    expected, clock, limit = door.expected_version(), door.parts.clock, door.parts.settings.max_upload_bytes
    now, today = clock.now(), clock.today()
    with door.reading() as session:  # who may not hand it in stores nothing; the state is asked under the Idempotency-Key
        sheet = check_sheets.one(session, door.actor, current(session, today).policy, check_sheet_id)
        if not service.may_take(door.actor, sheet):
            raise NotAllowed("回答票を受け付けることができるのは、所管課又は情報政策担当課の職員です。")
        if door.idempotency_key is None and sheet.version != expected:  # a repeated request finds the round changed by itself
            raise Stale
        asked = service.round_of(session, sheet)
    returned = open_return(data.file.file.read(limit + 1), data.file.filename, asked, limit)
    service.refuse(returned)
    door.same_when(f"POST /check-sheets/{check_sheet_id}/workbook", returned.sha256)
    door.parts.files.put(returned.data)
    with door.writing() as session:
        policy = current(session, today).policy
        row = service.take(session, door.actor, policy, check_sheet_id, returned, expected, now=now, today=today)
        version = check_sheets.one(session, door.actor, policy, check_sheet_id).version
        return door.done(session, WorkbookReturnOut.model_validate(row), version=version)


@reads("/check-sheets/{check_sheet_id:uuid}/workbooks", "listWorkbooks", "受け付けた回答票の一覧", tag=TAG, scope=READ)
def list_returns(door: Door, check_sheet_id: SheetId) -> Answer[Listing[WorkbookReturnOut]]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        sheet = check_sheets.one(session, door.actor, policy, check_sheet_id)
        items = [WorkbookReturnOut.model_validate(row) for row in queries.of_sheet(session, sheet.id)]
        return answer(Listing(items=items))


@reads(
    "/check-sheets/{check_sheet_id:uuid}/workbooks/{return_id:uuid}/content",
    "downloadReturnedWorkbook",
    "受け付けた回答票を、届いたままの形で受け取る",
    tag=TAG,
    scope=READ,
    gives=[XLSX],
)
def download_return(door: Door, check_sheet_id: SheetId, return_id: ReturnId) -> Response[bytes]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        sheet = check_sheets.one(session, door.actor, policy, check_sheet_id)
        row = queries.one(session, sheet.id, return_id)
    return file_answer(service.content(door.parts.files, row), row.name, XLSX, sha256=row.sha256)


ROUTES: list[Any] = [download, list_returns, download_return, uploads([take])]
