"""Idempotency-Key: the same request twice is done once and answered alike; another request under the same key is refused."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.api.refusals import fault_of
from tests.api.world import World

BODY = {"kind": "sole_proprietor", "name": "架空清掃　架空次郎", "kana": "かくうせいそう"}


def register(world: World, key: str, body: dict[str, Any] = BODY, token: str = "shinji", path: str = "/contractors") -> Any:
    return world.office.as_(token).post(path, body, headers={"Idempotency-Key": key})


def companies(world: World) -> int:
    return int(world.state()["contractors"])


def test_the_same_request_is_done_once_and_answered_alike(world: World) -> None:
    before = companies(world)
    first, second = register(world, "one"), register(world, "one")
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    for header in ("ETag", "Location", "Content-Type"):
        assert first.headers[header] == second.headers[header]
    assert second.headers["Idempotent-Replayed"] == "true"
    assert companies(world) == before + 1


def test_another_body_or_route_under_the_same_key_is_refused(world: World) -> None:
    assert register(world, "two").status_code == 201
    state = world.state()
    assert fault_of(register(world, "two", BODY | {"name": "別の名称"}), 422) is None
    other_route = register(world, "two", {"title": "庁舎清掃業務委託", "fiscal_year": 2026}, path="/contracts")
    assert fault_of(other_route, 422) is None
    assert other_route.json()["code"] == "key_reused"
    assert world.state() == state


def test_another_caller_may_use_the_same_key(world: World) -> None:
    before = companies(world)
    assert register(world, "three").status_code == 201
    assert register(world, "three", token="kayo").status_code == 201
    assert companies(world) == before + 2


def test_a_refused_request_may_be_mended_under_the_same_key(world: World) -> None:
    assert register(world, "four", BODY | {"name": ""}).status_code == 422
    assert register(world, "four").status_code == 201


def test_ten_at_once_make_one_record(world: World) -> None:
    before = companies(world)
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: register(world, "five"), range(10)))
    told = {answer.content for answer in answers if answer.status_code == 201}
    # Who came while the first was still at work may be told to come again; nobody makes a second record.
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len(told) == 1
    assert companies(world) == before + 1
    assert register(world, "five").content in told


def test_keys_out_of_measure_are_refused(world: World) -> None:
    state = world.state()
    for key in ("", "k" * 201):
        assert fault_of(register(world, key), 422) is None
    assert world.state() == state
