"""The buttons that make the papers about uses."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.cloud_services.papers import service
from govapi.cloud_services.papers.rules import MANAGER_LIST
from govapi.cloud_services.papers.schemas import PaperIn
from govapi.documents.issuing.service import Reader, issue
from govapi.documents.registry import with_templates
from govapi.documents.service import Subject
from govapi.documents.tables import GeneratedDocument
from govapi.kit.errors import Invalid, Refusal
from govapi.policy.store import StoredPolicy
from govapi.web.door import MENDABLE, WebDoor
from govapi.web.routes import form


@form("/cloud-uses/{use_id:uuid}/documents")
def generate(door: WebDoor, use_id: FromPath[UUID]) -> Response[bytes]:
    today = door.parts.clock.today()
    bound = door.form().bind(PaperIn, {"template": "書類"})
    if bound.value is None:
        raise Invalid("".join(bound.faults.values()))
    key = bound.value.template

    def read(session: Session, stored: StoredPolicy) -> Subject:
        return service.paper(session, door.actor, stored, use_id, key, today)

    return _make(door, f"/cloud-uses/{use_id}", "#papers", key, read)


@form("/cloud-uses/manager-list")
def generate_list(door: WebDoor) -> Response[bytes]:
    today = door.parts.clock.today()

    def read(session: Session, stored: StoredPolicy) -> Subject:
        return service.manager_list(session, door.actor, stored, today, today)

    return _make(door, "/cloud-uses/ledger", "#papers", MANAGER_LIST, read)


def _make(door: WebDoor, url: str, place: str, key: str, read: Reader) -> Response[bytes]:
    """Makes a paper and goes back, with what is missing where it cannot be made."""

    def finish(_session: Session, row: GeneratedDocument) -> str:
        return f"「{row.title}」第{row.edition}版（{row.number}）を作成しました。内容を確かめてください。"

    with_templates(door.parts, door.own.municipality_code)
    try:
        flash = issue(door, door.parts.files, door.parts.clock, key, read, finish)
    except Refusal as refused:
        if refused.status not in MENDABLE:
            raise
        return door.redirect(f"{url}{place}", refused.detail, tone="danger")
    return door.redirect(f"{url}{place}", flash)


ROUTES: list[Any] = [generate, generate_list]
