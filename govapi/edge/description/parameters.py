"""Path and query parameters as Litestar found them, without what only repeats the defaults."""

from collections.abc import Mapping
from typing import Any

EXAMPLES = {"uuid": "019b4a3e-8f60-7c3a-9d0e-3f1b5a7c9e21", "date": "2026-12-01"}
DESCRIPTIONS = {"record_id": "記録の id", "status": "状態", "q": "検索する語", "key": "key"}


def tidied(raw: Mapping[str, Any]) -> dict[str, Any]:
    """One parameter. A query parameter cannot be null: it is left out instead."""
    schema = _without_null(raw["schema"])
    description = raw.get("description") or schema.pop("description", None) or DESCRIPTIONS.get(raw["name"])
    schema.pop("description", None)
    made = {"name": raw["name"], "in": raw["in"], "required": raw.get("required", False)}
    made |= {"description": description} if description else {}
    made["schema"] = schema
    if schema.get("format") in EXAMPLES:
        made["example"] = EXAMPLES[schema["format"]]
    return made


def _without_null(raw: Mapping[str, Any]) -> dict[str, Any]:
    branches = [part for part in raw.get("oneOf", ()) if part.get("type") != "null"]
    merged = {key: value for key, value in raw.items() if key != "oneOf"} | (dict(branches[0]) if len(branches) == 1 else {})
    if isinstance(merged.get("type"), list):
        merged["type"] = next(kind for kind in merged["type"] if kind != "null")
    if "enum" in merged:
        merged["enum"] = [value for value in merged["enum"] if value is not None]
    if merged.get("default", ...) is None:
        del merged["default"]
    return {key: int(value) if isinstance(value, float) and value == int(value) else value for key, value in merged.items()}
