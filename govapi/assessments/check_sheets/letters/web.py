"""The button that makes a paper of a round."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.assessments.check_sheets.letters import service
from govapi.documents.issuing.service import issue
from govapi.documents.registry import with_templates
from govapi.documents.service import Subject
from govapi.documents.tables import GeneratedDocument
from govapi.policy.store import StoredPolicy
from govapi.web.door import WebDoor
from govapi.web.routes import form


@form("/check-sheets/{check_sheet_id:uuid}/documents/{key:str}")
def generate(door: WebDoor, check_sheet_id: FromPath[UUID], key: FromPath[str]) -> Response[bytes]:
    parts, today = door.parts, door.parts.clock.today()
    with_templates(parts, door.own.municipality_code)

    def read(session: Session, stored: StoredPolicy) -> Subject:
        return service.subject(session, door.actor, stored, check_sheet_id, key, today)

    def finish(_session: Session, row: GeneratedDocument) -> str:
        return f"「{row.title}」第{row.edition}版（{row.number}）を作成しました。内容を確かめてください。"

    flash = issue(door, parts.files, parts.clock, key, read, finish)
    return door.redirect(f"/check-sheets/{check_sheet_id}#documents", flash)


ROUTES: list[Any] = [generate]
