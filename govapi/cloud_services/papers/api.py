"""The API's door to the papers about uses."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter
from sqlmodel import Session

from govapi.cloud_services.papers import service
from govapi.cloud_services.papers.rules import MANAGER_LIST
from govapi.cloud_services.papers.schemas import ManagerListIn, PaperIn
from govapi.documents.issuing.service import issue
from govapi.documents.registry import with_templates
from govapi.documents.schemas import DocumentOut, document_out
from govapi.documents.service import Subject
from govapi.documents.tables import GeneratedDocument
from govapi.edge.answers import Answer
from govapi.edge.door import Door
from govapi.edge.routes import creates
from govapi.policy.store import StoredPolicy

TAG = "クラウドサービスの利用"
WRITE = "cloud-uses:write"

UseId = Annotated[UUID, Parameter(description="クラウドサービスの利用の id")]
Reader = Callable[[Session, StoredPolicy], Subject]


@creates(
    "/cloud-uses/{use_id:uuid}/documents",
    "generateCloudUseDocument",
    "利用申請書又は通知書を作成する",
    tag=TAG,
    scope=WRITE,
)
def generate_paper(door: Door, use_id: UseId, data: PaperIn) -> Answer[DocumentOut]:
    today = door.parts.clock.today()

    def read(session: Session, stored: StoredPolicy) -> Subject:
        return service.paper(session, door.actor, stored, use_id, data.template, today)

    return _issue(door, data.template, read)


@creates("/cloud-uses/manager-list", "generateCloudManagerList", "管理者指定一覧を作成する", tag=TAG, scope=WRITE)
def generate_manager_list(door: Door, data: ManagerListIn) -> Answer[DocumentOut]:
    today = door.parts.clock.today()

    def read(session: Session, stored: StoredPolicy) -> Subject:
        return service.manager_list(session, door.actor, stored, data.on or today, today)

    return _issue(door, MANAGER_LIST, read)


def _issue(door: Door, key: str, read: Reader) -> Answer[DocumentOut]:
    def finish(session: Session, row: GeneratedDocument) -> Answer[DocumentOut]:
        shape = document_out(row, row.edition)
        return door.created(session, shape, version=row.version, location=f"/api/v1/documents/{row.id}")

    with_templates(door.parts, door.identity.municipality_code)
    return issue(door, door.parts.files, door.parts.clock, key, read, finish)


ROUTES: list[Any] = [generate_paper, generate_manager_list]
