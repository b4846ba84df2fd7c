"""The API's door to the exceptions."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter

from govapi.assessments import queries as assessments
from govapi.assessments.exceptions import queries, service
from govapi.assessments.exceptions.queries import Filters
from govapi.assessments.exceptions.schemas import (
    AssessmentExceptionIn,
    AssessmentExceptionOut,
    AssessmentExceptionPatch,
    ExceptionSubmitIn,
    Status,
)
from govapi.assessments.exceptions.workflow import ASSESSMENT_EXCEPTION
from govapi.edge.actions import action_routes
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import changes, creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.policy.store import current

TAG = "不適合の委託先に係る例外措置"
READ, WRITE = "assessment-exceptions:read", "assessment-exceptions:write"

ExceptionId = Annotated[UUID, Parameter(description="例外措置の id")]
AssessmentId = Annotated[UUID, Parameter(description="委託先評価の id")]
ContractorId = Annotated[UUID | None, Parameter(description="委託先の id")]


def _page(door: Door, filters: Filters, limit: int, cursor: str | None) -> Answer[Listing[AssessmentExceptionOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        if filters.assessment_id is not None:
            assessments.one(session, door.actor, policy, filters.assessment_id)
        page = queries.listed(session, door.actor, policy, filters, limit=limit, cursor=cursor)
        names = queries.names(session, page.items)
        items = [service.brief(row, names[row.contractor_id], today) for row in page.items]
        return answer(Listing(items=items, next_cursor=page.next_cursor))


@reads(
    "/assessment-exceptions", "listAssessmentExceptions", "不適合の委託先に係る例外措置の一覧（新しい順）", tag=TAG, scope=READ
)
def list_exceptions(
    door: Door, status: Status | None = None, contractor_id: ContractorId = None, limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[AssessmentExceptionOut]]:
    return _page(door, Filters(status=status, contractor_id=contractor_id), limit, cursor)


@reads("/assessments/{assessment_id:uuid}/exceptions", "listExceptionsOfAssessment", "評価に係る例外措置", tag=TAG, scope=READ)
def list_of_assessment(
    door: Door, assessment_id: AssessmentId, limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[AssessmentExceptionOut]]:
    return _page(door, Filters(assessment_id=assessment_id), limit, cursor)


@creates(
    "/assessments/{assessment_id:uuid}/exceptions",
    "draftAssessmentException",
    "不適合の委託先に係る例外措置を起案する",
    tag=TAG,
    scope=WRITE,
)
def draft_exception(door: Door, assessment_id: AssessmentId, data: AssessmentExceptionIn) -> Answer[AssessmentExceptionOut]:
    today = door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        row = service.ask(session, door.actor, policy, assessment_id, data, today)
        shape = service.shape(session, door.actor, row, policy, today)
        return door.created(session, shape, version=row.version, location=f"/api/v1/assessment-exceptions/{row.id}")


@reads("/assessment-exceptions/{exception_id:uuid}", "getAssessmentException", "例外措置を見る", tag=TAG, scope=READ)
def get_exception(door: Door, exception_id: ExceptionId) -> Answer[AssessmentExceptionOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, exception_id)
        return answer(service.shape(session, door.actor, row, policy, today), version=row.version)


@changes(
    "/assessment-exceptions/{exception_id:uuid}", "reviseAssessmentException", "例外措置の下書きを変更する", tag=TAG, scope=WRITE
)
def revise_exception(door: Door, exception_id: ExceptionId, data: AssessmentExceptionPatch) -> Answer[AssessmentExceptionOut]:
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        row = service.revise(session, door.actor, policy, exception_id, data, expected, today)
        return answer(service.shape(session, door.actor, row, policy, today), version=row.version)


def _act(door: Door, record_id: UUID, action: str, data: Any, expected_version: int) -> Answer[AssessmentExceptionOut]:
    now, today = door.parts.clock.now(), door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today)
        row = service.act(session, door.actor, policy, record_id, action, data, expected_version, now=now, today=today)
        return door.done(session, service.shape(session, door.actor, row, policy.policy, today), version=row.version)


ROUTES = [
    list_exceptions,
    list_of_assessment,
    draft_exception,
    get_exception,
    revise_exception,
    *action_routes(
        ASSESSMENT_EXCEPTION,
        path="/assessment-exceptions",
        tag=TAG,
        scope=WRITE,
        act=_act,
        out=AssessmentExceptionOut,
        inputs={"submit": ExceptionSubmitIn},
    ),
]
