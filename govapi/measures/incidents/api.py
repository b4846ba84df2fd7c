"""The API's door to the incidents."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter

from govapi.contracts import queries as contracts
from govapi.edge.actions import action_routes
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, changes, creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.measures.attachments import api as attachments
from govapi.measures.incidents import queries, service
from govapi.measures.incidents.queries import Filters
from govapi.measures.incidents.reporting import api as reporting
from govapi.measures.incidents.rules import Kind
from govapi.measures.incidents.schemas import (
    ConcernedIn,
    IncidentIn,
    IncidentOut,
    IncidentPatch,
    IncidentRow,
    NoticeIn,
    Status,
)
from govapi.measures.incidents.showing import service as showing
from govapi.measures.incidents.workflow import INCIDENT
from govapi.measures.playbooks.steps import api as steps
from govapi.policy.store import current

TAG = "事故"
READ, WRITE = "incidents:read", "incidents:write"

IncidentId = Annotated[UUID, Parameter(description="事故の id")]
ContractId = Annotated[UUID, Parameter(description="契約の id")]


def _page(door: Door, filters: Filters, limit: int, cursor: str | None) -> Answer[Listing[IncidentRow]]:
    clock = door.parts.clock
    with door.reading() as session:
        policy = current(session, clock.today()).policy
        if filters.contract_id is not None:
            contracts.one(session, door.actor, policy, filters.contract_id)
        page = queries.listed(session, door.actor, policy, filters, limit=limit, cursor=cursor)
        items = showing.rows(session, page.items, policy, clock.now())
        return answer(Listing(items=items, next_cursor=page.next_cursor))


@reads("/incidents", "listIncidents", "事故の一覧（新しい順）", tag=TAG, scope=READ)
def list_incidents(
    door: Door,
    status: Status | None = None,
    kind: Kind | None = None,
    contract_id: UUID | None = None,
    contractor_id: UUID | None = None,
    use_id: Annotated[UUID | None, Parameter(description="クラウドサービスの利用、又は承認のない利用の id")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Answer[Listing[IncidentRow]]:
    return _page(door, Filters(status, kind, contract_id, contractor_id, use_id), limit, cursor)


@reads("/contracts/{contract_id:uuid}/incidents", "listContractIncidents", "契約に関係する事故", tag=TAG, scope=READ)
def list_of_contract(
    door: Door, contract_id: ContractId, limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[IncidentRow]]:
    return _page(door, Filters(contract_id=contract_id), limit, cursor)


@creates("/incidents", "recordIncident", "事故を記録する", tag=TAG, scope=WRITE)
def record_incident(door: Door, data: IncidentIn) -> Answer[IncidentOut]:
    clock = door.parts.clock
    with door.writing() as session:
        stored = current(session, clock.today())
        row = service.record(session, door.actor, stored, data, now=clock.now(), today=clock.today())
        shape = showing.shape(session, door.actor, row, stored.policy, clock.now())
        return door.created(session, shape, version=row.version, location=f"/api/v1/incidents/{row.id}")


@reads("/incidents/{incident_id:uuid}", "getIncident", "事故を見る", tag=TAG, scope=READ)
def get_incident(door: Door, incident_id: IncidentId) -> Answer[IncidentOut]:
    clock = door.parts.clock
    with door.reading() as session:
        policy = current(session, clock.today()).policy
        row = queries.one(session, door.actor, policy, incident_id)
        return answer(showing.shape(session, door.actor, row, policy, clock.now()), version=row.version)


@changes("/incidents/{incident_id:uuid}", "reviseIncident", "事故の内容を変更する", tag=TAG, scope=WRITE)
def revise_incident(door: Door, incident_id: IncidentId, data: IncidentPatch) -> Answer[IncidentOut]:
    expected, clock = door.expected_version(), door.parts.clock
    with door.writing() as session:
        stored = current(session, clock.today())
        row = service.revise(session, door.actor, stored, incident_id, data, expected, now=clock.now(), today=clock.today())
        return answer(showing.shape(session, door.actor, row, stored.policy, clock.now()), version=row.version)


@acts("/incidents/{incident_id:uuid}/contracts", "addIncidentContract", "関係する契約を追加する", tag=TAG, scope=WRITE)
def add_contract(door: Door, incident_id: IncidentId, data: ConcernedIn) -> Answer[IncidentOut]:
    expected, clock = door.expected_version(), door.parts.clock
    with door.writing() as session:
        stored = current(session, clock.today())
        row = service.concern(
            session, door.actor, stored, incident_id, data.contract_id, expected, now=clock.now(), today=clock.today()
        )
        session.flush()
        shape = showing.shape(session, door.actor, row, stored.policy, clock.now())
        return door.done(session, shape, version=row.version)


@acts("/incidents/{incident_id:uuid}/settle-notice", "settleIncidentNotice", "本人への通知を記録する", tag=TAG, scope=WRITE)
def settle_notice(door: Door, incident_id: IncidentId, data: NoticeIn) -> Answer[IncidentOut]:
    expected, clock = door.expected_version(), door.parts.clock
    with door.writing() as session:
        stored = current(session, clock.today())
        row = service.settle_notice(session, door.actor, stored, incident_id, data, expected, clock.today())
        shape = showing.shape(session, door.actor, row, stored.policy, clock.now())
        return door.done(session, shape, version=row.version)


def _act(door: Door, record_id: UUID, action: str, data: Any, expected_version: int) -> Answer[IncidentOut]:
    clock = door.parts.clock
    now, today = clock.now(), clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.act(session, door.actor, stored, record_id, action, data, expected_version, now=now, today=today)
        return door.done(session, showing.shape(session, door.actor, row, stored.policy, now), version=row.version)


FILES = attachments.Of("incident", TAG, "/incidents", TAG, queries.one, service.worked_on)

ROUTES: list[Any] = [
    list_incidents,
    list_of_contract,
    record_incident,
    get_incident,
    revise_incident,
    add_contract,
    settle_notice,
    *reporting.ROUTES,
    *steps.ROUTES,
    *attachments.routes(FILES),
    *action_routes(INCIDENT, path="/incidents", tag=TAG, scope=WRITE, act=_act, out=IncidentOut, inputs={}),
]
