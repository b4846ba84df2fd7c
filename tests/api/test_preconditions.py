"""If-Match at every route that changes a record: missing 428, never ours 412; nothing is stored."""

from tests.api.refusals import Faults, fault_of
from tests.api.world import World, multipart

NEVER_OURS = ("abc", '"abc"', "*", '""', '"-1"', '"1.0"', '"1", "2"', '"' + "9" * 5000 + '"', '"٣"', "W/", '"0x1"')
STALE = '"999999"'


def test_a_change_without_if_match_is_refused(world: World) -> None:
    before, faults, seen = world.state(), Faults(), 0
    for operation in world.operations:
        if operation.if_match:
            seen += 1
            answer = _without(world, operation.id)
            faults.note(operation.id, fault_of(answer, 428))
    assert seen > 20
    assert faults == []
    assert world.state() == before


def test_an_etag_that_never_was_ours_is_stale(world: World) -> None:
    before, faults = world.state(), Faults()
    for operation in world.operations:
        for etag in NEVER_OURS if operation.if_match else ():
            header = {"If-Match": etag.encode("utf-8")}
            faults.note(
                f"{operation.id} {etag[:20]}",
                fault_of(world.send(operation, "misaki", world.values(operation), headers=header), 412),
            )
    assert faults == []
    assert world.state() == before


def test_an_old_etag_changes_nothing(world: World) -> None:
    before, faults = world.state(), Faults()
    for operation in world.operations:
        if operation.if_match:
            answer = world.send(operation, "misaki", world.values(operation), headers={"If-Match": STALE})
            faults.note(operation.id, fault_of(answer, 403, 404, 409, 412, 422))
    assert faults == []
    assert world.state() == before


def _without(world: World, operation_id: str) -> object:
    operation = next(one for one in world.operations if one.id == operation_id)
    headers = {"Authorization": "Bearer misaki"}
    body = {"json": operation.body} if operation.is_json else multipart(operation.body) if operation.media else {}
    return world.office.client.request(
        operation.method, f"/api/v1{operation.at(world.values(operation))}", headers=headers, **body
    )
