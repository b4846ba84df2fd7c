"""schemathesis: made-up requests with real ids and the present ETag at every operation; every answer is a described one."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.generation.case import Case

from govapi.edge.description import describe
from tests.api.operations import PREFIX, Operation
from tests.api.test_conformance import CHECKS
from tests.api.world import World

# Between them they may do almost everything.
SENDERS = ("misaki", "kenichi", "shinji", "setsuko", "ren")
ORDINARY, WHOLE = 3, 40
MODES = pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fitting", "unfitting"])


@MODES
def test_whatever_is_sent_the_answer_keeps_to_the_description(stage_world: World, mode: GenerationMode) -> None:
    storm(stage_world, mode, ORDINARY)


@pytest.mark.soak
@MODES
def test_however_long_it_is_sent(stage_world: World, mode: GenerationMode) -> None:
    storm(stage_world, mode, WHOLE)


def storm(world: World, mode: GenerationMode, examples: int) -> None:
    """So many requests at every operation."""
    schema = schemathesis.openapi.from_dict(describe(world.office.app))
    faults: list[str] = []
    seen: Counter[int] = Counter()
    bounded = settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    for operation in world.operations:
        strategy = schema[f"{PREFIX}{operation.path}"][operation.method].as_strategy(
            mode, path_parameters=world.values(operation)
        )
        sends = sender_of(world, operation, seen, faults)
        bounded(given(case=strategy, sender=st.sampled_from(SENDERS))(sends))()
    assert faults == []
    # They did arrive in the rooms: not everything was turned away at the entry.
    assert sum(count for status, count in seen.items() if status not in (400, 401, 415)) > sum(seen.values()) / 3


def sender_of(world: World, operation: Operation, seen: Counter[int], faults: list[str]) -> Callable[..., None]:
    """What sends one request and notes where its answer departs from the description."""

    def send(case: Case[Any], sender: str) -> None:
        answer = fire(world, operation, case, sender)
        seen[answer.status_code] += 1
        try:
            case.validate_response(answer, checks=CHECKS)
        except FailureGroup as group:
            faults.extend(f"{operation.id}: {fault} {answer.text[:200]}" for fault in group.exceptions)

    return send


def fire(world: World, operation: Operation, case: Case[Any], sender: str) -> Any:
    """Sends a case as this person."""
    headers = dict(case.headers or {}) | {"Authorization": f"Bearer {sender}"}
    if operation.if_match:
        path = operation.at(world.values(operation))
        record = path.rsplit("/", 1)[0] if operation.method == "POST" else path
        headers["If-Match"] = world.office.as_(sender).get(record).headers.get("ETag", '"1"')
    sent = case.as_transport_kwargs(base_url="http://testserver.local", headers=headers)
    sent["headers"] = {name: str(value).encode("utf-8", "replace") for name, value in sent["headers"].items()}
    prepared = requests.Request(**{name: value for name, value in sent.items() if name != "cookies"}).prepare()
    body: Any = prepared.body.encode() if isinstance(prepared.body, str) else prepared.body
    given_headers: Any = dict(prepared.headers)
    return world.office.client.request(operation.method, str(prepared.url), headers=given_headers, content=body)
