"""The API's door to the waivers."""

from typing import Annotated, Any
from uuid import UUID

from litestar.params import Parameter

from govapi.contracts import queries as contracts
from govapi.contracts.schemas import SubmitIn
from govapi.contracts.waivers import queries, service
from govapi.contracts.waivers.queries import Filters
from govapi.contracts.waivers.schemas import Status, WaiverIn, WaiverOut, WaiverPatch
from govapi.contracts.waivers.workflow import WAIVER
from govapi.edge.actions import action_routes
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import changes, creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.policy.store import current

TAG = "例外措置"
READ, WRITE = "waivers:read", "waivers:write"

WaiverId = Annotated[UUID, Parameter(description="例外措置の id")]
ContractId = Annotated[UUID, Parameter(description="契約の id")]
ClauseKey = Annotated[str | None, Parameter(max_length=60, description="条項の key")]


def _page(door: Door, filters: Filters, limit: int, cursor: str | None) -> Answer[Listing[WaiverOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        if filters.contract_id is not None:
            contracts.one(session, door.actor, policy, filters.contract_id)
        page = queries.listed(session, door.actor, policy, filters, limit=limit, cursor=cursor)
        return answer(Listing(items=[service.brief(row, today) for row in page.items], next_cursor=page.next_cursor))


@reads("/waivers", "listWaivers", "例外措置の一覧（新しい順）", tag=TAG, scope=READ)
def list_waivers(
    door: Door, status: Status | None = None, clause_key: ClauseKey = None, limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[WaiverOut]]:
    return _page(door, Filters(status=status, clause_key=clause_key), limit, cursor)


@reads("/contracts/{contract_id:uuid}/waivers", "listContractWaivers", "契約の例外措置", tag=TAG, scope=READ)
def list_of_contract(door: Door, contract_id: ContractId, limit: Limit = 50, cursor: Cursor = None) -> Answer[Listing[WaiverOut]]:
    return _page(door, Filters(contract_id=contract_id), limit, cursor)


@creates("/contracts/{contract_id:uuid}/waivers", "draftWaiver", "条項の例外措置を起案する", tag=TAG, scope=WRITE)
def draft_waiver(door: Door, contract_id: ContractId, data: WaiverIn) -> Answer[WaiverOut]:
    today = door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today)
        row = service.ask(session, door.actor, policy, contract_id, data, today)
        shape = service.shape(session, door.actor, row, policy.policy, today)
        return door.created(session, shape, version=row.version, location=f"/api/v1/waivers/{row.id}")


@reads("/waivers/{waiver_id:uuid}", "getWaiver", "例外措置を見る", tag=TAG, scope=READ)
def get_waiver(door: Door, waiver_id: WaiverId) -> Answer[WaiverOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = current(session, today).policy
        row = queries.one(session, door.actor, policy, waiver_id)
        return answer(service.shape(session, door.actor, row, policy, today), version=row.version)


@changes("/waivers/{waiver_id:uuid}", "reviseWaiver", "例外措置の下書きを変更する", tag=TAG, scope=WRITE)
def revise_waiver(door: Door, waiver_id: WaiverId, data: WaiverPatch) -> Answer[WaiverOut]:
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        row = service.revise(session, door.actor, policy, waiver_id, data, expected, today)
        return answer(service.shape(session, door.actor, row, policy, today), version=row.version)


def _act(door: Door, record_id: UUID, action: str, data: Any, expected_version: int) -> Answer[WaiverOut]:
    clock = door.parts.clock
    today = clock.today()
    with door.writing() as session:
        policy = current(session, today)
        row = service.act(session, door.actor, policy, record_id, action, data, expected_version, now=clock.now(), today=today)
        return door.done(session, service.shape(session, door.actor, row, policy.policy, today), version=row.version)


ROUTES = [
    list_waivers,
    list_of_contract,
    draft_waiver,
    get_waiver,
    revise_waiver,
    *action_routes(WAIVER, path="/waivers", tag=TAG, scope=WRITE, act=_act, out=WaiverOut, inputs={"submit": SubmitIn}),
]
