"""The API's door to the review of a check sheet."""

from typing import Annotated
from uuid import UUID

from litestar.params import Parameter

from govapi.assessments.check_sheets import queries
from govapi.assessments.check_sheets.answers.service import load
from govapi.assessments.check_sheets.overview.service import shape
from govapi.assessments.check_sheets.reviewing import service
from govapi.assessments.check_sheets.reviewing.schemas import BreakdownOut, VerdictsIn
from govapi.assessments.check_sheets.schemas import CheckSheetOut
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, reads, replaces
from govapi.policy.store import current

TAG = "チェックシート"
READ, WRITE = "check-sheets:read", "check-sheets:write"

SheetId = Annotated[UUID, Parameter(description="チェックシートの id")]


@reads("/check-sheets/{check_sheet_id:uuid}/breakdown", "getBreakdown", "回答の集計と点数", tag=TAG, scope=READ)
def get_breakdown(door: Door, check_sheet_id: SheetId) -> Answer[BreakdownOut]:
    """Counted from the answers and the verdicts on them as they stand now."""
    today = door.parts.clock.today()
    with door.reading() as session:
        sheet = queries.one(session, door.actor, current(session, today).policy, check_sheet_id)
        return answer(service.breakdown_shape(load(session, sheet)), version=sheet.version)


@replaces("/check-sheets/{check_sheet_id:uuid}/verdicts", "judgeAnswers", "回答を一つずつ確認する", tag=TAG, scope=WRITE)
def judge_answers(door: Door, check_sheet_id: SheetId, data: VerdictsIn) -> Answer[CheckSheetOut]:
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        sheet = service.judge_answers(session, door.actor, policy, check_sheet_id, data, expected)
        return answer(shape(session, door.actor, sheet, today), version=sheet.version)


@acts(
    "/check-sheets/{check_sheet_id:uuid}/accept-proven",
    "acceptProvenAnswers",
    "証跡のある実施済の回答をまとめて確認済とする",
    tag=TAG,
    scope=WRITE,
)
def accept_proven(door: Door, check_sheet_id: SheetId) -> Answer[CheckSheetOut]:
    """実施済, not looked at yet, and proven by evidence that counts today or in no need of proof."""
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        sheet = service.accept_proven(session, door.actor, policy, check_sheet_id, expected, today)
        return door.done(session, shape(session, door.actor, sheet, today), version=sheet.version)


ROUTES = [get_breakdown, judge_answers, accept_proven]
