"""The API's door to the 通報 and the reports of an incident."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter
from sqlmodel import Session

from govapi.documents.issuing.service import issue
from govapi.documents.registry import with_templates
from govapi.documents.schemas import DocumentOut, document_out
from govapi.documents.service import Subject
from govapi.documents.tables import GeneratedDocument
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import creates, reads
from govapi.edge.shapes import Listing
from govapi.measures.incidents import queries
from govapi.measures.incidents.letter.service import letter
from govapi.measures.incidents.reporting import service
from govapi.measures.incidents.reporting.schemas import FilingIn, FilingOut, ReportIn, TellingIn, TellingOut
from govapi.policy.store import StoredPolicy, current

TAG = "事故"
READ, WRITE = "incidents:read", "incidents:write"
BASE = "/incidents/{incident_id:uuid}"

IncidentId = Annotated[UUID, Parameter(description="事故の id")]


@reads(f"{BASE}/tellings", "listIncidentTellings", "通報の記録（古い順）", tag=TAG, scope=READ)
def list_tellings(door: Door, incident_id: IncidentId) -> Answer[Listing[TellingOut]]:
    with door.reading() as session:
        row = queries.one(session, door.actor, current(session, door.parts.clock.today()).policy, incident_id)
        return answer(Listing(items=[TellingOut.model_validate(one) for one in queries.tellings(session, [row.id])]))


@creates(f"{BASE}/tellings", "recordIncidentTelling", "通報を記録する", tag=TAG, scope=WRITE)
def record_telling(door: Door, incident_id: IncidentId, data: TellingIn) -> Answer[TellingOut]:
    clock = door.parts.clock
    with door.writing() as session:
        stored = current(session, clock.today())
        row = service.tell(session, door.actor, stored, incident_id, data, now=clock.now(), today=clock.today())
        return door.created(session, TellingOut.model_validate(row), version=row.version)


@reads(f"{BASE}/filings", "listIncidentFilings", "速報・確報の記録（古い順）", tag=TAG, scope=READ)
def list_filings(door: Door, incident_id: IncidentId) -> Answer[Listing[FilingOut]]:
    with door.reading() as session:
        row = queries.one(session, door.actor, current(session, door.parts.clock.today()).policy, incident_id)
        return answer(Listing(items=[FilingOut.model_validate(one) for one in queries.filings(session, [row.id])]))


@creates(f"{BASE}/filings", "recordIncidentFiling", "速報又は確報を記録する", tag=TAG, scope=WRITE)
def record_filing(door: Door, incident_id: IncidentId, data: FilingIn) -> Answer[FilingOut]:
    clock = door.parts.clock
    with door.writing() as session:
        stored = current(session, clock.today())
        row = service.file(session, door.actor, stored, incident_id, data, now=clock.now(), today=clock.today())
        return door.created(session, FilingOut.model_validate(row), version=row.version)


@creates(f"{BASE}/documents", "generateIncidentDocument", "事故報告書（速報又は確報）を作成する", tag=TAG, scope=WRITE)
def generate_document(door: Door, incident_id: IncidentId, data: ReportIn) -> Answer[DocumentOut]:
    clock = door.parts.clock
    with_templates(door.parts, door.identity.municipality_code)

    def read(session: Session, stored: StoredPolicy) -> Subject:
        return letter(session, door.actor, stored, incident_id, data.template, data.stage, clock.today())

    def finish(session: Session, row: GeneratedDocument) -> Answer[DocumentOut]:
        shape = document_out(row, row.edition)
        return door.created(session, shape, version=row.version, location=f"/api/v1/documents/{row.id}")

    return issue(door, door.parts.files, clock, data.template, read, finish)


ROUTES: list[Any] = [list_tellings, record_telling, list_filings, record_filing, generate_document]
