"""The button that makes the 検査調書 of an inspection."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.contracts.closing.certificate import service
from govapi.documents.issuing.service import issue
from govapi.documents.registry import with_templates
from govapi.documents.service import Subject
from govapi.documents.tables import GeneratedDocument
from govapi.kit.errors import Refusal
from govapi.policy.store import StoredPolicy
from govapi.web.door import MENDABLE, WebDoor
from govapi.web.routes import form


@form("/contracts/{contract_id:uuid}/closing/inspections/{inspection_id:uuid}/certificate")
def make(door: WebDoor, contract_id: FromPath[UUID], inspection_id: FromPath[UUID]) -> Response[bytes]:
    with_templates(door.parts, door.own.municipality_code)

    def read(session: Session, stored: StoredPolicy) -> Subject:
        return service.read(session, door.actor, stored, contract_id, inspection_id, service.KEY, door.parts.clock.today())

    def finish(_session: Session, row: GeneratedDocument) -> str:
        return f"「{row.title}」第{row.edition}版（{row.number}）を作成しました。内容を確かめてください。"

    url = f"/contracts/{contract_id}/closing"
    try:
        flash = issue(door, door.parts.files, door.parts.clock, service.KEY, read, finish)
    except Refusal as refused:
        if refused.status not in MENDABLE:
            raise
        return door.redirect(url, refused.detail, tone="danger")
    return door.redirect(url, flash)


ROUTES: list[Callable[..., Any]] = [make]
