"""The API's door to the evidence."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, Router, get
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.handlers import HTTPRouteHandler
from litestar.params import Body, Parameter
from pydantic import ConfigDict

from govapi.assessments.check_sheets import queries as sheets
from govapi.assessments.evidence import queries, service
from govapi.assessments.evidence.queries import Filters
from govapi.assessments.evidence.schemas import EvidenceIn, EvidenceOut, EvidencePatch, ScopeIn, WithdrawIn
from govapi.assessments.evidence.tables import Evidence
from govapi.contractors import queries as contractors
from govapi.edge.answers import Answer, answer, file_answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, changes, creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.files import uploads
from govapi.files.inspect import Kind
from govapi.kit.errors import NotFound, TooLarge
from govapi.policy.store import StoredPolicy, current

TAG = "証跡"
READ, WRITE = "evidence:read", "evidence:write"
UPLOAD_BYTES = 21 << 20  # 20 MB with the multipart wrapping; settings.max_upload_bytes binds what is in it
MULTIPART = "multipart/form-data"

EvidenceId = Annotated[UUID, Parameter(description="証跡の id")]
ContractorId = Annotated[UUID, Parameter(description="委託先の id")]
KindKey = Annotated[str | None, Parameter(max_length=60, description="証跡の種類の key")]
Before = Annotated[date | None, Parameter(description="有効期間がこの日より前に満了するもの")]
Valid = Annotated[bool | None, Parameter(description="今日、根拠に用いることができるか")]


class EvidenceUploadIn(EvidenceIn):
    """A piece of evidence with its file, where there is one."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    file: UploadFile | None = None


def _page(door: Door, filters: Filters, limit: int, cursor: str | None) -> Answer[Listing[EvidenceOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        if filters.contractor_id is not None:
            contractors.one(session, filters.contractor_id)
        page = queries.listed(session, door.actor, policy, filters, today=today, limit=limit, cursor=cursor)
        items = [service.brief(row, policy, today) for row in page.items]
        return answer(Listing(items=items, next_cursor=page.next_cursor))


@reads("/evidence", "listEvidence", "証跡の一覧（新しい順）", tag=TAG, scope=READ)
def list_evidence(
    door: Door,
    contractor_id: UUID | None = None,
    check_sheet_id: UUID | None = None,
    kind: KindKey = None,
    expires_before: Before = None,
    valid: Valid = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Answer[Listing[EvidenceOut]]:
    filters = Filters(contractor_id, check_sheet_id, kind, expires_before, valid)
    return _page(door, filters, limit, cursor)


@reads("/contractors/{contractor_id:uuid}/evidence", "listContractorEvidence", "委託先の証跡", tag=TAG, scope=READ)
def list_of_contractor(
    door: Door, contractor_id: ContractorId, valid: Valid = None, limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[EvidenceOut]]:
    return _page(door, Filters(contractor_id=contractor_id, valid=valid), limit, cursor)


@creates(
    "/contractors/{contractor_id:uuid}/evidence",
    "recordEvidence",
    "委託先の証跡を登録する",
    tag=TAG,
    scope=WRITE,
    media=MULTIPART,
)
def record_evidence(
    door: Door, contractor_id: ContractorId, data: Annotated[EvidenceUploadIn, Body(media_type=RequestEncodingType.MULTI_PART)]
) -> Answer[EvidenceOut]:
    clock = door.parts.clock
    with door.reading() as session:  # who may not record it stores nothing
        contractors.one(session, contractor_id)
        service.may_record(session, door.actor, data.department_id)
    file = None if data.file is None else _ready(door, data.file)
    given = EvidenceIn.model_validate(data.model_dump(exclude={"file"}, exclude_unset=True, mode="json"))
    with door.writing() as session:
        stored = current(session, clock.today())
        sheet = None
        if given.check_sheet_id is not None:
            sheet = sheets.one(session, door.actor, stored.policy, given.check_sheet_id)
            if sheet.contractor_id != contractor_id:
                raise NotFound
        row = service.record(
            session, door.actor, stored, contractor_id, given, file, sheet=sheet, now=clock.now(), today=clock.today()
        )
        shape = service.shape(door.actor, row, stored.policy, clock.today())
        return door.created(session, shape, version=row.version, location=f"/api/v1/evidence/{row.id}")


def _ready(door: Door, upload: UploadFile) -> uploads.ReadyFile:
    limit = door.parts.settings.max_upload_bytes
    content: bytes = upload.file.read(limit + 1)
    if len(content) > limit:
        raise TooLarge(f"ファイルは{limit // (1 << 20)}MB以下にしてください。画像を小さくするか、分割してから登録してください。")
    return uploads.ready(door.parts.files, upload.filename, content, limit, default="証跡")


@reads("/evidence/{evidence_id:uuid}", "getEvidence", "証跡を見る", tag=TAG, scope=READ)
def get_evidence(door: Door, evidence_id: EvidenceId) -> Answer[EvidenceOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, evidence_id)
        return answer(service.shape(door.actor, row, policy, today), version=row.version)


@changes("/evidence/{evidence_id:uuid}", "correctEvidence", "証跡の記録を訂正する", tag=TAG, scope=WRITE)
def correct_evidence(door: Door, evidence_id: EvidenceId, data: EvidencePatch) -> Answer[EvidenceOut]:
    expected, clock = door.expected_version(), door.parts.clock
    with door.writing() as session:
        stored = current(session, clock.today())
        row = service.correct(session, door.actor, stored, evidence_id, data, expected, now=clock.now(), today=clock.today())
        return answer(service.shape(door.actor, row, stored.policy, clock.today()), version=row.version)


@acts("/evidence/{evidence_id:uuid}/decide-scope", "decideEvidenceScope", "適用範囲に入るかを判断する", tag=TAG, scope=WRITE)
def decide_scope(door: Door, evidence_id: EvidenceId, data: ScopeIn) -> Answer[EvidenceOut]:
    expected, clock = door.expected_version(), door.parts.clock
    with door.writing() as session:
        stored = current(session, clock.today())
        row = service.decide_scope(session, door.actor, stored, evidence_id, data, expected, now=clock.now(), today=clock.today())
        return _done(door, session, row, stored)


@acts("/evidence/{evidence_id:uuid}/withdraw", "withdrawEvidence", "証跡を取り下げる", tag=TAG, scope=WRITE)
def withdraw(door: Door, evidence_id: EvidenceId, data: WithdrawIn) -> Answer[EvidenceOut]:
    expected, clock = door.expected_version(), door.parts.clock
    with door.writing() as session:
        stored = current(session, clock.today())
        row = service.withdraw(
            session, door.actor, stored, evidence_id, data.reason, expected, now=clock.now(), today=clock.today()
        )
        return _done(door, session, row, stored)


def _done(door: Door, session: Any, row: Evidence, stored: StoredPolicy) -> Answer[EvidenceOut]:
    shape = service.shape(door.actor, row, stored.policy, door.parts.clock.today())
    return door.done(session, shape, version=row.version)


def _downloads(path: str, operation_id: str, summary: str) -> Callable[..., HTTPRouteHandler]:
    return get(
        path,
        operation_id=operation_id,
        summary=summary,
        tags=[TAG],
        opt={"access": READ, "gives": [kind.media_type for kind in Kind]},
        sync_to_thread=True,
        media_type="application/octet-stream",
    )


@_downloads("/evidence/{evidence_id:uuid}/content", "downloadEvidence", "証跡のファイルを受け取る")
def download(door: Door, evidence_id: EvidenceId) -> Response[bytes]:
    with door.reading() as session:
        row = queries.one(session, door.actor, current(session, door.parts.clock.today()).policy, evidence_id)
    if not row.sha256:
        raise NotFound("この証跡にはファイルがありません。現物を確かめてください。")
    return file_answer(uploads.content(door.parts.files, row.sha256), row.file_name, row.media_type, sha256=row.sha256)


ROUTES: list[Any] = [
    list_evidence,
    list_of_contractor,
    get_evidence,
    correct_evidence,
    decide_scope,
    withdraw,
    download,
    Router("/", route_handlers=[record_evidence], request_max_body_size=UPLOAD_BYTES),
]
