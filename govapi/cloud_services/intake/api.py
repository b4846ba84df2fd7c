"""The API's door to the import."""

from typing import Annotated, Any

from litestar import Response
from litestar.enums import RequestEncodingType
from litestar.params import Body

from govapi.cloud_services.intake import service
from govapi.cloud_services.intake.reading.service import open_book
from govapi.cloud_services.intake.rules import MAX_FAULTS
from govapi.cloud_services.intake.schemas import UseIntakeCheckOut, UseIntakeOut, UseIntakeRowOut
from govapi.cloud_services.intake.template.service import FILE_NAME, workbook
from govapi.documents.api import MULTIPART, uploads
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.intake import IntakeDoor
from govapi.edge.routes import acts, creates, reads
from govapi.edge.shapes import CellFaultOut, IntakeIn
from govapi.files.inspect import Kind
from govapi.policy.store import current, unchanged

TAG = "移行登録"
INTAKE = IntakeDoor(service.sections, workbook, open_book, FILE_NAME)
READ, WRITE = "cloud-uses:read", "cloud-uses:write"
Upload = Annotated[IntakeIn, Body(media_type=RequestEncodingType.MULTI_PART)]


@reads(
    "/cloud-uses/intake/template",
    "downloadUseIntakeTemplate",
    "クラウドサービスの利用の移行登録の様式（xlsx）を受け取る",
    tag=TAG,
    scope=READ,
    gives=[Kind.XLSX.media_type],
)
def template(door: Door) -> Response[bytes]:
    return INTAKE.template(door)


@acts(
    "/cloud-uses/intake/check",
    "checkUseIntake",
    "クラウドサービスの利用の移行登録のファイルを登録せずに確かめる",
    tag=TAG,
    scope=WRITE,
    if_match=False,
    media=MULTIPART,
)
def check(door: Door, data: Upload) -> Answer[UseIntakeCheckOut]:
    today = door.parts.clock.today()
    book, _policy = INTAKE.opened(door, data.file)
    with door.reading() as session:
        found = service.plan(session, door.actor, current(session, today), book, today)
    faults = [CellFaultOut.model_validate(fault) for fault in found.faults[:MAX_FAULTS]]
    shape = UseIntakeCheckOut(
        rows=len(found.entries),
        new_services=len(found.matching.new),
        new_contractors=found.new_contractors,
        fault_count=len(found.faults),
        faults=faults,
    )
    return answer(shape)


@creates(
    "/cloud-uses/intake",
    "importCloudUses",
    "続いているクラウドサービスの利用を移行登録する",
    tag=TAG,
    scope=WRITE,
    media=MULTIPART,
)
def import_uses(door: Door, data: Upload) -> Answer[UseIntakeOut]:
    now, today = door.parts.clock.now(), door.parts.clock.today()
    book, seen = INTAKE.opened(door, data.file)
    door.same_when("POST /cloud-uses/intake", book.sha256)
    with door.writing() as session:
        policy = current(session, today)
        unchanged(seen, policy)
        done = service.store(session, door.actor, policy, book, now=now, today=today)
        names = ("id", "number", "title", "service_id", "status")
        rows = [
            UseIntakeRowOut(row=row, open_points=points, **{name: getattr(use, name) for name in names})
            for row, use, points in done.uses
        ]
        shape = UseIntakeOut(
            number=done.number,
            sha256=book.sha256,
            rows=len(rows),
            new_services=done.new_services,
            new_contractors=done.new_contractors,
            uses=rows,
        )
        return door.created(session, shape)


ROUTES: list[Any] = [template, uploads([check, import_uses])]
