"""An example for any schema: what the field itself names, else a plain value that its constraints allow."""

import re
from collections.abc import Mapping
from typing import Any

from govapi.edge.description.words import FALLBACK, word_for

Schema = Mapping[str, Any]

BY_FORMAT = {
    "uuid": "019b4a3e-8f60-7c3a-9d0e-3f1b5a7c9e21",
    "date": "2026-12-01",
    "date-time": "2026-11-24T01:00:00Z",
    "binary": "（ファイル）",
}
DEPTH = 12  # a shape that holds itself ends here


class Examples:
    """Makes examples of the schemas of one document."""

    def __init__(self, components: Schema) -> None:
        self.components = components

    def sent(self, schema: Schema) -> Any:
        """What a client might send: what is required, and what the shape itself gives an example for."""
        return self._of(schema, "", all_fields=False, depth=0)

    def given(self, schema: Schema) -> Any:
        """What comes back: every field."""
        return self._of(schema, "", all_fields=True, depth=0)

    def _of(self, schema: Schema, name: str, *, all_fields: bool, depth: int) -> Any:
        schema = self._resolved(schema)
        if schema.get("examples"):
            return schema["examples"][0]
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return next((value for value in schema["enum"] if value), schema["enum"][0])
        if "anyOf" in schema or "oneOf" in schema:
            branches = [part for part in schema.get("anyOf", schema.get("oneOf", ())) if part.get("type") != "null"]
            return self._of(branches[0], name, all_fields=all_fields, depth=depth)
        if depth >= DEPTH:
            return None
        if schema.get("type") == "object" or "properties" in schema:
            return self._object(schema, all_fields=all_fields, depth=depth + 1)
        if schema.get("type") == "array":
            count = max(1, schema.get("minItems", 0))
            items = schema.get("items", {})
            return [self._of(items, name.removesuffix("s"), all_fields=all_fields, depth=depth + 1) for _ in range(count)]
        return _scalar(schema, name)

    def _object(self, schema: Schema, *, all_fields: bool, depth: int) -> dict[str, Any]:
        properties: Mapping[str, Schema] = schema.get("properties", {})
        required = schema.get("required", ())
        wanted = [name for name, field in properties.items() if all_fields or name in required or self._speaks(field)]
        names = wanted or list(properties)[:1]
        return {name: self._of(properties[name], name, all_fields=all_fields, depth=depth) for name in names}

    def _speaks(self, schema: Schema) -> bool:
        """Whether the field gives an example of its own."""
        return any("examples" in self._resolved(part) for part in (schema, *schema.get("anyOf", ())))

    def _resolved(self, schema: Schema) -> Schema:
        while "$ref" in schema:
            schema = self.components[schema["$ref"].rsplit("/", 1)[1]]
        return schema


def _scalar(schema: Schema, name: str) -> Any:
    kind = schema.get("type")
    if kind in ("integer", "number"):
        return _number(schema, name)
    if kind == "boolean":
        return schema.get("default", True)
    if kind == "null":
        return None
    return _text(schema, name)


def _number(schema: Schema, name: str) -> int:
    if "year" in name:
        return 2026
    lowest = schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)
    return int(max(lowest, min(1, schema.get("maximum", 1))))


def _text(schema: Schema, name: str) -> str:
    if schema.get("format") in BY_FORMAT:
        return BY_FORMAT[schema["format"]]
    word = word_for(name)[: schema.get("maxLength")]
    pattern = schema.get("pattern")
    if pattern and not re.search(pattern, word):
        choices = ("", "a", "1", "0" * 13, "0" * 64, "1.00", "2026-04")
        return next((text for text in choices if re.search(pattern, text)), word)
    return word or FALLBACK
