"""The API's door to the import, and to what contracts in force still lack."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Response
from litestar.enums import RequestEncodingType
from litestar.params import Body, Parameter

from govapi.contracts import queries
from govapi.contracts.intake import service
from govapi.contracts.intake.gaps import queries as gap_queries
from govapi.contracts.intake.gaps import service as gap_service
from govapi.contracts.intake.gaps.schemas import ContractGapsOut, GapsPatch
from govapi.contracts.intake.reading.service import open_book
from govapi.contracts.intake.rules import MAX_FAULTS
from govapi.contracts.intake.schemas import IntakeCheckOut, IntakeOut, IntakeRowOut
from govapi.contracts.intake.template.service import FILE_NAME, workbook
from govapi.documents.api import MULTIPART, uploads
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.intake import IntakeDoor
from govapi.edge.routes import acts, changes, creates, reads
from govapi.edge.shapes import CellFaultOut, Cursor, IntakeIn, Limit, Listing
from govapi.files.inspect import Kind
from govapi.policy.store import current, unchanged

TAG = "移行登録"
INTAKE = IntakeDoor(service.sections, workbook, open_book, FILE_NAME)
READ, WRITE = "contracts:read", "contracts:write"
ContractId = Annotated[UUID, Parameter(description="契約の id")]
Upload = Annotated[IntakeIn, Body(media_type=RequestEncodingType.MULTI_PART)]


@reads(
    "/contracts/intake/template",
    "downloadIntakeTemplate",
    "移行登録の様式（xlsx）を受け取る",
    tag=TAG,
    scope=READ,
    gives=[Kind.XLSX.media_type],
)
def template(door: Door) -> Response[bytes]:
    return INTAKE.template(door)


@acts(
    "/contracts/intake/check",
    "checkIntake",
    "移行登録のファイルを登録せずに確かめる",
    tag=TAG,
    scope=WRITE,
    if_match=False,
    media=MULTIPART,
)
def check(door: Door, data: Upload) -> Answer[IntakeCheckOut]:
    today = door.parts.clock.today()
    book, _policy = INTAKE.opened(door, data.file)
    with door.reading() as session:
        found = service.plan(session, door.actor, current(session, today), book, today)
    faults = [CellFaultOut.model_validate(fault) for fault in found.faults[:MAX_FAULTS]]
    shape = IntakeCheckOut(rows=len(found.entries), new_contractors=len(found.new), fault_count=len(found.faults), faults=faults)
    return answer(shape)


@creates("/contracts/intake", "importContracts", "履行中の契約を移行登録する", tag=TAG, scope=WRITE, media=MULTIPART)
def import_contracts(door: Door, data: Upload) -> Answer[IntakeOut]:
    now, today = door.parts.clock.now(), door.parts.clock.today()
    book, seen = INTAKE.opened(door, data.file)
    door.same_when("POST /contracts/intake", book.sha256)
    with door.writing() as session:
        policy = current(session, today)
        unchanged(seen, policy)
        done = service.store(session, door.actor, policy, book, now=now, today=today)
        rows = [IntakeRowOut(row=row, **_names(one)) for row, one in done.contracts]
        shape = IntakeOut(
            number=done.number, sha256=book.sha256, rows=len(rows), new_contractors=done.new_contractors, contracts=rows
        )
        return door.created(session, shape)


@reads("/contracts/intake/gaps", "listMigratedGaps", "移行登録した契約の不足の一覧", tag=TAG, scope=READ)
def list_gaps(
    door: Door, department_id: UUID | None = None, limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[ContractGapsOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        page = gap_queries.migrated(
            session, door.actor, policy, today=today, department_id=department_id, limit=limit, cursor=cursor
        )
        items = [ContractGapsOut.of(contract, found) for contract, found in page.items]
        return answer(Listing(items=items, next_cursor=page.next_cursor))


@reads("/contracts/{contract_id:uuid}/gaps", "listContractGaps", "契約の不足", tag=TAG, scope=READ)
def contract_gaps(door: Door, contract_id: ContractId) -> Answer[ContractGapsOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, contract_id)
        [(contract, found)] = gap_queries.of_contracts(session, policy, [row], today)
        return answer(ContractGapsOut.of(contract, found), version=row.version)


@changes("/contracts/{contract_id:uuid}/gaps", "completeContractGaps", "移行登録した契約の不足を補う", tag=TAG, scope=WRITE)
def complete_gaps(door: Door, contract_id: ContractId, data: GapsPatch) -> Answer[ContractGapsOut]:
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        row = gap_service.complete(session, door.actor, policy, contract_id, data, expected)
        [(contract, found)] = gap_queries.of_contracts(session, policy, [row], today)
        return answer(ContractGapsOut.of(contract, found), version=row.version)


def _names(contract: Any) -> dict[str, Any]:
    return {name: getattr(contract, name) for name in ("id", "number", "title", "status")}


ROUTES: list[Any] = [
    template,
    list_gaps,
    contract_gaps,
    complete_gaps,
    uploads([check, import_contracts]),
]
