"""The API's door to the papers about accounts."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter
from sqlmodel import Session

from govapi.documents.issuing.service import Reader, issue
from govapi.documents.registry import with_templates
from govapi.documents.schemas import DocumentOut, document_out
from govapi.documents.service import Subject
from govapi.documents.tables import GeneratedDocument
from govapi.edge.answers import Answer
from govapi.edge.door import Door
from govapi.edge.routes import creates
from govapi.policy.store import StoredPolicy
from govapi.sns_accounts.papers import service
from govapi.sns_accounts.papers.rules import OFFICER_LIST
from govapi.sns_accounts.papers.schemas import SnsOfficerListIn, SnsPaperIn
from govapi.sns_accounts.queries import UseLook

TAG = "ソーシャルメディアアカウント"
WRITE = "sns-accounts:write"

AccountId = Annotated[UUID, Parameter(description="アカウントの id")]


@creates("/sns-accounts/officer-list", "generateSnsOfficerList", "責任者指定一覧を作成する", tag=TAG, scope=WRITE)
def generate_officer_list(door: Door, data: SnsOfficerListIn) -> Answer[DocumentOut]:
    today = door.parts.clock.today()

    def read(session: Session, stored: StoredPolicy) -> Subject:
        return service.officer_list(session, door.actor, stored, data.on or today, today)

    return _issue(door, OFFICER_LIST, read)


def routes(look: UseLook) -> list[Any]:
    """All routes of the papers; ``look`` tells about the use of a cloud service."""

    @creates(
        "/sns-accounts/{account_id:uuid}/documents",
        "generateSnsDocument",
        "アカウントの帳票を作成する",
        tag=TAG,
        scope=WRITE,
    )
    def generate_paper(door: Door, account_id: AccountId, data: SnsPaperIn) -> Answer[DocumentOut]:
        today = door.parts.clock.today()

        def read(session: Session, stored: StoredPolicy) -> Subject:
            return service.paper(session, door.actor, stored, account_id, data, today, look=look)

        return _issue(door, data.template, read)

    return [generate_officer_list, generate_paper]


def _issue(door: Door, key: str, read: Reader) -> Answer[DocumentOut]:
    def finish(session: Session, row: GeneratedDocument) -> Answer[DocumentOut]:
        shape = document_out(row, row.edition)
        return door.created(session, shape, version=row.version, location=f"/api/v1/documents/{row.id}")

    with_templates(door.parts, door.identity.municipality_code)
    return issue(door, door.parts.files, door.parts.clock, key, read, finish)
