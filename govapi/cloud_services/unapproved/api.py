"""The API's door to the unapproved uses."""

from typing import Annotated, Any, Literal
from uuid import UUID

from litestar.params import Parameter

from govapi.cloud_services.unapproved import queries, service
from govapi.cloud_services.unapproved.queries import Filters
from govapi.cloud_services.unapproved.schemas import (
    InstructionIn,
    ReportIn,
    Status,
    UnapprovedUseIn,
    UnapprovedUseOut,
    UnapprovedUsePatch,
    UnapprovedUseRow,
)
from govapi.cloud_services.unapproved.showing.service import rows, shape
from govapi.cloud_services.unapproved.workflow import UNAPPROVED_USE
from govapi.edge.actions import action_routes
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import changes, creates, reads
from govapi.edge.shapes import Cursor, Input, Limit, Listing
from govapi.policy.store import current

TAG = "承認のない利用"
READ, WRITE = "unapproved-uses:read", "unapproved-uses:write"

RecordId = Annotated[UUID, Parameter(description="承認のない利用の id")]
Late = Annotated[bool, Parameter(description="対応の期限が過ぎているものだけ")]
Ended = Literal["removed", "approved", "no_use"]


@reads("/unapproved-uses", "listUnapprovedUses", "承認のない利用の一覧（新しい順）", tag=TAG, scope=READ)
def list_unapproved(
    door: Door,
    status: Status | None = None,
    outcome: Ended | None = None,
    service_id: UUID | None = None,
    department_id: UUID | None = None,
    late: Late = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Answer[Listing[UnapprovedUseRow]]:
    today = door.parts.clock.today()
    filters = Filters(status, outcome, service_id, department_id, today if late else None)
    with door.reading() as session:
        policy = current(session, today).policy
        page = queries.listed(session, door.actor, policy, filters, limit=limit, cursor=cursor)
        return answer(Listing(items=rows(session, page.items, policy, today), next_cursor=page.next_cursor))


@creates("/unapproved-uses", "recordUnapprovedUse", "承認のない利用を記録する", tag=TAG, scope=WRITE)
def record_unapproved(door: Door, data: UnapprovedUseIn) -> Answer[UnapprovedUseOut]:
    clock = door.parts.clock
    today = clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.record(session, door.actor, stored, data, now=clock.now(), today=today)
        out = shape(session, door.actor, row, stored.policy, today)
        return door.created(session, out, version=row.version, location=f"/api/v1/unapproved-uses/{row.id}")


@reads("/unapproved-uses/{record_id:uuid}", "getUnapprovedUse", "承認のない利用を見る", tag=TAG, scope=READ)
def get_unapproved(door: Door, record_id: RecordId) -> Answer[UnapprovedUseOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, record_id)
        return answer(shape(session, door.actor, row, policy, today), version=row.version)


@changes("/unapproved-uses/{record_id:uuid}", "reviseUnapprovedUse", "承認のない利用の記録を直す", tag=TAG, scope=WRITE)
def revise_unapproved(door: Door, record_id: RecordId, data: UnapprovedUsePatch) -> Answer[UnapprovedUseOut]:
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        row = service.revise(session, door.actor, policy, record_id, data, expected, today)
        return answer(shape(session, door.actor, row, policy, today), version=row.version)


def _act(door: Door, record_id: UUID, action: str, data: Any, expected_version: int) -> Answer[UnapprovedUseOut]:
    clock = door.parts.clock
    today = clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.act(session, door.actor, stored, record_id, action, data, expected_version, now=clock.now(), today=today)
        return door.done(session, shape(session, door.actor, row, stored.policy, today), version=row.version)


INPUTS: dict[str, type[Input]] = {
    "order_stop": InstructionIn,
    "ask_application": InstructionIn,
    "report": ReportIn,
}

ROUTES: list[Any] = [
    list_unapproved,
    record_unapproved,
    get_unapproved,
    revise_unapproved,
    *action_routes(UNAPPROVED_USE, path="/unapproved-uses", tag=TAG, scope=WRITE, act=_act, out=UnapprovedUseOut, inputs=INPUTS),
]
