"""The API's door to the site visits."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter
from sqlmodel import Session

from govapi.contracts import queries as contracts
from govapi.contracts.paper.schemas import GenerateIn
from govapi.contracts.performance.visits import queries, service
from govapi.contracts.performance.visits.paper import service as paper
from govapi.contracts.performance.visits.queries import Filters
from govapi.contracts.performance.visits.schemas import (
    CarryOutIn,
    FindingOut,
    HandOverIn,
    SettleIn,
    Status,
    VisitIn,
    VisitOut,
    VisitPatch,
    VisitRow,
)
from govapi.contracts.performance.visits.tables import SiteVisit
from govapi.contracts.performance.visits.workflow import SITE_VISIT
from govapi.documents import queries as documents
from govapi.documents.issuing.service import issue
from govapi.documents.registry import with_templates
from govapi.documents.schemas import DocumentOut, document_out
from govapi.documents.service import Subject
from govapi.documents.tables import GeneratedDocument
from govapi.edge.actions import action_routes
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, changes, creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy, current

TAG = "実地調査"
READ, WRITE = "site-visits:read", "site-visits:write"
BASE = "/site-visits/{visit_id:uuid}"

VisitId = Annotated[UUID, Parameter(description="実地調査の id")]
FindingId = Annotated[UUID, Parameter(description="指摘の id")]
ContractId = Annotated[UUID, Parameter(description="契約の id")]


def _page(door: Door, filters: Filters, limit: int, cursor: str | None) -> Answer[Listing[VisitRow]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        if filters.contract_id is not None:
            contracts.one(session, door.actor, policy, filters.contract_id)
        page = queries.listed(session, door.actor, policy, filters, limit=limit, cursor=cursor)
        return answer(Listing(items=[service.brief(row, today) for row in page.items], next_cursor=page.next_cursor))


def _shape(session: Session, door: Door, policy: PolicySet, row: SiteVisit) -> VisitOut:
    ground = paper.legal_ground(session, policy, row.contract_id)
    return service.shape(session, door.actor, row, policy, door.parts.clock.today(), ground)


@reads("/site-visits", "listSiteVisits", "実地調査の一覧（新しい順）", tag=TAG, scope=READ)
def list_visits(door: Door, status: Status | None = None, limit: Limit = 50, cursor: Cursor = None) -> Answer[Listing[VisitRow]]:
    return _page(door, Filters(status=status), limit, cursor)


@reads("/contracts/{contract_id:uuid}/site-visits", "listContractSiteVisits", "契約の実地調査（新しい順）", tag=TAG, scope=READ)
def list_of_contract(door: Door, contract_id: ContractId, limit: Limit = 50, cursor: Cursor = None) -> Answer[Listing[VisitRow]]:
    return _page(door, Filters(contract_id=contract_id), limit, cursor)


@creates("/contracts/{contract_id:uuid}/site-visits", "planSiteVisit", "実地調査を計画する", tag=TAG, scope=WRITE)
def plan_visit(door: Door, contract_id: ContractId, data: VisitIn) -> Answer[VisitOut]:
    clock = door.parts.clock
    today = clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.plan(session, door.actor, stored, contract_id, data, now=clock.now(), today=today)
        shape = _shape(session, door, stored.policy, row)
        return door.created(session, shape, version=row.version, location=f"/api/v1/site-visits/{row.id}")


@reads(BASE, "getSiteVisit", "実地調査を見る", tag=TAG, scope=READ)
def get_visit(door: Door, visit_id: VisitId) -> Answer[VisitOut]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = queries.one(session, door.actor, policy, visit_id)
        return answer(_shape(session, door, policy, row), version=row.version)


@changes(BASE, "reviseSiteVisit", "実地調査の計画を変更する", tag=TAG, scope=WRITE)
def revise_visit(door: Door, visit_id: VisitId, data: VisitPatch) -> Answer[VisitOut]:
    expected, clock = door.expected_version(), door.parts.clock
    today = clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.revise(session, door.actor, stored, visit_id, data, expected, now=clock.now(), today=today)
        return answer(_shape(session, door, stored.policy, row), version=row.version)


def _act(door: Door, record_id: UUID, action: str, data: Any, expected_version: int) -> Answer[VisitOut]:
    clock = door.parts.clock
    today = clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.act(session, door.actor, stored, record_id, action, data, expected_version, now=clock.now(), today=today)
        return door.done(session, _shape(session, door, stored.policy, row), version=row.version)


@reads(f"{BASE}/findings", "listSiteVisitFindings", "実地調査の指摘", tag=TAG, scope=READ)
def list_findings(door: Door, visit_id: VisitId) -> Answer[Listing[FindingOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        row = queries.one(session, door.actor, current(session, today).policy, visit_id)
        return answer(Listing(items=[service.shape_finding(one, today) for one in queries.findings(session, row.id)]))


@reads(f"{BASE}/findings/{{finding_id:uuid}}", "getSiteVisitFinding", "実地調査の指摘を見る", tag=TAG, scope=READ)
def get_finding(door: Door, visit_id: VisitId, finding_id: FindingId) -> Answer[FindingOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        visit = queries.one(session, door.actor, current(session, today).policy, visit_id)
        row = queries.finding(session, visit.id, finding_id)
        return answer(service.shape_finding(row, today), version=row.version)


@acts(f"{BASE}/findings/{{finding_id:uuid}}/settle", "settleSiteVisitFinding", "指摘の改善を確認する", tag=TAG, scope=WRITE)
def settle_finding(door: Door, visit_id: VisitId, finding_id: FindingId, data: SettleIn) -> Answer[FindingOut]:
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        row = service.settle(session, door.actor, policy, visit_id, finding_id, data, expected, today)
        return door.done(session, service.shape_finding(row, today), version=row.version)


@acts(
    f"{BASE}/findings/{{finding_id:uuid}}/hand-over",
    "handOverSiteVisitFinding",
    "指摘を改善要求に引き継ぐ",
    tag=TAG,
    scope=WRITE,
)
def hand_over_finding(door: Door, visit_id: VisitId, finding_id: FindingId, data: HandOverIn) -> Answer[FindingOut]:
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        row = service.pass_on(session, door.actor, policy, visit_id, finding_id, data.number, expected)
        return door.done(session, service.shape_finding(row, today), version=row.version)


@reads(f"{BASE}/documents", "listSiteVisitDocuments", "実地調査の書類", tag=TAG, scope=READ)
def list_documents(door: Door, visit_id: VisitId) -> Answer[Listing[DocumentOut]]:
    with door.reading() as session:
        row = queries.one(session, door.actor, current(session, door.parts.clock.today()).policy, visit_id)
        rows = documents.of_record(session, row.id)
        newest: dict[str, int] = {}
        for one in rows:
            newest[one.template_key] = max(one.edition, newest.get(one.template_key, 0))
        return answer(Listing(items=[document_out(one, newest[one.template_key]) for one in rows]))


@creates(f"{BASE}/documents", "generateSiteVisitDocument", "実地調査の通知書又は結果書を作成する", tag=TAG, scope=WRITE)
def generate_document(door: Door, visit_id: VisitId, data: GenerateIn) -> Answer[DocumentOut]:
    with_templates(door.parts, door.identity.municipality_code)
    parts, today = door.parts, door.parts.clock.today()

    def finish(session: Session, row: GeneratedDocument) -> Answer[DocumentOut]:
        shape = document_out(row, row.edition)
        return door.created(session, shape, version=row.version, location=f"/api/v1/documents/{row.id}")

    def read(session: Session, stored: StoredPolicy) -> Subject:
        return paper.read(session, door.actor, stored, visit_id, data.template, today)

    return issue(door, parts.files, parts.clock, data.template, read, finish)


ROUTES = [
    list_visits,
    list_of_contract,
    plan_visit,
    get_visit,
    revise_visit,
    list_findings,
    get_finding,
    settle_finding,
    hand_over_finding,
    list_documents,
    generate_document,
    *action_routes(
        SITE_VISIT, path="/site-visits", tag=TAG, scope=WRITE, act=_act, out=VisitOut, inputs={"carry_out": CarryOutIn}
    ),
]
