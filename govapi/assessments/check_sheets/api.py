"""The API's door to the check sheets."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter

from govapi.assessments import queries as assessments
from govapi.assessments.check_sheets import queries
from govapi.assessments.check_sheets.deciding.schemas import ProposalIn
from govapi.assessments.check_sheets.deciding.service import propose
from govapi.assessments.check_sheets.overview.service import briefs, shape
from govapi.assessments.check_sheets.queries import Filters
from govapi.assessments.check_sheets.schemas import CheckSheetIn, CheckSheetOut, CheckSheetPatch, ReceiveIn, ReturnIn, Status
from govapi.assessments.check_sheets.sending import service as sending
from govapi.assessments.check_sheets.workflow import CHECK_SHEET
from govapi.edge.actions import action_routes
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import changes, creates, reads
from govapi.edge.shapes import Cursor, Input, Limit, Listing
from govapi.policy.store import current

TAG = "チェックシート"
READ, WRITE = "check-sheets:read", "check-sheets:write"

SheetId = Annotated[UUID, Parameter(description="チェックシートの id")]
AssessmentId = Annotated[UUID, Parameter(description="委託先評価の id")]
OfAssessment = Annotated[UUID | None, Parameter(description="この委託先評価のものに限る")]
OfContractor = Annotated[UUID | None, Parameter(description="この委託先のものに限る")]
OfCampaign = Annotated[UUID | None, Parameter(description="この一斉評価のものに限る")]
TierCode = Annotated[str | None, Parameter(max_length=1, description="評価の区分")]
Late = Annotated[bool, Parameter(description="期限を過ぎても回答のないものに限る")]


@reads("/check-sheets", "listCheckSheets", "チェックシートの一覧（新しい順）", tag=TAG, scope=READ)
def list_check_sheets(
    door: Door,
    status: Status | None = None,
    assessment_id: OfAssessment = None,
    contractor_id: OfContractor = None,
    campaign_id: OfCampaign = None,
    tier: TierCode = None,
    late: Late = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Answer[Listing[CheckSheetOut]]:
    today = door.parts.clock.today()
    filters = Filters(status, assessment_id, campaign_id, contractor_id, tier, today if late else None)
    with door.reading() as session:
        policy = current(session, today).policy
        page = queries.listed(session, door.actor, policy, filters, limit=limit, cursor=cursor)
        return answer(Listing(items=briefs(session, policy, page.items, today), next_cursor=page.next_cursor))


@creates(
    "/assessments/{assessment_id:uuid}/check-sheets", "openCheckSheet", "評価のチェックシートを準備する", tag=TAG, scope=WRITE
)
def open_check_sheet(door: Door, assessment_id: AssessmentId, data: CheckSheetIn) -> Answer[CheckSheetOut]:
    clock = door.parts.clock
    now, today = clock.now(), clock.today()
    with door.writing() as session:
        stored = current(session, today)
        assessment = assessments.one(session, door.actor, stored.policy, assessment_id, lock=True)
        sheet = sending.prepare(session, door.actor, stored, assessment, data, now=now, today=today)
        out = shape(session, door.actor, sheet, today)
        return door.created(session, out, version=sheet.version, location=f"/api/v1/check-sheets/{sheet.id}")


@reads("/check-sheets/{check_sheet_id:uuid}", "getCheckSheet", "チェックシートを見る", tag=TAG, scope=READ)
def get_check_sheet(door: Door, check_sheet_id: SheetId) -> Answer[CheckSheetOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        sheet = queries.one(session, door.actor, current(session, today).policy, check_sheet_id)
        return answer(shape(session, door.actor, sheet, today), version=sheet.version)


@changes("/check-sheets/{check_sheet_id:uuid}", "reviseCheckSheet", "回答の期限及び連絡先を変更する", tag=TAG, scope=WRITE)
def revise_check_sheet(door: Door, check_sheet_id: SheetId, data: CheckSheetPatch) -> Answer[CheckSheetOut]:
    expected, clock = door.expected_version(), door.parts.clock
    now, today = clock.now(), clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        sheet = sending.revise(session, door.actor, policy, check_sheet_id, data, expected, now=now, today=today)
        return answer(shape(session, door.actor, sheet, today), version=sheet.version)


def _act(door: Door, record_id: UUID, action: str, data: Any, expected_version: int) -> Answer[CheckSheetOut]:
    clock = door.parts.clock
    now, today = clock.now(), clock.today()
    with door.writing() as session:
        stored, actor = current(session, today), door.actor
        if isinstance(data, ProposalIn):
            sheet = propose(session, actor, stored, record_id, data, expected_version, now=now, today=today)
        else:
            policy = stored.policy
            sheet = sending.act(session, actor, policy, record_id, action, data, expected_version, now=now, today=today)
        return door.done(session, shape(session, actor, sheet, today), version=sheet.version)


INPUTS: dict[str, type[Input]] = {"receive": ReceiveIn, "return": ReturnIn, "submit": ProposalIn}
ROUTES = [
    list_check_sheets,
    open_check_sheet,
    get_check_sheet,
    revise_check_sheet,
    *action_routes(CHECK_SHEET, path="/check-sheets", tag=TAG, scope=WRITE, act=_act, out=CheckSheetOut, inputs=INPUTS),
]
