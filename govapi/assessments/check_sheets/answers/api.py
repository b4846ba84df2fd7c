"""The API's door to the answers of a check sheet."""

from typing import Annotated
from uuid import UUID

from litestar.params import Parameter

from govapi.assessments.check_sheets import queries
from govapi.assessments.check_sheets.answers import service
from govapi.assessments.check_sheets.answers.schemas import AnswerOut, AnswersIn
from govapi.assessments.check_sheets.overview.service import shape
from govapi.assessments.check_sheets.schemas import CheckSheetOut
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import reads, replaces
from govapi.edge.shapes import Listing
from govapi.policy.store import current

TAG = "チェックシート"
READ, WRITE = "check-sheets:read", "check-sheets:write"

SheetId = Annotated[UUID, Parameter(description="チェックシートの id")]


@reads("/check-sheets/{check_sheet_id:uuid}/answers", "listAnswers", "チェックシートの設問と回答", tag=TAG, scope=READ)
def list_answers(door: Door, check_sheet_id: SheetId) -> Answer[Listing[AnswerOut]]:
    """Every question in the order of the sheet, with the answer, the verdict on it, and what was said in the last cycle."""
    today = door.parts.clock.today()
    with door.reading() as session:
        sheet = queries.one(session, door.actor, current(session, today).policy, check_sheet_id)
        return answer(Listing(items=service.shapes(service.load(session, sheet))), version=sheet.version)


@replaces("/check-sheets/{check_sheet_id:uuid}/answers", "writeAnswers", "紙で届いた回答を入力する", tag=TAG, scope=WRITE)
def write_answers(door: Door, check_sheet_id: SheetId, data: AnswersIn) -> Answer[CheckSheetOut]:
    """Drafts are kept as they are; ``complete`` wants every question answered and takes the round in."""
    expected, clock = door.expected_version(), door.parts.clock
    now, today = clock.now(), clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        sheet = service.write(session, door.actor, policy, check_sheet_id, data, expected, now=now, today=today)
        return answer(shape(session, door.actor, sheet, today), version=sheet.version)


ROUTES = [list_answers, write_answers]
