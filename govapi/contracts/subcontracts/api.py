"""The API's door to sub-contracting."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter
from sqlmodel import Session

from govapi.contracts import queries as contracts
from govapi.contracts.paper.schemas import GenerateIn
from govapi.contracts.schemas import SubmitIn
from govapi.contracts.subcontracts import queries, service
from govapi.contracts.subcontracts.consent import service as consent
from govapi.contracts.subcontracts.paper import service as paper
from govapi.contracts.subcontracts.queries import Filters
from govapi.contracts.subcontracts.schemas import EndIn, Status, SubcontractIn, SubcontractOut, SubcontractPatch, SubcontractRow
from govapi.contracts.subcontracts.workflow import SUBCONTRACT
from govapi.documents import queries as documents
from govapi.documents.issuing.service import issue
from govapi.documents.registry import with_templates
from govapi.documents.schemas import DocumentOut, document_out
from govapi.documents.service import Subject
from govapi.documents.tables import GeneratedDocument
from govapi.edge.actions import action_routes
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import changes, creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.policy.store import StoredPolicy, current

TAG = "再委託"
READ, WRITE = "subcontracts:read", "subcontracts:write"

SubcontractId = Annotated[UUID, Parameter(description="再委託の id")]
ContractId = Annotated[UUID, Parameter(description="契約の id")]
Company = Annotated[UUID | None, Parameter(description="再委託先（台帳の会社）の id")]


def _page(door: Door, filters: Filters, limit: int, cursor: str | None) -> Answer[Listing[SubcontractRow]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        if filters.contract_id is not None:
            contracts.one(session, door.actor, policy, filters.contract_id)
        page = queries.listed(session, door.actor, policy, filters, limit=limit, cursor=cursor)
        items = [service.brief(row, policy, today) for row in page.items]
        return answer(Listing(items=items, next_cursor=page.next_cursor))


@reads("/subcontracts", "listSubcontracts", "再委託の一覧（新しい順）", tag=TAG, scope=READ)
def list_subcontracts(
    door: Door, status: Status | None = None, contractor_id: Company = None, limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[SubcontractRow]]:
    return _page(door, Filters(status=status, contractor_id=contractor_id), limit, cursor)


@reads("/contracts/{contract_id:uuid}/subcontracts", "listContractSubcontracts", "契約の再委託（新しい順）", tag=TAG, scope=READ)
def list_of_contract(
    door: Door, contract_id: ContractId, limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[SubcontractRow]]:
    return _page(door, Filters(contract_id=contract_id), limit, cursor)


@creates("/contracts/{contract_id:uuid}/subcontracts", "recordSubcontract", "再委託の申請を受け付ける", tag=TAG, scope=WRITE)
def record_subcontract(door: Door, contract_id: ContractId, data: SubcontractIn) -> Answer[SubcontractOut]:
    clock = door.parts.clock
    today = clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.record(session, door.actor, stored, contract_id, data, now=clock.now(), today=today)
        shape = service.shape(session, door.actor, row, stored.policy, today)
        return door.created(session, shape, version=row.version, location=f"/api/v1/subcontracts/{row.id}")


@reads("/subcontracts/{subcontract_id:uuid}", "getSubcontract", "再委託を見る", tag=TAG, scope=READ)
def get_subcontract(door: Door, subcontract_id: SubcontractId) -> Answer[SubcontractOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, subcontract_id)
        return answer(service.shape(session, door.actor, row, policy, today), version=row.version)


@changes("/subcontracts/{subcontract_id:uuid}", "reviseSubcontract", "再委託の申請の記録を変更する", tag=TAG, scope=WRITE)
def revise_subcontract(door: Door, subcontract_id: SubcontractId, data: SubcontractPatch) -> Answer[SubcontractOut]:
    expected, clock = door.expected_version(), door.parts.clock
    today = clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.revise(session, door.actor, stored, subcontract_id, data, expected, now=clock.now(), today=today)
        return answer(service.shape(session, door.actor, row, stored.policy, today), version=row.version)


def _act(door: Door, record_id: UUID, action: str, data: Any, expected_version: int) -> Answer[SubcontractOut]:
    clock = door.parts.clock
    today = clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = consent.act(session, door.actor, stored, record_id, action, data, expected_version, now=clock.now(), today=today)
        return door.done(session, service.shape(session, door.actor, row, stored.policy, today), version=row.version)


@reads("/subcontracts/{subcontract_id:uuid}/documents", "listSubcontractDocuments", "再委託の通知書", tag=TAG, scope=READ)
def list_documents(door: Door, subcontract_id: SubcontractId) -> Answer[Listing[DocumentOut]]:
    with door.reading() as session:
        row = queries.one(session, door.actor, current(session, door.parts.clock.today()).policy, subcontract_id)
        rows = documents.of_record(session, row.id)
        newest = max((one.edition for one in rows), default=0)
        return answer(Listing(items=[document_out(one, newest) for one in rows]))


@creates(
    "/subcontracts/{subcontract_id:uuid}/documents",
    "generateSubcontractDocument",
    "承諾（不承諾）通知書を作成する",
    tag=TAG,
    scope=WRITE,
)
def generate_document(door: Door, subcontract_id: SubcontractId, data: GenerateIn) -> Answer[DocumentOut]:
    with_templates(door.parts, door.identity.municipality_code)
    parts, today = door.parts, door.parts.clock.today()

    def finish(session: Session, row: GeneratedDocument) -> Answer[DocumentOut]:
        shape = document_out(row, row.edition)
        return door.created(session, shape, version=row.version, location=f"/api/v1/documents/{row.id}")

    def read(session: Session, stored: StoredPolicy) -> Subject:
        return paper.read(session, door.actor, stored, subcontract_id, data.template, today)

    return issue(door, parts.files, parts.clock, data.template, read, finish)


ROUTES = [
    list_subcontracts,
    list_of_contract,
    record_subcontract,
    get_subcontract,
    revise_subcontract,
    list_documents,
    generate_document,
    *action_routes(
        SUBCONTRACT,
        path="/subcontracts",
        tag=TAG,
        scope=WRITE,
        act=_act,
        out=SubcontractOut,
        inputs={"submit": SubmitIn, "submit_refusal": SubmitIn, "end": EndIn},
    ),
]
