"""The API's door to the regular reports."""

from typing import Annotated
from uuid import UUID

from litestar.params import Parameter

from govapi.contracts import queries as contracts
from govapi.contracts.performance.reports import queries, service
from govapi.contracts.performance.reports.schemas import ReportIn, ReportOut, ReportPatch, ScheduleOut
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import changes, creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.policy.store import current

TAG = "履行の確認"
READ, WRITE = "contracts:read", "contracts:write"
BASE = "/contracts/{contract_id:uuid}"

ContractId = Annotated[UUID, Parameter(description="契約の id")]
ReportId = Annotated[UUID, Parameter(description="定期報告の id")]


@reads(f"{BASE}/report-schedule", "getReportSchedule", "定期報告の予定", tag=TAG, scope=READ)
def get_schedule(door: Door, contract_id: ContractId) -> Answer[ScheduleOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        contract = contracts.one(session, door.actor, policy, contract_id)
        return answer(service.shape_of(service.schedule(session, policy, contract, today), today))


@reads(f"{BASE}/reports", "listReports", "受領した定期報告（新しい順）", tag=TAG, scope=READ)
def list_reports(door: Door, contract_id: ContractId, limit: Limit = 50, cursor: Cursor = None) -> Answer[Listing[ReportOut]]:
    with door.reading() as session:
        contract = contracts.one(session, door.actor, current(session, door.parts.clock.today()).policy, contract_id)
        page = queries.listed(session, contract.id, limit=limit, cursor=cursor)
        return answer(Listing(items=[service.shape(row) for row in page.items], next_cursor=page.next_cursor))


@creates(f"{BASE}/reports", "receiveReport", "定期報告を受領する", tag=TAG, scope=WRITE)
def receive_report(door: Door, contract_id: ContractId, data: ReportIn) -> Answer[ReportOut]:
    clock = door.parts.clock
    today = clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.receive(session, door.actor, stored, contract_id, data, now=clock.now(), today=today)
        location = f"/api/v1/contracts/{contract_id}/reports/{row.id}"
        return door.created(session, service.shape(row), version=row.version, location=location)


@reads(f"{BASE}/reports/{{report_id:uuid}}", "getReport", "定期報告を見る", tag=TAG, scope=READ)
def get_report(door: Door, contract_id: ContractId, report_id: ReportId) -> Answer[ReportOut]:
    with door.reading() as session:
        contract = contracts.one(session, door.actor, current(session, door.parts.clock.today()).policy, contract_id)
        row = queries.one(session, contract.id, report_id)
        return answer(service.shape(row), version=row.version)


@changes(f"{BASE}/reports/{{report_id:uuid}}", "correctReport", "定期報告の記録を訂正する", tag=TAG, scope=WRITE)
def correct_report(door: Door, contract_id: ContractId, report_id: ReportId, data: ReportPatch) -> Answer[ReportOut]:
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        row = service.correct(session, door.actor, policy, contract_id, report_id, data, expected, today)
        return answer(service.shape(row), version=row.version)


ROUTES = [get_schedule, list_reports, receive_report, get_report, correct_report]
