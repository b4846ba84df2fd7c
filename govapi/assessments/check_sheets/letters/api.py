"""The API's door to the papers of a check sheet."""

from typing import Annotated
from uuid import UUID

from litestar.params import Parameter
from sqlmodel import Session

from govapi.assessments.check_sheets import queries
from govapi.assessments.check_sheets.letters import service
from govapi.assessments.check_sheets.letters.schemas import LetterIn, LettersOut
from govapi.documents.issuing.service import issue
from govapi.documents.queries import of_record
from govapi.documents.registry import with_templates
from govapi.documents.schemas import DocumentOut, document_out
from govapi.documents.service import Subject
from govapi.documents.tables import GeneratedDocument
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import creates, reads
from govapi.policy.store import StoredPolicy, current

TAG = "チェックシート"
READ, WRITE = "check-sheets:read", "check-sheets:write"

SheetId = Annotated[UUID, Parameter(description="チェックシートの id")]
PATH = "/check-sheets/{check_sheet_id:uuid}/documents"


@reads(PATH, "listCheckSheetDocuments", "チェックシートの書類と、作成できる書類", tag=TAG, scope=READ)
def list_documents(door: Door, check_sheet_id: SheetId) -> Answer[LettersOut]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        sheet = queries.one(session, door.actor, policy, check_sheet_id)
        made = of_record(session, sheet.id)
        newest = {row.template_key: row.edition for row in reversed(made)}
        items = [document_out(row, newest[row.template_key]) for row in made]
        return answer(LettersOut(items=items, papers=service.offered(door.actor, sheet, made)), version=sheet.version)


@creates(PATH, "generateCheckSheetDocument", "確認依頼書又は結果通知書を作成する", tag=TAG, scope=WRITE)
def generate(door: Door, check_sheet_id: SheetId, data: LetterIn) -> Answer[DocumentOut]:
    parts, today = door.parts, door.parts.clock.today()
    with_templates(parts, door.identity.municipality_code)

    def read(session: Session, stored: StoredPolicy) -> Subject:
        return service.subject(session, door.actor, stored, check_sheet_id, data.template, today)

    def finish(session: Session, row: GeneratedDocument) -> Answer[DocumentOut]:
        out = document_out(row, row.edition)
        return door.created(session, out, version=row.version, location=f"/api/v1/documents/{row.id}")

    return issue(door, parts.files, parts.clock, data.template, read, finish)


ROUTES = [list_documents, generate]
