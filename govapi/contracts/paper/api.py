"""The API's door to the papers of a contract."""

from typing import Annotated
from uuid import UUID

from litestar.params import Parameter

from govapi.contracts import queries
from govapi.contracts.paper import service
from govapi.contracts.paper.schemas import ContractDocumentsOut, GenerateIn
from govapi.documents import service as documents
from govapi.documents.registry import with_templates
from govapi.documents.schemas import DocumentOut, document_out
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
        made = service.folder(session, contract, today)
        shelf = service.shelf(session, contract, policy.manifest, today)
    return answer(service.overview(door.parts.files, made, shelf, today), version=contract.version)


@creates("/contracts/{contract_id:uuid}/documents", "generateContractDocument", "契約の書類を作成する", tag=TAG, scope=WRITE)
def generate_contract_document(door: Door, contract_id: ContractId, data: GenerateIn) -> Answer[DocumentOut]:
    with_templates(door.parts, door.identity.municipality_code)
    clock, files, key = door.parts.clock, door.parts.files, data.template
    today = clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        contract = queries.one(session, door.actor, policy, contract_id)
        made = service.folder(session, contract, today)
        service.ready(made, door.actor, key)
        template = documents.template_in_use(session, key, today)
    rendered = service.rendered(files, policy.manifest, made, template, today)
    with door.writing() as session:
        contract = queries.one(session, door.actor, policy, contract_id, lock=True)
        now_made = service.folder(session, contract, today)
        service.still_the_same(made, now_made, key)
        service.settle_places(session, now_made)
        row = documents.record(session, door.actor, made.subject(key), rendered, clock.now(), today)
        shape = document_out(row, row.edition)
        return door.created(session, shape, version=row.version, location=f"/api/v1/documents/{row.id}")


ROUTES = [list_contract_documents, generate_contract_document]
