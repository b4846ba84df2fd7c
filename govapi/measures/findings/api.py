"""The API's door to the findings."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter
from sqlmodel import Session

from govapi.contracts import queries as contracts
from govapi.documents.issuing.service import issue
from govapi.documents.registry import with_templates
from govapi.documents.schemas import DocumentOut, document_out
from govapi.documents.service import Subject
from govapi.documents.tables import GeneratedDocument
from govapi.edge.actions import action_routes
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import changes, creates, reads
from govapi.edge.shapes import Cursor, Input, Limit, Listing
from govapi.measures.attachments import api as attachments
from govapi.measures.findings import queries, service
from govapi.measures.findings.letter.service import letter
from govapi.measures.findings.queries import Filters
from govapi.measures.findings.rules import Severity, Source
from govapi.measures.findings.schemas import (
    ConfirmIn,
    DemandIn,
    FindingIn,
    FindingOut,
    FindingPatch,
    FindingRow,
    InsistIn,
    ReplyIn,
    Status,
)
from govapi.measures.findings.workflow import FINDING
from govapi.measures.paper.schemas import PaperIn
from govapi.policy.store import StoredPolicy, current

TAG = "指摘"
READ, WRITE = "findings:read", "findings:write"

FindingId = Annotated[UUID, Parameter(description="指摘の id")]
ContractId = Annotated[UUID, Parameter(description="契約の id")]
Late = Annotated[bool, Parameter(description="回答の期限が過ぎているものだけ")]


def _page(door: Door, filters: Filters, today: date, limit: int, cursor: str | None) -> Answer[Listing[FindingRow]]:
    with door.reading() as session:
        policy = current(session, today).policy
        if filters.contract_id is not None:
            contracts.one(session, door.actor, policy, filters.contract_id)
        page = queries.listed(session, door.actor, policy, filters, limit=limit, cursor=cursor)
        return answer(Listing(items=[service.brief(row, today) for row in page.items], next_cursor=page.next_cursor))


@reads("/findings", "listFindings", "指摘の一覧（新しい順）", tag=TAG, scope=READ)
def list_findings(
    door: Door,
    status: Status | None = None,
    severity: Severity | None = None,
    source: Source | None = None,
    contractor_id: UUID | None = None,
    contract_id: UUID | None = None,
    source_id: UUID | None = None,
    late: Late = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Answer[Listing[FindingRow]]:
    today = door.parts.clock.today()
    filters = Filters(status, severity, source, contractor_id, contract_id, source_id, today if late else None)
    return _page(door, filters, today, limit, cursor)


@reads("/contracts/{contract_id:uuid}/findings", "listContractFindings", "契約についての指摘", tag=TAG, scope=READ)
def list_of_contract(
    door: Door, contract_id: ContractId, limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[FindingRow]]:
    return _page(door, Filters(contract_id=contract_id), door.parts.clock.today(), limit, cursor)


@creates("/findings", "recordFinding", "指摘を記録する", tag=TAG, scope=WRITE)
def record_finding(door: Door, data: FindingIn) -> Answer[FindingOut]:
    today = door.parts.clock.today()
    with door.writing() as session:
        row = service.record(session, door.actor, current(session, today), data, today)
        shape = service.shape(session, door.actor, row, today)
        return door.created(session, shape, version=row.version, location=f"/api/v1/findings/{row.id}")


@reads("/findings/{finding_id:uuid}", "getFinding", "指摘を見る", tag=TAG, scope=READ)
def get_finding(door: Door, finding_id: FindingId) -> Answer[FindingOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        row = queries.one(session, door.actor, current(session, today).policy, finding_id)
        return answer(service.shape(session, door.actor, row, today), version=row.version)


@changes("/findings/{finding_id:uuid}", "reviseFinding", "改善を要求する前の指摘を変更する", tag=TAG, scope=WRITE)
def revise_finding(door: Door, finding_id: FindingId, data: FindingPatch) -> Answer[FindingOut]:
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        row = service.revise(session, door.actor, policy, finding_id, data, expected, today)
        return answer(service.shape(session, door.actor, row, today), version=row.version)


@creates("/findings/{finding_id:uuid}/documents", "generateFindingDocument", "改善要求書を作成する", tag=TAG, scope=WRITE)
def generate_document(door: Door, finding_id: FindingId, data: PaperIn) -> Answer[DocumentOut]:
    clock = door.parts.clock
    with_templates(door.parts, door.identity.municipality_code)

    def read(session: Session, stored: StoredPolicy) -> Subject:
        return letter(session, door.actor, stored, finding_id, data.template, clock.today())

    def finish(session: Session, row: GeneratedDocument) -> Answer[DocumentOut]:
        shape = document_out(row, row.edition)
        return door.created(session, shape, version=row.version, location=f"/api/v1/documents/{row.id}")

    return issue(door, door.parts.files, clock, data.template, read, finish)


def _act(door: Door, record_id: UUID, action: str, data: Any, expected_version: int) -> Answer[FindingOut]:
    clock = door.parts.clock
    today = clock.today()
    with door.writing() as session:
        policy = current(session, today)
        row = service.act(session, door.actor, policy, record_id, action, data, expected_version, now=clock.now(), today=today)
        return door.done(session, service.shape(session, door.actor, row, today), version=row.version)


INPUTS: dict[str, type[Input]] = {
    "request_improvement": DemandIn,
    "record_reply": ReplyIn,
    "confirm": ConfirmIn,
    "insist": InsistIn,
}
FILES = attachments.Of("finding", TAG, "/findings", TAG, queries.one, service.worked_on)

ROUTES: list[Any] = [
    list_findings,
    list_of_contract,
    record_finding,
    get_finding,
    revise_finding,
    generate_document,
    *attachments.routes(FILES),
    *action_routes(FINDING, path="/findings", tag=TAG, scope=WRITE, act=_act, out=FindingOut, inputs=INPUTS),
]
