"""The API's door to the end of a contract."""

from typing import Annotated
from uuid import UUID

from litestar.params import Parameter

from govapi.contracts import queries as contracts
from govapi.contracts.closing import queries, service
from govapi.contracts.closing.schemas import (
    HandedItemIn,
    HandedItemOut,
    InspectionIn,
    InspectionOut,
    NothingHandedIn,
    NothingHandedOut,
    ProveIn,
    TerminationOut,
)
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, creates, reads
from govapi.edge.shapes import Listing
from govapi.kit.errors import NotFound
from govapi.policy.store import current

TAG = "検査・返却・消去"
READ, WRITE = "contracts:read", "contracts:write"

ContractId = Annotated[UUID, Parameter(description="契約の id")]
ItemId = Annotated[UUID, Parameter(description="渡した情報の id")]
BASE = "/contracts/{contract_id:uuid}"


@reads(f"{BASE}/inspections", "listInspections", "検査調書の一覧（古い順）", tag=TAG, scope=READ)
def list_inspections(door: Door, contract_id: ContractId) -> Answer[Listing[InspectionOut]]:
    with door.reading() as session:
        row = contracts.one(session, door.actor, current(session, door.parts.clock.today()).policy, contract_id)
        items = [InspectionOut.model_validate(one) for one in queries.inspections(session, row.id)]
        return answer(Listing(items=items))


@creates(f"{BASE}/inspections", "recordInspection", "検査調書を登録する", tag=TAG, scope=WRITE)
def record_inspection(door: Door, contract_id: ContractId, data: InspectionIn) -> Answer[InspectionOut]:
    today = door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        row = service.inspect(session, door.actor, policy, contract_id, data, today)
        return door.created(session, InspectionOut.model_validate(row), version=row.version)


@reads(f"{BASE}/handed-items", "listHandedItems", "渡した情報の一覧（古い順）", tag=TAG, scope=READ)
def list_handed(door: Door, contract_id: ContractId) -> Answer[Listing[HandedItemOut]]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        row = contracts.one(session, door.actor, policy, contract_id)
        return answer(Listing(items=[service.shape(policy, one) for one in queries.items(session, row.id)]))


@creates(f"{BASE}/handed-items", "recordHandedItem", "渡した情報を登録する", tag=TAG, scope=WRITE)
def record_handed(door: Door, contract_id: ContractId, data: HandedItemIn) -> Answer[HandedItemOut]:
    today = door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        row = service.hand(session, door.actor, policy, contract_id, data, today)
        location = f"/api/v1/contracts/{row.contract_id}/handed-items/{row.id}"
        return door.created(session, service.shape(policy, row), version=row.version, location=location)


@reads(f"{BASE}/handed-items/{{item_id:uuid}}", "getHandedItem", "渡した情報を見る", tag=TAG, scope=READ)
def get_handed(door: Door, contract_id: ContractId, item_id: ItemId) -> Answer[HandedItemOut]:
    with door.reading() as session:
        policy = current(session, door.parts.clock.today()).policy
        contract = contracts.one(session, door.actor, policy, contract_id)
        row = queries.item(session, contract.id, item_id)
        return answer(service.shape(policy, row), version=row.version)


@acts(f"{BASE}/handed-items/{{item_id:uuid}}/prove", "proveHandedItem", "返却又は消去を確認する", tag=TAG, scope=WRITE)
def prove_handed(door: Door, contract_id: ContractId, item_id: ItemId, data: ProveIn) -> Answer[HandedItemOut]:
    expected, today = door.expected_version(), door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        row = service.prove(session, door.actor, policy, contract_id, item_id, data, expected, today)
        return door.done(session, service.shape(policy, row), version=row.version)


@reads(f"{BASE}/nothing-handed", "getNothingHanded", "「渡した情報はない」ことの記録を見る", tag=TAG, scope=READ)
def get_nothing_handed(door: Door, contract_id: ContractId) -> Answer[NothingHandedOut]:
    with door.reading() as session:
        contract = contracts.one(session, door.actor, current(session, door.parts.clock.today()).policy, contract_id)
        row = queries.nothing_handed(session, contract.id)
        if row is None:
            raise NotFound
        return answer(NothingHandedOut.model_validate(row), version=row.version)


@creates(f"{BASE}/nothing-handed", "sayNothingHanded", "「渡した情報はない」ことを記録する", tag=TAG, scope=WRITE)
def say_nothing_handed(door: Door, contract_id: ContractId, data: NothingHandedIn) -> Answer[NothingHandedOut]:
    today = door.parts.clock.today()
    with door.writing() as session:
        policy = current(session, today).policy
        row = service.say_nothing_handed(session, door.actor, policy, contract_id, data, today)
        return door.created(session, NothingHandedOut.model_validate(row), version=row.version)


@reads(f"{BASE}/terminations", "listTerminations", "契約の解除の記録（新しい順）", tag=TAG, scope=READ)
def list_terminations(door: Door, contract_id: ContractId) -> Answer[Listing[TerminationOut]]:
    with door.reading() as session:
        contract = contracts.one(session, door.actor, current(session, door.parts.clock.today()).policy, contract_id)
        items = [TerminationOut.model_validate(row) for row in queries.terminations(session, contract.id)]
        return answer(Listing(items=items))


ROUTES = [
    list_inspections,
    record_inspection,
    list_handed,
    record_handed,
    get_handed,
    prove_handed,
    get_nothing_handed,
    say_nothing_handed,
    list_terminations,
]
