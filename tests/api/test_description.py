"""The committed description is the app's own, valid, and whole: ids, words, security, shapes, examples, refusals."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from govapi.cli.openapi import described
from tests.api.operations import Operation, open_operations, operations

COMMITTED = Path(__file__).parents[2] / "openapi" / "govapi.v1.json"
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
INPUT = re.compile(r"(In|Patch)$|^UnitPriceRow$")


@cache
def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(described())
    return found


def every() -> list[Operation]:
    return list(operations(document()))


def schemas() -> dict[str, Any]:
    found: dict[str, Any] = document()["components"]["schemas"]
    return found


def test_the_committed_description_is_the_present_one() -> None:
    assert COMMITTED.read_text("utf-8") == described(), "it lags behind: uv run govapi openapi --output openapi/govapi.v1.json"


def test_it_is_valid_openapi() -> None:
    assert document()["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(document()).validate()


def test_every_operation_is_whole() -> None:
    ids = [operation.id for operation in every()]
    assert len(ids) == len(set(ids)) > 60
    for operation in every():
        raw = operation.raw
        assert re.fullmatch(r"[a-z][A-Za-z]+", operation.id), operation.id
        assert JAPANESE.search(raw["summary"]), operation.id
        assert JAPANESE.search(raw["description"]), operation.id
        assert len(raw["tags"]) == 1, operation.id
        assert re.fullmatch(r"[a-z-]+:(read|write)", operation.scope), operation.id
        assert operation.path == operation.path.lower()
        assert "_" not in re.sub(r"{\w+}", "", operation.path)


def test_only_the_public_list_is_for_everybody() -> None:
    assert open_operations(document()) == {"listOfficialSnsAccounts", "checkOfficialSnsAccount"}


def test_every_operation_tells_its_refusals_and_headers() -> None:
    for operation in every():
        statuses = set(operation.raw["responses"])
        wanted = {"400", "401", "403", "404", "405", "422", "429", "503"}
        wanted |= {"409", "413", "415"} if operation.method in ("POST", "PUT", "PATCH") else set()
        wanted |= {"409", "412", "428"} if operation.if_match else set()
        assert wanted <= statuses, operation.id
        assert len([status for status in statuses if status[0] == "2"]) == 1, operation.id
        keyed = any(one == {"$ref": "#/components/parameters/IdempotencyKey"} for one in operation.raw["parameters"])
        assert keyed == (operation.method == "POST"), operation.id
        assert operation.if_match or operation.method in ("GET", "POST"), operation.id


def test_every_body_and_answer_has_an_example_that_fits() -> None:
    for operation in every():
        contents = [operation.raw.get("requestBody", {}).get("content", {})]
        contents += [answer.get("content", {}) for status, answer in operation.raw["responses"].items() if status[0] == "2"]
        for content in [content for found in contents for content in found.values()]:
            if content["schema"] != {"type": "string", "format": "binary"}:
                _fits(operation, content)


def _fits(operation: Operation, content: dict[str, Any]) -> None:
    assert content["examples"], operation.id
    for example in content["examples"].values():
        value = document()["components"]["examples"][example["$ref"].rsplit("/", 1)[1]]["value"]
        schema = content["schema"] | {"components": {"schemas": schemas()}}
        faults = [error.message for error in Draft202012Validator(schema).iter_errors(value)]
        assert faults == [], (operation.id, value)


def _objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for part in schema.values():
            yield from _objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _objects(part)


def _reached(names: set[str]) -> set[str]:
    found, todo = set(), list(names)
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(schemas()[name]))
    return found


def test_what_is_sent_is_closed_and_what_is_given_is_open() -> None:
    sent = _reached({operation.model for operation in every() if operation.model})
    for name, schema in schemas().items():
        for found in _objects(schema):
            assert (found.get("additionalProperties") is False) == (name in sent), name


@pytest.mark.parametrize(("ending", "format_"), [("_id", "uuid"), ("_at", "date-time"), ("_on", "date")])
def test_fields_are_what_their_names_say(ending: str, format_: str) -> None:
    seen = 0
    exempt = {"client_id", "request_id"}
    for name, schema in schemas().items():
        for found in _objects(schema):
            for field, kind in found["properties"].items():
                if field.endswith(ending) and field not in exempt:
                    branches = [one for one in kind.get("anyOf", [kind]) if one.get("type") != "null"]
                    seen += 1
                    assert branches[0].get("format") == format_, (name, field)
    assert seen > 5


def test_everything_sent_has_a_limit() -> None:
    """No text, list or number without one: what is unbounded is an attacker's."""
    unbounded = []
    for name in _reached({operation.model for operation in every() if operation.model}):
        for field, kind in schemas()[name].get("properties", {}).items():
            for branch in kind.get("anyOf", [kind]):
                unbounded += [f"{name}.{field}"] if _is_unbounded(branch) else []
    assert unbounded == []


def _is_unbounded(schema: dict[str, Any]) -> bool:
    kind = schema.get("type")
    if kind == "string":
        return not schema.keys() & {"maxLength", "format", "enum", "const", "pattern"}
    if kind == "array":
        return "maxItems" not in schema
    return kind in ("integer", "number") and not {"minimum", "maximum"} <= schema.keys() and "enum" not in schema


def test_no_english_sentence_is_shown_to_readers() -> None:
    def texts(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            yield from (value for key, value in node.items() if key in ("description", "summary") and isinstance(value, str))
            for value in node.values():
                yield from texts(value)
        elif isinstance(node, list):
            for value in node:
                yield from texts(value)

    english = {text for text in texts(document()) if not JAPANESE.search(text) and " " in text}
    assert english == set()
