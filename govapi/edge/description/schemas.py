"""The shapes of all operations as JSON Schema, written by pydantic itself, which knows every constraint."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from litestar.datastructures import UploadFile
from litestar.handlers import HTTPRouteHandler
from litestar.typing import FieldDefinition
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from govapi.edge.description.words import is_japanese

REFERENCE = "#/components/schemas/{model}"
BINARY = {"type": "string", "format": "binary"}


@dataclass(frozen=True)
class Shapes:
    """All schemas by name, and where each model's own schema stands."""

    components: dict[str, Any]
    references: dict[tuple[type[BaseModel], JsonSchemaMode], JsonSchemaValue]


class _Schemas(GenerateJsonSchema):
    """Without invented titles, and without ``default: null``: a field left out of a change stays as it is."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        found = super().default_schema(schema)
        if found.get("default", ...) is None:
            del found["default"]
        return found

    def is_instance_schema(self, schema: core_schema.IsInstanceSchema) -> JsonSchemaValue:
        if schema["cls"] is UploadFile:
            return dict(BINARY)
        return super().is_instance_schema(schema)


def body_of(handler: HTTPRouteHandler) -> type[BaseModel] | None:
    """The model of what is sent; None where nothing (or no model) is."""
    return _model(handler.parsed_fn_signature.parameters.get("data"))


def takes_body(handler: HTTPRouteHandler) -> bool:
    return "data" in handler.parsed_fn_signature.parameters


def answer_of(handler: HTTPRouteHandler) -> type[BaseModel] | None:
    """The model of what is answered: the X of ``Answer[X]``; None for files and empty answers."""
    inner = handler.parsed_fn_signature.return_type.inner_types
    return _model(inner[0]) if inner else None


def shapes_of(handlers: Iterable[HTTPRouteHandler]) -> Shapes:
    """The schemas of everything these handlers take and give."""
    wanted: dict[tuple[type[BaseModel], JsonSchemaMode], None] = {}
    for handler in handlers:
        sent, given = body_of(handler), answer_of(handler)
        wanted |= {(sent, "validation"): None} if sent else {}
        wanted |= {(given, "serialization"): None} if given else {}
    references, document = models_json_schema(list(wanted), ref_template=REFERENCE, schema_generator=_Schemas)
    components = document.get("$defs", {})
    for schema in components.values():
        if not is_japanese(schema.get("description", "")):
            schema.pop("description", None)  # the docstring, written for engineers
    return Shapes(components, {key: references[key] for key in wanted})


def _model(definition: FieldDefinition | None) -> type[BaseModel] | None:
    found = definition.annotation if definition is not None else None
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None
