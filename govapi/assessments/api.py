"""The API's door to the assessments."""

from datetime import date
from typing import Annotated
from uuid import UUID

from litestar.params import Parameter

from govapi.assessments import queries
from govapi.assessments.needs import service as needs
from govapi.assessments.overview.service import briefs, shape, trigger_out
from govapi.assessments.queries import Filters
from govapi.assessments.schemas import AskIn, AssessmentDetailOut, AssessmentOut, Status
from govapi.assessments.triggers.schemas import TriggerIn, TriggerOut
from govapi.assessments.triggers.service import raise_by_hand
from govapi.contractors import queries as contractors
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.policy.store import current

TAG = "委託先評価"
READ, WRITE = "assessments:read", "assessments:write"

AssessmentId = Annotated[UUID, Parameter(description="委託先評価の id")]
ContractorId = Annotated[UUID, Parameter(description="委託先の id")]
OfContractor = Annotated[UUID | None, Parameter(description="この委託先のものに限る")]
OfDepartment = Annotated[UUID | None, Parameter(description="この課のものに限る")]
TierCode = Annotated[str | None, Parameter(max_length=1, description="評価の区分")]
DueBefore = Annotated[date | None, Parameter(description="次の評価の期日がこの日以前のもの")]
Lapsed = Annotated[bool, Parameter(description="有効期間が過ぎたものに限る")]
Words = Annotated[str, Parameter(max_length=200, description="委託先の名称の一部、又は評価の番号")]


def _page(door: Door, filters: Filters, limit: int, cursor: str | None) -> Answer[Listing[AssessmentOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        if filters.contractor_id is not None:
            contractors.one(session, filters.contractor_id)
        page = queries.listed(session, door.actor, policy, filters, limit=limit, cursor=cursor)
        return answer(Listing(items=briefs(session, policy, page.items, today), next_cursor=page.next_cursor))


@reads("/assessments", "listAssessments", "委託先評価の一覧（新しい順）", tag=TAG, scope=READ)
def list_assessments(
    door: Door,
    status: Status | None = None,
    tier: TierCode = None,
    contractor_id: OfContractor = None,
    department_id: OfDepartment = None,
    due_before: DueBefore = None,
    lapsed: Lapsed = False,
    q: Words = "",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Answer[Listing[AssessmentOut]]:
    lapsed_on = door.parts.clock.today() if lapsed else None
    return _page(door, Filters(status, tier, contractor_id, department_id, due_before, lapsed_on, q), limit, cursor)


@reads("/contractors/{contractor_id:uuid}/assessments", "listContractorAssessments", "委託先の評価", tag=TAG, scope=READ)
def list_of_contractor(
    door: Door, contractor_id: ContractorId, limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[AssessmentOut]]:
    return _page(door, Filters(contractor_id=contractor_id), limit, cursor)


@creates(
    "/contractors/{contractor_id:uuid}/assessments", "askForAssessment", "契約の前に委託先の評価を始める", tag=TAG, scope=WRITE
)
def ask_for_assessment(door: Door, contractor_id: ContractorId, data: AskIn) -> Answer[AssessmentDetailOut]:
    now, today = door.parts.clock.now(), door.parts.clock.today()
    with door.writing() as session:
        stored = current(session, today)
        needs.ask(session, door.actor, stored, contractor_id, data, now=now, today=today)
        row = next(one for one in queries.of_contractor(session, contractor_id) if one.followed)
        out = shape(session, door.actor, stored.policy, row, today)
        return door.created(session, out, version=row.version, location=f"/api/v1/assessments/{row.id}")


@reads("/assessments/{assessment_id:uuid}", "getAssessment", "委託先評価を見る", tag=TAG, scope=READ)
def get_assessment(door: Door, assessment_id: AssessmentId) -> Answer[AssessmentDetailOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, assessment_id)
        return answer(shape(session, door.actor, policy, row, today), version=row.version)


@creates("/assessments/{assessment_id:uuid}/triggers", "raiseReviewTrigger", "臨時の再評価を始める", tag=TAG, scope=WRITE)
def raise_trigger(door: Door, assessment_id: AssessmentId, data: TriggerIn) -> Answer[TriggerOut]:
    now, today = door.parts.clock.now(), door.parts.clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = raise_by_hand(session, door.actor, stored, assessment_id, data, now=now, today=today)
        out = trigger_out(stored.policy, row)
        return door.created(session, out, version=row.version, location=f"/api/v1/assessments/{assessment_id}")


ROUTES = [list_assessments, list_of_contractor, ask_for_assessment, get_assessment, raise_trigger]
