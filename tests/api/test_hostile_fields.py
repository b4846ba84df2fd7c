"""Wrong values at every single place of every body: refused with a pointer to that place, nothing stored."""

from typing import Any

import pytest

from govapi.edge.description import describe
from tests.api.operations import Operation
from tests.api.refusals import Faults, fault_of
from tests.api.sites import Site, poisoned, sites, whole_example
from tests.api.world import World

WRONG: dict[str, list[Any]] = {
    "string": [7, True, [], {}],
    "integer": ["seven", 1.5, [], {}],
    "number": ["seven", [], {}],
    "boolean": ["maybe", 2, [], {}],
    "array": ["text", 7, {}],
    "object": ["text", 7, []],
}
CONTROL = ("a\x07b", "a\u202eb", "a\ufdd0b", "\x1b[31m")
# 個人番号 with a right check digit, given to nobody: as one run, in full width, in groups, within a sentence.
MY_NUMBERS = ("123456789018", "１２３４５６７８９０１８", "1234-5678-9018", "番号は123456789018です。")


class Bodies:
    """Every operation with a JSON body, its components, and a whole example."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.components = describe(world.office.app)["components"]["schemas"]
        self.operations = [operation for operation in world.operations if operation.is_json]

    def sites(self, operation: Operation) -> list[Site]:
        return list(sites(self.components, operation.model))

    def send(self, operation: Operation, site: Site, value: Any) -> Any:
        body = poisoned(whole_example(self.components, operation.model), site.path, value)
        return self.world.send(operation, "misaki", self.world.values(operation), json=body)


@pytest.fixture
def bodies(embedded_world: World) -> Bodies:
    return Bodies(embedded_world)


def test_wrong_types_are_refused_where_they_stand(bodies: Bodies) -> None:
    before, faults = bodies.world.state(), Faults()
    for operation in bodies.operations:
        for site in bodies.sites(operation):
            may = site.kinds
            for wrong in [value for value in WRONG[min(may)] if len(may) == 1]:
                faults.note(
                    f"{operation.id} {site.pointer}={wrong!r}",
                    fault_of(bodies.send(operation, site, wrong), 422, pointer=site.pointer),
                )
    assert faults == []
    assert bodies.world.state() == before


def test_unknown_fields_are_refused_at_every_depth(bodies: Bodies) -> None:
    before, faults = bodies.world.state(), Faults()
    for operation in bodies.operations:
        whole = whole_example(bodies.components, operation.model)
        parents = {site.path[:-1] for site in bodies.sites(operation) if isinstance(site.path[-1], str)}
        for parent in parents or {()}:
            body = poisoned(whole, (*parent, "is_admin"), True)
            answer = bodies.world.send(operation, "misaki", bodies.world.values(operation), json=body)
            pointer = "".join(f"/{part}" for part in (*parent, "is_admin"))
            faults.note(operation.id, fault_of(answer, 422, pointer=pointer))
    assert faults == []
    assert bodies.world.state() == before


def test_too_long_texts_and_numbers_out_of_range_are_refused(bodies: Bodies) -> None:
    faults = Faults()
    for operation in bodies.operations:
        for site in bodies.sites(operation):
            for wrong in _out_of_range(site):
                faults.note(
                    f"{operation.id} {site.pointer}", fault_of(bodies.send(operation, site, wrong), 422, pointer=site.pointer)
                )
    assert faults == []


def _out_of_range(site: Site) -> list[Any]:
    schema, found = site.schema, []
    if schema.get("type") == "string" and "maxLength" in schema:
        found.append("あ" * (schema["maxLength"] + 1))
    if schema.get("minLength", 0) > 0:
        found += ["", " 　 "]
    if schema.get("type") in ("integer", "number"):
        assert "maximum" in schema, f"{site.pointer} takes any number: give it a limit"
        found += [schema["maximum"] + 1, schema["minimum"] - 1]
    if "maxItems" in schema:
        found.append(["あ"] * (schema["maxItems"] + 1))
    if schema.get("format") in ("date", "uuid"):
        found += ["", "0", "2026-02-30", "2026-4-1", "令和8年4月1日", "2026-04-01T00:00:00", "9" * 32 + "-"]
    if "enum" in schema:
        found += ["no such choice", "DRAFT", ""] if "" not in schema["enum"] else ["no such choice"]
    return found


def test_control_characters_are_refused_in_every_text(bodies: Bodies) -> None:
    faults = Faults()
    for operation in bodies.operations:
        for site in bodies.sites(operation):
            for wrong in (
                CONTROL[: 4 if site.path in (("reason",), ("name",)) else 1]
                if site.schema.get("type") == "string" and site.schema.get("maxLength", 0) <= 10_000
                else ()
            ):
                faults.note(
                    f"{operation.id} {site.pointer} {wrong!r}",
                    fault_of(bodies.send(operation, site, wrong), 422, pointer=site.pointer),
                )
    assert faults == []


def test_a_personal_number_is_refused_in_every_free_text(bodies: Bodies) -> None:
    before, faults, seen = bodies.world.state(), Faults(), 0
    for operation in bodies.operations:
        for site in bodies.sites(operation):
            for wrong in MY_NUMBERS[: 4 if site.path in (("reason",), ("name",)) else 1] if site.is_free_text else ():
                answer = bodies.send(operation, site, wrong)
                seen += 1
                faults.note(f"{operation.id} {site.pointer} {wrong}", fault_of(answer, 422, pointer=site.pointer))
                if "個人番号" not in answer.text:
                    faults.note(operation.id, f"{site.pointer}: does not say that a 個人番号 stands there: {answer.text[:200]}")
    assert seen > 100
    assert faults == []
    assert bodies.world.state() == before
