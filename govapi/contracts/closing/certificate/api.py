"""The API's door to the 検査調書."""

from typing import Annotated
from uuid import UUID

from litestar.params import Parameter
from sqlmodel import Session

from govapi.contracts.closing.certificate import service
from govapi.contracts.paper.schemas import GenerateIn
from govapi.documents.issuing.service import issue
from govapi.documents.registry import with_templates
from govapi.documents.schemas import DocumentOut, document_out
from govapi.documents.service import Subject
from govapi.documents.tables import GeneratedDocument
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import creates, reads
from govapi.edge.shapes import Listing
from govapi.policy.store import StoredPolicy, current

TAG = "検査・返却・消去"
READ, WRITE = "documents:read", "documents:write"
BASE = "/contracts/{contract_id:uuid}/inspections/{inspection_id:uuid}/documents"

ContractId = Annotated[UUID, Parameter(description="契約の id")]
InspectionId = Annotated[UUID, Parameter(description="検査の id")]


@reads(BASE, "listInspectionDocuments", "検査調書の書類", tag=TAG, scope=READ)
def list_documents(door: Door, contract_id: ContractId, inspection_id: InspectionId) -> Answer[Listing[DocumentOut]]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        _contract, row = service.inspection_of(session, door.actor, policy, contract_id, inspection_id)
        rows = service.made(session, row.id)
        newest = max((one.edition for one in rows), default=0)
        return answer(Listing(items=[document_out(one, newest) for one in rows]))


@creates(BASE, "generateInspectionDocument", "検査調書を作成する", tag=TAG, scope=WRITE)
def generate_document(door: Door, contract_id: ContractId, inspection_id: InspectionId, data: GenerateIn) -> Answer[DocumentOut]:
    with_templates(door.parts, door.identity.municipality_code)
    parts, today = door.parts, door.parts.clock.today()

    def finish(session: Session, row: GeneratedDocument) -> Answer[DocumentOut]:
        shape = document_out(row, row.edition)
        return door.created(session, shape, version=row.version, location=f"/api/v1/documents/{row.id}")

    def read(session: Session, stored: StoredPolicy) -> Subject:
        return service.read(session, door.actor, stored, contract_id, inspection_id, data.template, today)

    return issue(door, parts.files, parts.clock, data.template, read, finish)


ROUTES = [list_documents, generate_document]
