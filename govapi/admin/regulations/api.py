"""The API's door to the register of regulations."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter
from sqlmodel import Session

from govapi.admin.regulations import service as tied
from govapi.admin.regulations import texts_api
from govapi.admin.regulations.annexes.schemas import AnnexOut, annex_shape
from govapi.admin.regulations.annexes.tables_of import annexes
from govapi.admin.regulations.paper import covered_annexes, paper
from govapi.documents.issuing.service import issue
from govapi.documents.registry import with_templates
from govapi.documents.regulations import queries, service
from govapi.documents.regulations.queries import Filters
from govapi.documents.regulations.rules import Layer, Publicity
from govapi.documents.regulations.schemas import (
    RegulationDetailOut,
    RegulationIn,
    RegulationOut,
    RegulationPaperIn,
    RegulationPatch,
    RegulationReviewIn,
    RegulationStandingOut,
    RepealIn,
)
from govapi.documents.regulations.shaping import briefs, detail, overview
from govapi.documents.regulations.tables import Regulation
from govapi.documents.schemas import DocumentOut, document_out
from govapi.documents.service import Subject
from govapi.documents.tables import GeneratedDocument
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, changes, creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing, Query
from govapi.policy.store import StoredPolicy, current

TAG = "規程"
READ, WRITE = "regulations:read", "regulations:write"

RegulationId = Annotated[UUID, Parameter(description="規程の id")]
KindKey = Annotated[str | None, Parameter(max_length=64, description="方針セットの規程の種類の key")]
On = Annotated[date | None, Parameter(description="この日に施行中のもの")]
Day = Annotated[date | None, Parameter(description="どの日の状態を見るか。空のときは、今日とする。")]


@reads("/regulations", "listRegulations", "規程の一覧（新しい順）", tag=TAG, scope=READ)
def list_regulations(
    door: Door,
    q: Query = "",
    kind: KindKey = None,
    layer: Layer | None = None,
    publicity: Publicity | None = None,
    in_force_on: On = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Answer[Listing[RegulationOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        filters = Filters(q, kind, layer, publicity, in_force_on)
        page = queries.listed(session, door.actor, policy, filters, limit=limit, cursor=cursor)
        return answer(Listing(items=briefs(session, policy, page.items, today), next_cursor=page.next_cursor))


@creates("/regulations", "registerRegulation", "規程を登録する", tag=TAG, scope=WRITE)
def register_regulation(door: Door, data: RegulationIn) -> Answer[RegulationDetailOut]:
    today = door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        row = service.register(session, door.actor, policy, data)
        shape = detail(session, door.actor, policy, row, today)
        return door.created(session, shape, version=row.version, location=f"/api/v1/regulations/{row.id}")


@reads("/regulations/standing", "listRegulationStanding", "備えるべき規程と、その整備の状況", tag=TAG, scope=READ)
def list_standing(door: Door, on: Day = None) -> Answer[Listing[RegulationStandingOut]]:
    day = on or door.parts.clock.today()
    with door.reading() as session:
        return answer(Listing(items=overview(session, door.actor, current(session, day).policy, day)))


@reads("/regulations/annexes", "listAnnexes", "方針セットの定めを別表として見る", tag=TAG, scope=READ)
def list_annexes(door: Door, on: Day = None) -> Answer[Listing[AnnexOut]]:
    with door.reading() as session:
        policy = current(session, on or door.parts.clock.today()).policy
    return answer(Listing(items=[annex_shape(one) for one in annexes(policy)]))


@reads("/regulations/{regulation_id:uuid}", "getRegulation", "規程を見る", tag=TAG, scope=READ)
def get_regulation(door: Door, regulation_id: RegulationId) -> Answer[RegulationDetailOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, regulation_id)
        return answer(detail(session, door.actor, policy, row, today), version=row.version)


@reads("/regulations/{regulation_id:uuid}/annexes", "listRegulationAnnexes", "規程の別表を見る", tag=TAG, scope=READ)
def list_of_regulation(door: Door, regulation_id: RegulationId, on: Day = None) -> Answer[Listing[AnnexOut]]:
    with door.reading() as session:
        policy = current(session, on or door.parts.clock.today()).policy
        row = queries.one(session, door.actor, policy, regulation_id)
    return answer(Listing(items=[annex_shape(one) for one in covered_annexes(policy, row)]))


@changes("/regulations/{regulation_id:uuid}", "reviseRegulation", "規程の登録事項を変更する", tag=TAG, scope=WRITE)
def revise_regulation(door: Door, regulation_id: RegulationId, data: RegulationPatch) -> Answer[RegulationDetailOut]:
    expected, clock = door.expected_version(), door.parts.clock
    with door.writing() as session:
        stored = current(session, clock.today())
        row = tied.revise(session, door.actor, stored, regulation_id, data, expected, now=clock.now(), today=clock.today())
        return answer(detail(session, door.actor, stored.policy, row, clock.today()), version=row.version)


@acts("/regulations/{regulation_id:uuid}/repeal", "repealRegulation", "規程を廃止する", tag=TAG, scope=WRITE)
def repeal_regulation(door: Door, regulation_id: RegulationId, data: RepealIn) -> Answer[RegulationDetailOut]:
    expected, clock = door.expected_version(), door.parts.clock
    with door.writing() as session:
        stored = current(session, clock.today())
        row = tied.repeal(session, door.actor, stored, regulation_id, data, expected, now=clock.now(), today=clock.today())
        return _done(door, session, stored, row)


@acts("/regulations/{regulation_id:uuid}/review", "reviewRegulation", "規程の見直しの結果を記録する", tag=TAG, scope=WRITE)
def review_regulation(door: Door, regulation_id: RegulationId, data: RegulationReviewIn) -> Answer[RegulationDetailOut]:
    expected, clock = door.expected_version(), door.parts.clock
    with door.writing() as session:
        stored = current(session, clock.today())
        row = tied.review(session, door.actor, stored, regulation_id, data, expected, now=clock.now(), today=clock.today())
        return _done(door, session, stored, row)


def _done(door: Door, session: Session, stored: StoredPolicy, row: Regulation) -> Answer[RegulationDetailOut]:
    session.flush()
    shape = detail(session, door.actor, stored.policy, row, door.parts.clock.today())
    return door.done(session, shape, version=row.version)


@creates(
    "/regulations/{regulation_id:uuid}/documents", "generateRegulationDocument", "規程の別表を作成する", tag=TAG, scope=WRITE
)
def generate_document(door: Door, regulation_id: RegulationId, data: RegulationPaperIn) -> Answer[DocumentOut]:
    clock = door.parts.clock
    with_templates(door.parts, door.identity.municipality_code)

    def read(session: Session, stored: StoredPolicy) -> Subject:
        return paper(session, door.actor, stored, regulation_id, data.template, clock.today())

    def finish(session: Session, row: GeneratedDocument) -> Answer[DocumentOut]:
        shape = document_out(row, row.edition)
        return door.created(session, shape, version=row.version, location=f"/api/v1/documents/{row.id}")

    return issue(door, door.parts.files, clock, data.template, read, finish)


ROUTES: list[Any] = [
    list_regulations,
    register_regulation,
    list_standing,
    list_annexes,
    get_regulation,
    list_of_regulation,
    revise_regulation,
    repeal_regulation,
    review_regulation,
    generate_document,
    *texts_api.ROUTES,
]
