"""The buttons that make the papers about accounts."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.params import FromPath
from sqlmodel import Session

from govapi.documents.issuing.service import issue
from govapi.documents.issuing.web import make_paper
from govapi.documents.registry import with_templates
from govapi.documents.service import Subject
from govapi.documents.tables import GeneratedDocument
from govapi.edge.shapes import Day, Input
from govapi.kit.errors import Invalid
from govapi.policy.store import StoredPolicy
from govapi.sns_accounts.papers import service
from govapi.sns_accounts.papers.rules import OFFICER_LIST
from govapi.sns_accounts.papers.schemas import SnsPaperIn
from govapi.sns_accounts.queries import UseLook
from govapi.web.door import WebDoor
from govapi.web.routes import form


class ListFormIn(Input):
    """The day of the list; blank: today."""

    on: Day | None = None


@form("/sns-accounts/officer-list")
def generate_list(door: WebDoor) -> Response[bytes]:
    """Makes the list and hands it out at once: it belongs to no page of a record."""
    today = door.parts.clock.today()
    bound = door.form().bind(ListFormIn, {"on": "一覧の基準日"})
    if bound.value is None:
        raise Invalid("".join(bound.faults.values()))
    on = bound.value.on or today

    def read(session: Session, stored: StoredPolicy) -> Subject:
        return service.officer_list(session, door.actor, stored, on, today)

    def finish(_session: Session, row: GeneratedDocument) -> str:
        return f"/documents/{row.id}/file"

    with_templates(door.parts, door.own.municipality_code)
    return door.redirect(issue(door, door.parts.files, door.parts.clock, OFFICER_LIST, read, finish))


def routes(look: UseLook) -> list[Any]:
    """All of them; ``look`` tells about the use of a cloud service."""

    @form("/sns-accounts/{account_id:uuid}/documents")
    def generate(door: WebDoor, account_id: FromPath[UUID]) -> Response[bytes]:
        today = door.parts.clock.today()
        bound = door.form().bind(SnsPaperIn, {"template": "書類", "effective_on": "施行の日"})
        given = bound.value
        if given is None:
            raise Invalid("".join(bound.faults.values()))

        def read(session: Session, stored: StoredPolicy) -> Subject:
            return service.paper(session, door.actor, stored, account_id, given, today, look=look)

        return make_paper(door, f"/sns-accounts/{account_id}#papers", given.template, read)

    return [generate_list, generate]
