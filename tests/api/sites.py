"""Every place in a request body where a value stands, so that each can be poisoned in turn."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from govapi.edge.description.examples import Examples

Json = Mapping[str, Any]
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Site:
    """A place by its path, with the schema of what belongs there."""

    path: Path
    schema: Json

    @property
    def pointer(self) -> str:
        return "".join(f"/{part}" for part in self.path)

    @property
    def is_free_text(self) -> bool:
        """Whether a person writes sentences or names here; identifiers and codes are shorter and exempt."""
        plain = not self.schema.keys() & {"enum", "const", "format", "pattern"}
        return self.schema.get("type") == "string" and plain and 200 <= self.schema.get("maxLength", 0) <= 10_000

    @property
    def kinds(self) -> set[str]:
        """The JSON types that may stand here."""
        branches = self.schema.get("anyOf", [self.schema])
        return {branch.get("type", "object") for branch in branches}


def sites(components: Json, model: str) -> Iterator[Site]:
    """All places of a model, those in nested objects and in the first row of lists included."""
    yield from _within(components, components[model], ())


def _within(components: Json, schema: Json, path: Path) -> Iterator[Site]:
    for branch in schema.get("anyOf", [schema]):
        found = components[branch["$ref"].rsplit("/", 1)[1]] if "$ref" in branch else branch
        for name, field in found.get("properties", {}).items():
            yield Site((*path, name), _solved(components, field))
            yield from _within(components, field, (*path, name))
        if "items" in found:
            yield Site((*path, 0), _solved(components, found["items"]))
            yield from _within(components, found["items"], (*path, 0))


def _solved(components: Json, schema: Json) -> Json:
    """The schema, a nullable one by its other branch when there is only one."""
    found = components[schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema
    branches = [branch for branch in found.get("anyOf", ()) if branch.get("type") != "null"]
    return dict(_solved(components, branches[0])) | {"nullable": True} if len(branches) == 1 else found


def whole_example(components: Json, model: str) -> Any:
    """A body with every field filled in."""
    return Examples(components).given({"$ref": f"#/components/schemas/{model}"})


def poisoned(body: Any, path: Path, value: Any) -> Any:
    """A copy of the body with another value at one place."""
    changed = copy.deepcopy(body)
    here = changed
    for part in path[:-1]:
        here = here[part]
    here[path[-1]] = value
    return changed
