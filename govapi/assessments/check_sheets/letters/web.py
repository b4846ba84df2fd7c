"""The button that makes a paper of a round."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.assessments.check_sheets.letters import service
from govapi.documents.issuing.web import make_paper
from govapi.documents.service import Subject
from govapi.policy.store import StoredPolicy
from govapi.web.door import WebDoor
from govapi.web.routes import form


@form("/check-sheets/{check_sheet_id:uuid}/documents/{key:str}")
def generate(door: WebDoor, check_sheet_id: FromPath[UUID], key: FromPath[str]) -> Response[bytes]:
    today = door.parts.clock.today()

    def read(session: Session, stored: StoredPolicy) -> Subject:
        return service.subject(session, door.actor, stored, check_sheet_id, key, today)

    return make_paper(door, f"/check-sheets/{check_sheet_id}#documents", key, read)


ROUTES: list[Any] = [generate]
