"""The API's door to the places of work."""

from typing import Annotated
from uuid import UUID

from litestar.params import Parameter

from govapi.contracts import queries as contracts
from govapi.contracts.performance.places import queries, service
from govapi.contracts.performance.places.schemas import EndPlaceIn, PlaceIn, PlaceOut
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.policy.store import current

TAG = "履行の確認"
READ, WRITE = "contracts:read", "contracts:write"
BASE = "/contracts/{contract_id:uuid}/work-places"

ContractId = Annotated[UUID, Parameter(description="契約の id")]
PlaceId = Annotated[UUID, Parameter(description="作業場所の id")]


@reads(BASE, "listWorkPlaces", "作業場所の一覧（新しい順）", tag=TAG, scope=READ)
def list_places(door: Door, contract_id: ContractId, limit: Limit = 50, cursor: Cursor = None) -> Answer[Listing[PlaceOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        contract = contracts.one(session, door.actor, current(session, today).policy, contract_id)
        page = queries.listed(session, contract.id, limit=limit, cursor=cursor)
        return answer(Listing(items=[service.shape(row, today) for row in page.items], next_cursor=page.next_cursor))


@creates(BASE, "addWorkPlace", "作業場所の届出を記録する", tag=TAG, scope=WRITE)
def add_place(door: Door, contract_id: ContractId, data: PlaceIn) -> Answer[PlaceOut]:
    clock = door.parts.clock
    today = clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.add(session, door.actor, stored, contract_id, data, now=clock.now(), today=today)
        location = f"/api/v1/contracts/{contract_id}/work-places/{row.id}"
        return door.created(session, service.shape(row, today), version=row.version, location=location)


@reads(f"{BASE}/{{place_id:uuid}}", "getWorkPlace", "作業場所を見る", tag=TAG, scope=READ)
def get_place(door: Door, contract_id: ContractId, place_id: PlaceId) -> Answer[PlaceOut]:
    today = door.parts.clock.today()
    with door.reading() as session:
        contract = contracts.one(session, door.actor, current(session, today).policy, contract_id)
        row = queries.one(session, contract.id, place_id)
        return answer(service.shape(row, today), version=row.version)


@acts(f"{BASE}/{{place_id:uuid}}/end", "endWorkPlace", "作業場所の廃止を記録する", tag=TAG, scope=WRITE)
def end_place(door: Door, contract_id: ContractId, place_id: PlaceId, data: EndPlaceIn) -> Answer[PlaceOut]:
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        stored = current(session, today)
        row = service.end(session, door.actor, stored, contract_id, place_id, data, expected, today)
        return door.done(session, service.shape(row, today), version=row.version)


ROUTES = [list_places, add_place, get_place, end_place]
