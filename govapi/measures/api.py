"""The API's door to the measures under a contract."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter
from sqlmodel import Session

from govapi.contracts import queries as contracts
from govapi.contracts.schemas import SubmitIn
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
from govapi.measures import queries, service
from govapi.measures.attachments import api as attachments
from govapi.measures.letter.service import letter
from govapi.measures.paper.schemas import PaperIn
from govapi.measures.queries import Filters
from govapi.measures.rules import Kind
from govapi.measures.schemas import MeasureIn, MeasureOut, MeasurePatch, MeasureRow, PaymentIn, PaymentOut, Status
from govapi.measures.workflow import MEASURE
from govapi.policy.store import StoredPolicy, current

TAG = "契約に基づく措置"
READ, WRITE = "measures:read", "measures:write"

MeasureId = Annotated[UUID, Parameter(description="措置の id")]
ContractId = Annotated[UUID, Parameter(description="契約の id")]


def _page(door: Door, filters: Filters, limit: int, cursor: str | None) -> Answer[Listing[MeasureRow]]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        if filters.contract_id is not None:
            contracts.one(session, door.actor, policy, filters.contract_id)
        page = queries.listed(session, door.actor, policy, filters, limit=limit, cursor=cursor)
        return answer(Listing(items=[service.brief(row) for row in page.items], next_cursor=page.next_cursor))


@reads("/measures", "listMeasures", "措置の一覧（新しい順）", tag=TAG, scope=READ)
def list_measures(
    door: Door,
    status: Status | None = None,
    kind: Kind | None = None,
    contract_id: UUID | None = None,
    contractor_id: UUID | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Answer[Listing[MeasureRow]]:
    return _page(door, Filters(status, kind, contract_id, contractor_id), limit, cursor)


@reads("/contracts/{contract_id:uuid}/measures", "listContractMeasures", "契約に基づく措置", tag=TAG, scope=READ)
def list_of_contract(
    door: Door, contract_id: ContractId, limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[MeasureRow]]:
    return _page(door, Filters(contract_id=contract_id), limit, cursor)


@creates("/measures", "draftMeasure", "措置を起案する", tag=TAG, scope=WRITE)
def draft_measure(door: Door, data: MeasureIn) -> Answer[MeasureOut]:
    today = door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today)
        row = service.draft(session, door.actor, policy, data, today)
        shape = service.shape(session, door.actor, row, policy.policy, today)
        return door.created(session, shape, version=row.version, location=f"/api/v1/measures/{row.id}")


@reads("/measures/{measure_id:uuid}", "getMeasure", "措置を見る", tag=TAG, scope=READ)
def get_measure(door: Door, measure_id: MeasureId) -> Answer[MeasureOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, measure_id)
        return answer(service.shape(session, door.actor, row, policy, today), version=row.version)


@changes("/measures/{measure_id:uuid}", "reviseMeasure", "措置の下書きを変更する", tag=TAG, scope=WRITE)
def revise_measure(door: Door, measure_id: MeasureId, data: MeasurePatch) -> Answer[MeasureOut]:
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        row = service.revise(session, door.actor, policy, measure_id, data, expected, today)
        return answer(service.shape(session, door.actor, row, policy, today), version=row.version)


@creates("/measures/{measure_id:uuid}/payments", "recordMeasurePayment", "損害賠償金の納付を記録する", tag=TAG, scope=WRITE)
def record_payment(door: Door, measure_id: MeasureId, data: PaymentIn) -> Answer[PaymentOut]:
    today = door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        row = service.pay(session, door.actor, policy, measure_id, data, today)
        return door.created(session, PaymentOut.model_validate(row), version=row.version)


@reads("/measures/{measure_id:uuid}/payments", "listMeasurePayments", "損害賠償金の納付（古い順）", tag=TAG, scope=READ)
def list_payments(door: Door, measure_id: MeasureId) -> Answer[Listing[PaymentOut]]:
    with door.reading() as session:
        row = queries.one(session, door.actor, current(session, door.parts.clock.today()).policy, measure_id)
        items = [PaymentOut.model_validate(one) for one in queries.payments(session, row.id)]
        return answer(Listing(items=items))


@creates("/measures/{measure_id:uuid}/documents", "generateMeasureDocument", "措置通知書を作成する", tag=TAG, scope=WRITE)
def generate_document(door: Door, measure_id: MeasureId, data: PaperIn) -> Answer[DocumentOut]:
    clock = door.parts.clock
    with_templates(door.parts, door.identity.municipality_code)

    def read(session: Session, stored: StoredPolicy) -> Subject:
        return letter(session, door.actor, stored, measure_id, data.template, clock.today())

    def finish(session: Session, row: GeneratedDocument) -> Answer[DocumentOut]:
        shape = document_out(row, row.edition)
        return door.created(session, shape, version=row.version, location=f"/api/v1/documents/{row.id}")

    return issue(door, door.parts.files, clock, data.template, read, finish)


def _act(door: Door, record_id: UUID, action: str, data: Any, expected_version: int) -> Answer[MeasureOut]:
    clock = door.parts.clock
    today = clock.today()
    with door.writing() as session:
        policy = current(session, today)
        row = service.act(session, door.actor, policy, record_id, action, data, expected_version, now=clock.now(), today=today)
        return door.done(session, service.shape(session, door.actor, row, policy.policy, today), version=row.version)


FILES = attachments.Of("measure", "措置", "/measures", TAG, queries.one, service.worked_on)

ROUTES: list[Any] = [
    list_measures,
    list_of_contract,
    draft_measure,
    get_measure,
    revise_measure,
    record_payment,
    list_payments,
    generate_document,
    *attachments.routes(FILES),
    *action_routes(MEASURE, path="/measures", tag=TAG, scope=WRITE, act=_act, out=MeasureOut, inputs={"submit": SubmitIn}),
]
