"""Who is turned away at every route: the anonymous, forged tokens, tokens without the scope, and other towns."""

from typing import Any

from tests.api.operations import Operation
from tests.api.world import NEIGHBOUR, READERS, World

GARBAGE = (
    "",
    "Bearer",
    "Bearer ",
    "Bearer nonsense",
    "Bearer a.b.c",
    "Basic bWlzYWtpOg==",
    "bearer\tmisaki",
    "Bearer misaki misaki",
)


def problem(answer: Any, status: int, where: Operation) -> str | None:
    """What is wrong with a refusal; None when it is the right one."""
    shown = f"{where.id} ({where.method} {where.path}): {answer.status_code} {answer.text[:200]}"
    if answer.status_code != status or answer.headers["content-type"] != "application/problem+json":
        return shown
    body = answer.json()
    whole = body.keys() == {"type", "title", "status", "code", "detail", "errors"} and body["status"] == status
    return None if whole else shown


def _as_anyone(world: World, operation: Operation, values: dict[str, str]) -> Any:
    """The answer to whoever may do this at all: who may not is told so before anything is looked up."""
    answers = (world.send(operation, token, values) for token in READERS)
    return next((answer for answer in answers if answer.status_code != 403), None) or world.send(operation, "ren", values)


def test_the_anonymous_and_forged_tokens_are_refused(world: World) -> None:
    faults = []
    for operation in world.operations:
        values = world.values(operation)
        for header in GARBAGE:
            answer = world.send(operation, "", values, headers={"Authorization": header})
            faults.append(problem(answer, 401, operation))
            if "WWW-Authenticate" not in answer.headers:
                faults.append(f"{operation.id}: no WWW-Authenticate")
    assert [fault for fault in faults if fault] == []


def test_a_token_without_the_scope_is_refused(world: World) -> None:
    faults = []
    for operation in world.operations:
        noun, verb = operation.scope.split(":")
        other = f"{noun}:{'read' if verb == 'write' else 'write'},{'me' if noun != 'me' else 'contracts'}:{verb}"
        answer = world.send(operation, f"misaki!{other}", world.values(operation))
        faults.append(problem(answer, 403, operation))
    assert [fault for fault in faults if fault] == []


def test_a_stranger_with_a_good_token_is_refused(world: World) -> None:
    faults = []
    for operation in world.operations:
        for token in ("stranger", "machine:unknown-system", "misaki@479926"):
            faults.append(problem(world.send(operation, token, world.values(operation)), 403, operation))
    assert [fault for fault in faults if fault] == []


def test_what_belongs_to_another_town_is_not_there(world: World) -> None:
    before = world.state()
    faults = []
    for operation in world.operations:
        if operation.ids:
            answer = world.send(operation, f"ren@{NEIGHBOUR}", world.values(operation))
            faults.append(problem(answer, 404, operation))
    assert [fault for fault in faults if fault] == []
    assert world.state() == before


def test_what_nobody_has_is_not_there(world: World) -> None:
    before = world.state()
    faults = []
    for operation in world.operations:
        if operation.ids:
            faults.append(problem(_as_anyone(world, operation, world.strangers(operation)), 404, operation))
            ill_formed = dict.fromkeys(operation.ids, "%00")
            faults.append(problem(_as_anyone(world, operation, ill_formed), 404, operation))
    assert [fault for fault in faults if fault] == []
    assert world.state() == before


def test_there_is_a_real_record_behind_every_name_in_a_path(world: World) -> None:
    for operation in world.operations:
        world.values(operation)
    assert world.unseeded == [], "seed one of each in tests/api/world.py"
