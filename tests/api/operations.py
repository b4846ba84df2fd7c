"""The operations of the API as the tests see them: read from the app's own description, so that new routes are covered at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from litestar import Litestar

from govapi.edge.description import describe

Json = Mapping[str, Any]
PREFIX = "/api/v1"


@dataclass(frozen=True)
class Operation:
    """One method on one path. ``path`` has no prefix and keeps its ``{names}``; ``body`` is the described example."""

    id: str
    method: str
    path: str
    scope: str
    media: str | None
    model: str
    body: Any
    if_match: bool
    query: Mapping[str, Json]
    needed_query: Mapping[str, Any]
    raw: Json

    @property
    def writes(self) -> bool:
        return self.method != "GET"

    @property
    def ids(self) -> list[str]:
        """The names in the path."""
        return [part[1:-1] for part in self.path.split("/") if part.startswith("{")]

    @property
    def is_json(self) -> bool:
        return self.media == "application/json"

    def at(self, values: Mapping[str, str]) -> str:
        return self.path.format(**values)


def operations(document: Json) -> Iterator[Operation]:
    """Every operation of a description that wants a scope."""
    for path, methods in document["paths"].items():
        for method, raw in methods.items():
            if raw["security"]:
                yield _operation(document, path.removeprefix(PREFIX), method, raw)


def open_operations(document: Json) -> set[str]:
    """The ids of the operations that are for everybody."""
    return {raw["operationId"] for methods in document["paths"].values() for raw in methods.values() if not raw["security"]}


def of_app(app: Litestar) -> list[Operation]:
    return list(operations(describe(app)))


def _operation(document: Json, path: str, method: str, raw: Json) -> Operation:
    parameters = [_resolved(document, parameter) for parameter in raw["parameters"]]
    content = raw.get("requestBody", {}).get("content", {})
    media = next(iter(content), None)
    described = content[media] if media else {}
    example = _resolved(document, next(iter(described.get("examples", {}).values()), {}))
    return Operation(
        id=raw["operationId"],
        method=method.upper(),
        path=path,
        scope=raw["security"][0]["bearer"][0],
        media=media,
        model=described.get("schema", {}).get("$ref", "").rsplit("/", 1)[-1],
        body=example.get("value"),
        if_match=any(parameter["name"] == "If-Match" for parameter in parameters),
        query={parameter["name"]: parameter["schema"] for parameter in parameters if parameter["in"] == "query"},
        needed_query={one["name"]: _fitting(document, one) for one in parameters if one["in"] == "query" and one["required"]},
        raw=raw,
    )


def _fitting(document: Json, parameter: Json) -> Any:
    """A value the parameter takes: its example, or the first of its choices."""
    schema = parameter["schema"]
    choices = _resolved(document, schema.get("allOf", [schema])[0]).get("enum", [1])
    return parameter.get("example", choices[0])


def _resolved(document: Json, part: Json) -> Json:
    if "$ref" not in part:
        return part
    found: Any = document
    for key in part["$ref"].removeprefix("#/").split("/"):
        found = found[key]
    return dict(found)
