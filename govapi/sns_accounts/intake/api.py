"""The API's door to the import."""

from typing import Annotated, Any

from litestar import Response
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body

from govapi.documents.api import MULTIPART, uploads
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.intake import IntakeDoor
from govapi.edge.routes import acts, creates, reads
from govapi.edge.shapes import CellFaultOut, IntakeIn
from govapi.files.inspect import Kind
from govapi.policy.store import current, unchanged
from govapi.sns_accounts.intake import service
from govapi.sns_accounts.intake.reading.service import open_book
from govapi.sns_accounts.intake.rules import MAX_FAULTS
from govapi.sns_accounts.intake.schemas import SnsIntakeCheckOut, SnsIntakeOut, SnsIntakeRowOut
from govapi.sns_accounts.intake.service import Uses
from govapi.sns_accounts.intake.template.service import FILE_NAME, workbook
from govapi.sns_accounts.queries import UseChoices, UseLook

TAG = "移行登録"
INTAKE = IntakeDoor(service.sections, workbook, open_book, FILE_NAME)
READ, WRITE = "sns-accounts:read", "sns-accounts:write"
Upload = Annotated[IntakeIn, Body(media_type=RequestEncodingType.MULTI_PART)]


@reads(
    "/sns-accounts/intake/template",
    "downloadSnsIntakeTemplate",
    "ソーシャルメディアアカウントの移行登録の様式（xlsx）を受け取る",
    tag=TAG,
    scope=READ,
    gives=[Kind.XLSX.media_type],
)
def template(door: Door) -> Response[bytes]:
    return INTAKE.template(door)


def routes(look: UseLook, choices: UseChoices) -> list[Any]:
    """The import; ``look`` and ``choices`` tell about the uses of cloud services."""
    uses = Uses(look, choices)

    @acts(
        "/sns-accounts/intake/check",
        "checkSnsIntake",
        "ソーシャルメディアアカウントの移行登録のファイル（xlsx又はCSV）を登録せずに確かめる",
        tag=TAG,
        scope=WRITE,
        if_match=False,
        media=MULTIPART,
    )
    def check(door: Door, data: Upload) -> Answer[SnsIntakeCheckOut]:
        return _check(door, uses, data.file)

    @creates(
        "/sns-accounts/intake",
        "importSnsAccounts",
        "運用しているソーシャルメディアアカウントを移行登録する（xlsx又はCSV）",
        tag=TAG,
        scope=WRITE,
        media=MULTIPART,
    )
    def import_accounts(door: Door, data: Upload) -> Answer[SnsIntakeOut]:
        return _import(door, uses, data.file)

    return [template, uploads([check, import_accounts])]


def _check(door: Door, uses: Uses, file: UploadFile) -> Answer[SnsIntakeCheckOut]:
    today = door.parts.clock.today()
    book, _policy = INTAKE.opened(door, file)
    with door.reading() as session:
        found = service.plan(session, door.actor, current(session, today), book, uses, today)
    shape = SnsIntakeCheckOut(
        rows=len(found.entries),
        without_officer=found.without_officer,
        fault_count=len(found.faults),
        faults=[CellFaultOut.model_validate(fault) for fault in found.faults[:MAX_FAULTS]],
    )
    return answer(shape)


def _import(door: Door, uses: Uses, file: UploadFile) -> Answer[SnsIntakeOut]:
    now, today = door.parts.clock.now(), door.parts.clock.today()
    book, seen = INTAKE.opened(door, file)
    door.same_when("POST /sns-accounts/intake", book.sha256)
    with door.writing() as session:
        policy = current(session, today)
        unchanged(seen, policy)
        done = service.store(session, door.actor, policy, book, uses, now=now, today=today)
        names = ("id", "number", "name", "status")
        rows = [
            SnsIntakeRowOut(row=row, open_points=points, **{name: getattr(account, name) for name in names})
            for row, account, points in done.accounts
        ]
        shape = SnsIntakeOut(number=done.number, sha256=book.sha256, rows=len(rows), accounts=rows)
        return door.created(session, shape)
