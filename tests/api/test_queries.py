"""Wrong query parameters and forged cursors: 422 with a pointer to the parameter, at every list."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from govapi.kit.paging import encode_cursor
from tests.api.refusals import Faults, fault_of
from tests.api.world import READERS, World

BY_FORMAT = {
    "uuid": ["x", "0"],
    "date": ["x", "2026-02-30", "2026/4/1", "20260401000"],
    "date-time": ["x", "2026-02-30T00:00:00Z"],
}


def wrong(schema: Mapping[str, Any]) -> list[str]:
    """Values that do not belong into a parameter."""
    found: list[str] = ["a\x00b"]
    if schema.get("type") == "integer":
        found += ["x", "1.5", "9" * 40, "-1", "", "１"]
    if schema.get("type") == "boolean":
        found += ["maybe", "2"]
    if "maxLength" in schema:
        found.append("あ" * (schema["maxLength"] + 1))
    if "enum" in schema:
        found += ["no_such_choice", "DRAFT"]
    return found + BY_FORMAT.get(schema.get("format", ""), [])


def test_every_parameter_refuses_what_does_not_belong_there(world: World) -> None:
    faults, seen = Faults(), 0
    for operation in world.operations:
        for name, schema in operation.query.items():
            for value in wrong(schema):
                seen += 1
                params = {**operation.needed_query, name: value}
                answer = world.send(operation, "ren", world.values(operation), params=params)
                faults.note(f"{operation.id} {name}={value[:20]!r}", fault_of(answer, 422, pointer=f"/{name}"))
    assert seen > 50
    assert faults == []


def test_every_text_parameter_has_a_limit(world: World) -> None:
    unbounded = [
        f"{operation.id} {name}"
        for operation in world.operations
        for name, schema in operation.query.items()
        if schema.get("type") == "string" and not schema.keys() & {"maxLength", "enum", "format"}
    ]
    assert unbounded == []


def test_forged_cursors_are_refused_at_every_list(world: World) -> None:
    keys: tuple[Any, ...] = (
        ["x"],
        ["x", "y"],
        ["x", "y", "z"],
        [None],
        [1],
        {},
        ["\x00"],
        ["a\x00", "b"],
        ["9" * 400],
        ["'; DROP TABLE x;--"],
    )
    forged = [
        "nonsense",
        "あ",
        "%%%",
        "=" * 10,
        "W10",
        base64.b64encode(b"\xff\xff").decode(),
        encode_cursor(),
        encode_cursor(""),
    ]
    forged += [base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=") for key in keys]
    faults, lists = Faults(), 0
    for operation in world.operations:
        if "cursor" in operation.query:
            lists += 1
            values = world.values(operation)
            reader = next(who for who in READERS if world.send(operation, who, values).status_code == 200)
            for cursor in forged:
                answer = world.send(operation, reader, values, params=dict(operation.needed_query) | {"cursor": cursor})
                # A forged key may by chance sort somewhere: then it is a place in the caller's own list, and no more.
                if answer.status_code != 200:
                    faults.note(f"{operation.id} {cursor[:40]}", fault_of(answer, 422, pointer="/cursor"))
    assert lists > 3
    assert faults == []


def test_a_cursor_of_another_town_shows_nothing_of_it(world: World) -> None:
    misaki = world.office.as_("misaki")
    cursor = misaki.get("/contracts", params={"limit": 1}).json()["next_cursor"]
    assert cursor is not None
    answer = world.office.as_("ren@479918").get("/contracts", params={"limit": 1, "cursor": cursor})
    assert (answer.status_code, answer.json()["items"]) == (200, [])


def test_unknown_parameters_do_no_harm(world: World) -> None:
    faults = Faults()
    for operation in world.operations:
        if operation.method == "GET":
            params = dict(operation.needed_query) | {"municipality_code": "479918", "__class__": "x", "q[]": "1"}
            answer = world.send(operation, "misaki", world.values(operation), params=params)
            if answer.status_code >= 500:
                faults.append(f"{operation.id}: {answer.text}")
    assert faults == []
