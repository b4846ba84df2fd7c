"""schemathesis over the real application with real records: every operation succeeds in its scene, and keeps to its description."""

from typing import Any

import httpx
import pytest
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from govapi.edge.description import describe
from tests.api.operations import PREFIX, Operation
from tests.api.scenes import Call, Stage
from tests.api.scenes_of_records import ALL
from tests.api.world import World

REACHED = 0.95
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture
def schema(stage_world: World) -> BaseSchema:
    return schemathesis.openapi.from_dict(describe(stage_world.office.app))


def send(world: World, operation: Operation, call: Call, *, etag: str | None = None) -> Any:
    """The request of a scene, under the present ETag."""
    headers = {"Authorization": f"Bearer {call.token}"}
    if operation.if_match:
        headers["If-Match"] = etag or present(world, operation, call)
    body: dict[str, Any] = (
        {"json": call.body} if operation.is_json else {"data": call.body, "files": call.files} if call.files else {}
    )
    path = f"{PREFIX}{operation.at(call.values)}"
    return world.office.client.request(operation.method, path, headers=headers, params=dict(call.query), **body)


def present(world: World, operation: Operation, call: Call) -> str:
    """The ETag of the record the operation changes."""
    path = operation.at(call.values)
    record = call.record or (path.rsplit("/", 1)[0] if operation.method == "POST" else path)
    answer = world.office.as_(call.token).get(record)
    assert answer.status_code == 200, f"{record}: {answer.text}"
    return str(answer.headers["ETag"])


def departures(schema: BaseSchema, operation: Operation, call: Call, answer: Any) -> list[str]:
    """Where an answer departs from the description: status, content type, headers, shape."""
    case = schema[f"{PREFIX}{operation.path}"][operation.method].Case(path_parameters=dict(call.values))
    try:
        case.validate_response(answer, checks=CHECKS)
    except FailureGroup as group:
        return [f"{operation.id}: {fault}" for fault in group.exceptions]
    return []


def test_every_operation_succeeds_in_its_scene(stage_world: World, schema: BaseSchema) -> None:
    world, stage = stage_world, Stage(stage_world, ALL)
    missed, unfaithful = [], []
    for operation in world.operations:
        try:
            call = stage.call(operation)
        except AssertionError as fault:
            missed.append(f"{operation.id}: the scene could not be set: {fault}"[:300])
            continue
        if operation.if_match:
            stale = send(world, operation, call, etag='"987654321"')
            if stale.status_code != 412:
                unfaithful.append(f"{operation.id}: {stale.status_code} to a stale ETag: {stale.text[:200]}")
        answer = send(world, operation, call)
        if not answer.is_success:
            missed.append(f"{operation.id}: {answer.status_code} {answer.text[:300]}")
        unfaithful += departures(schema, operation, call, answer)
    assert unfaithful == []
    reached = 1 - len(missed) / len(world.operations)
    assert reached >= REACHED, missed


def test_no_scene_is_of_an_operation_that_is_gone(stage_world: World) -> None:
    assert ALL.keys() <= {operation.id for operation in stage_world.operations}


def test_a_departure_would_be_noticed(stage_world: World, schema: BaseSchema) -> None:
    operation = next(one for one in stage_world.operations if one.id == "getMe")
    right = stage_world.office.as_("misaki").get("/me")
    request = right.request
    wrong = [
        httpx.Response(200, json={**right.json(), "name": 7}, request=request),
        httpx.Response(200, json={}, request=request),
        httpx.Response(418, json=right.json(), request=request),
        httpx.Response(200, text=right.text, request=request),
        httpx.Response(500, request=request),
    ]
    for answer in wrong:
        answer.elapsed = right.elapsed
    assert departures(schema, operation, Call("misaki"), right) == []
    assert all(departures(schema, operation, Call("misaki"), answer) for answer in wrong)
