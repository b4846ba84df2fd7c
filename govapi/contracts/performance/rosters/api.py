"""The API's door to the rosters."""

from typing import Annotated
from uuid import UUID

from litestar.params import Parameter

from govapi.contracts.performance.rosters import queries, service
from govapi.contracts.performance.rosters.schemas import RosterIn, RosterOut, RosterRow
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.policy.store import current

TAG = "従事者名簿"
READ, WRITE = "rosters:read", "rosters:write"
BASE = "/contracts/{contract_id:uuid}/rosters"

ContractId = Annotated[UUID, Parameter(description="契約の id")]
RosterId = Annotated[UUID, Parameter(description="従事者名簿の id")]


@reads(BASE, "listRosters", "従事者名簿の版の一覧（新しい順）", tag=TAG, scope=READ)
def list_rosters(door: Door, contract_id: ContractId, limit: Limit = 50, cursor: Cursor = None) -> Answer[Listing[RosterRow]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        contract = service.contract_of(session, door.actor, current(session, today).policy, contract_id)
        page = queries.listed(session, contract.id, limit=limit, cursor=cursor)
        rows = service.rows(session, contract.id, page.items, today)
        return answer(Listing(items=rows, next_cursor=page.next_cursor))


@creates(BASE, "takeRoster", "従事者名簿（変更届）を登録する", tag=TAG, scope=WRITE)
def take_roster(door: Door, contract_id: ContractId, data: RosterIn) -> Answer[RosterOut]:
    today = door.parts.clock.today()
    with door.writing() as session:
        row = service.take(session, door.actor, current(session, today).policy, contract_id, data, today)
        shape = service.shape(session, row, today)
        return door.created(session, shape, version=row.version, location=f"/api/v1/contracts/{contract_id}/rosters/{row.id}")


@reads(f"{BASE}/{{roster_id:uuid}}", "getRoster", "従事者名簿を見る", tag=TAG, scope=READ)
def get_roster(door: Door, contract_id: ContractId, roster_id: RosterId) -> Answer[RosterOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        contract = service.contract_of(session, door.actor, current(session, today).policy, contract_id)
        row = queries.one(session, contract.id, roster_id)
        return answer(service.shape(session, row, today), version=row.version)


ROUTES = [list_rosters, take_roster, get_roster]
