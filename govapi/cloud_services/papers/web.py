"""The buttons that make the papers about uses."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.cloud_services.papers import service
from govapi.cloud_services.papers.rules import MANAGER_LIST
from govapi.cloud_services.papers.schemas import PaperIn
from govapi.documents.issuing.web import make_paper
from govapi.documents.service import Subject
from govapi.kit.errors import Invalid
from govapi.policy.store import StoredPolicy
from govapi.web.door import WebDoor
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

    return make_paper(door, f"/cloud-uses/{use_id}#papers", key, read)


@form("/cloud-uses/manager-list")
def generate_list(door: WebDoor) -> Response[bytes]:
    today = door.parts.clock.today()

    def read(session: Session, stored: StoredPolicy) -> Subject:
        return service.manager_list(session, door.actor, stored, today, today)

    return make_paper(door, "/cloud-uses/ledger#papers", MANAGER_LIST, read)


ROUTES: list[Any] = [generate, generate_list]
