"""Bodies that are no proper JSON, too large, too deep, or of another kind: a clear refusal at every write route, nothing stored."""

from collections.abc import Iterator

import pytest

from tests.api.refusals import Faults, fault_of
from tests.api.world import World

JSON = {"Content-Type": "application/json"}
UNREADABLE: dict[str, bytes] = {
    "cut off": b'{"title": ',
    "no JSON": b"title=x",
    "single quotes": b"{'title': 'x'}",
    "trailing comma": b'{"title": "x",}',
    "two values": b"{}{}",
    "no UTF-8": b'{"title": "\xff\xfe"}',
    "UTF-16": '{"title": "x"}'.encode("utf-16"),
    "raw control character": b'{"title": "a\x01b"}',
    "NaN": b'{"title": NaN}',
    "infinity": b'{"title": -Infinity}',
    "beyond any float": b'{"title": 1e999}',
    "huge integer": b'{"title": ' + b"9" * 30 + b"}",
    "absurd integer": b'{"title": ' + b"9" * 10_000 + b"}",
    "key twice": b'{"title": "a", "title": "b"}',
    "key twice inside": b'{"title": {"a": 1, "a": 1}}',
    "NUL": b'{"title": "a\\u0000b"}',
    "NUL in a key": b'{"a\\u0000": 1}',
    "lone surrogate": b'{"title": "\\ud800"}',
    "deep lists": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": b'{"a":' * 60 + b"1" + b"}" * 60,
}
NO_OBJECT = {"nothing": b"", "null": b"null", "a list": b"[]", "a text": b'"x"', "a number": b"1", "a truth": b"true"}
OTHER_KINDS = ("text/plain", "application/xml", "application/x-www-form-urlencoded", "application/msgpack", "text/json", "")


def test_unreadable_bodies_are_malformed(embedded_world: World) -> None:
    before, faults = embedded_world.state(), Faults()
    for operation in embedded_world.operations:
        for name, content in UNREADABLE.items() if operation.is_json else ():
            answer = embedded_world.send(operation, "misaki", embedded_world.values(operation), content=content, headers=JSON)
            faults.note(f"{operation.id}, {name}", fault_of(answer, 400))
    assert faults == []
    assert embedded_world.state() == before


def test_what_is_no_object_is_invalid(embedded_world: World) -> None:
    before, faults = embedded_world.state(), Faults()
    for operation in embedded_world.operations:
        for name, content in NO_OBJECT.items() if operation.is_json else ():
            answer = embedded_world.send(operation, "misaki", embedded_world.values(operation), content=content, headers=JSON)
            faults.note(f"{operation.id}, {name}", fault_of(answer, 422))
    assert faults == []
    assert embedded_world.state() == before


def test_other_kinds_of_data_are_not_read(embedded_world: World) -> None:
    before, faults = embedded_world.state(), Faults()
    for operation in embedded_world.operations:
        for kind in OTHER_KINDS if operation.media else ():
            answer = embedded_world.send(
                operation, "misaki", embedded_world.values(operation), content=b"<a/>", headers={"Content-Type": kind}
            )
            faults.note(f"{operation.id}, {kind}", fault_of(answer, 415))
    assert faults == []
    assert embedded_world.state() == before


@pytest.mark.parametrize("declared", [True, False], ids=["with its length", "in chunks"])
def test_what_is_too_large_is_not_read(embedded_world: World, declared: bool) -> None:
    size = embedded_world.office.parts.settings.max_body_bytes + 1
    body = b'{"title": "' + b"a" * size + b'"}'

    def chunks() -> Iterator[bytes]:
        yield from (body[start : start + 65_536] for start in range(0, len(body), 65_536))

    before, faults = embedded_world.state(), Faults()
    for operation in embedded_world.operations:
        if operation.is_json:
            content = body if declared else chunks()
            answer = embedded_world.send(operation, "misaki", embedded_world.values(operation), content=content, headers=JSON)
            faults.note(
                operation.id, fault_of(answer, 413, 422) if _takes_more(embedded_world, operation.id) else fault_of(answer, 413)
            )
    assert faults == []
    assert embedded_world.state() == before


def _takes_more(world: World, operation_id: str) -> bool:
    """Routes that take files have a larger limit of their own."""
    handlers = [handler for route in world.office.app.routes for handler in getattr(route, "route_handlers", ())]
    found = next(handler for handler in handlers if handler.operation_id == operation_id)
    return bool(found.resolve_request_max_body_size() != world.office.parts.settings.max_body_bytes)
