"""The button that makes the 検査調書 of an inspection."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.contracts.closing.certificate import service
from govapi.documents.issuing.web import make_paper
from govapi.documents.service import Subject
from govapi.policy.store import StoredPolicy
from govapi.web.door import WebDoor
from govapi.web.routes import form


@form("/contracts/{contract_id:uuid}/closing/inspections/{inspection_id:uuid}/certificate")
def make(door: WebDoor, contract_id: FromPath[UUID], inspection_id: FromPath[UUID]) -> Response[bytes]:
    def read(session: Session, stored: StoredPolicy) -> Subject:
        return service.read(session, door.actor, stored, contract_id, inspection_id, service.KEY, door.parts.clock.today())

    return make_paper(door, f"/contracts/{contract_id}/closing", service.KEY, read)


ROUTES: list[Callable[..., Any]] = [make]
