"""The API's door to the papers of a contract."""

from typing import Annotated
from uuid import UUID

from litestar.params import Parameter
from sqlmodel import Session

from govapi.contracts import queries
from govapi.contracts.paper import service
from govapi.contracts.paper.folder.service import folder
from govapi.contracts.paper.schemas import ContractDocumentsOut, GenerateIn
from govapi.documents.registry import with_templates
from govapi.documents.schemas import DocumentOut, document_out
from govapi.documents.tables import GeneratedDocument
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import creates, reads
from govapi.policy.store import current

TAG = "帳票"
READ, WRITE = "documents:read", "documents:write"

ContractId = Annotated[UUID, Parameter(description="契約の id")]


@reads("/contracts/{contract_id:uuid}/documents", "listContractDocuments", "契約の書類と、作成できる書類", tag=TAG, scope=READ)
def list_contract_documents(door: Door, contract_id: ContractId) -> Answer[ContractDocumentsOut]:
    with_templates(door.parts, door.identity.municipality_code)
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        contract = queries.one(session, door.actor, policy, contract_id)
        made = folder(session, contract, today)
        shelf = service.shelf(session, contract, policy.manifest, today)
    return answer(service.overview(door.parts.files, made, shelf, today), version=contract.version)


@creates("/contracts/{contract_id:uuid}/documents", "generateContractDocument", "契約の書類を作成する", tag=TAG, scope=WRITE)
def generate_contract_document(door: Door, contract_id: ContractId, data: GenerateIn) -> Answer[DocumentOut]:
    with_templates(door.parts, door.identity.municipality_code)

    def finish(session: Session, row: GeneratedDocument) -> Answer[DocumentOut]:
        shape = document_out(row, row.edition)
        return door.created(session, shape, version=row.version, location=f"/api/v1/documents/{row.id}")

    return service.generate(door, door.parts.files, door.parts.clock, contract_id, data.template, finish)


ROUTES = [list_contract_documents, generate_contract_document]
