"""Putting the document together: Litestar's paths and parameters, pydantic's schemas, what all operations share."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from govapi.edge.description import problems
from govapi.edge.description.examples import Examples
from govapi.edge.description.parameters import tidied
from govapi.edge.description.schemas import BINARY, Shapes, answer_of, body_of, shapes_of, takes_body
from govapi.edge.description.words import is_japanese
from govapi.edge.guards import PUBLIC

Json = dict[str, Any]

JSON = "application/json"
DONE = {"200": "できた", "201": "作成した", "204": "削除した"}


def handlers_of(app: Litestar) -> Iterator[HTTPRouteHandler]:
    """The operations of the API: every route that wants a scope, and those for everybody that say they are described."""
    seen: set[str] = set()
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            of_api = ":" in str(handler.opt.get("access", "")) or handler.opt.get("described", False)
            if of_api and handler.operation_id not in seen:
                seen.add(str(handler.operation_id))
                yield handler


def describe(app: Litestar) -> Json:
    """The OpenAPI document of the app as plain data, in a stable order."""
    handlers = {str(handler.operation_id): handler for handler in handlers_of(app)}
    raw = app.openapi_schema.to_schema()
    shapes = shapes_of(handlers.values())
    writer = _Writer(handlers, shapes)
    paths = {path: writer.path(raw["paths"][path]) for path in sorted(raw["paths"])}
    schemas = shapes.components | {"Problem": problems.PROBLEM, "FieldFault": problems.FIELD_FAULT}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "govapi",
            "version": raw["info"]["version"],
            "description": "地方公共団体の業務委託の情報セキュリティを統べる API。誤りは problem+json（RFC 9457）で返す。",
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": tag} for tag in sorted({tag for handler in handlers.values() for tag in handler.tags or ()})],
        "paths": {path: operations for path, operations in paths.items() if operations},
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "examples": dict(sorted(_examples(shapes).items())),
            "responses": problems.responses(),
            "parameters": problems.PARAMETERS,
            "headers": problems.HEADERS,
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def written(app: Litestar) -> str:
    """The document as it is committed: ``openapi/govapi.v1.json``."""
    return json.dumps(describe(app), ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True)
class _Writer:
    """Completes the operations of one document."""

    handlers: dict[str, HTTPRouteHandler]
    shapes: Shapes

    def path(self, operations: Json) -> Json:
        return {
            method: self.operation(method, operation, self.handlers[operation["operationId"]])
            for method, operation in operations.items()
            if isinstance(operation, dict) and operation.get("operationId") in self.handlers
        }

    def operation(self, method: str, raw: Json, handler: HTTPRouteHandler) -> Json:
        scope, if_match = handler.opt["access"], handler.opt.get("if_match", False)
        needed = "サインイン不要" if scope == PUBLIC else f"必要な scope: `{scope}`"
        text = raw.get("description") or ""
        parameters = [tidied(parameter) for parameter in raw.get("parameters", ())]
        parameters += [{"$ref": "#/components/parameters/IfMatch"}] if if_match else []
        parameters += [{"$ref": "#/components/parameters/IdempotencyKey"}] if method == "post" else []
        parameters += [{"$ref": "#/components/parameters/ConfirmNotMyNumber"}] if takes_body(handler) else []
        made: Json = {
            "operationId": raw["operationId"],
            "summary": raw["summary"],
            "description": f"{text if is_japanese(text) else raw['summary']}（{needed}）",
            "tags": raw["tags"],
            "security": [] if scope == PUBLIC else [{"bearer": [scope]}],
            "parameters": parameters,
        }
        if takes_body(handler):
            made["requestBody"] = self.body(raw, handler)
        made["responses"] = self.responses(method, raw, handler)
        return made

    def body(self, raw: Json, handler: HTTPRouteHandler) -> Json:
        model = body_of(handler)
        if model is None:
            found: Json = raw["requestBody"]
            return found
        schema = self.shapes.references[model, "validation"]
        return {"required": True, "content": {handler.opt.get("media", JSON): {"schema": schema, "examples": _example(schema)}}}

    def responses(self, method: str, raw: Json, handler: HTTPRouteHandler) -> Json:
        given = {status: self.success(status, found, handler) for status, found in raw["responses"].items() if status[0] == "2"}
        statuses = set(problems.ALWAYS)
        statuses |= set(problems.WITH_BODY) if method in ("post", "patch", "put") else set()
        statuses |= set(problems.WITH_IF_MATCH) if handler.opt.get("if_match") else set()
        return dict(sorted((given | {status: problems.reference(status) for status in statuses}).items()))

    def success(self, status: str, raw: Json, handler: HTTPRouteHandler) -> Json:
        model = answer_of(handler)
        headers = {"ETag": {"$ref": "#/components/headers/ETag"}}
        if status == "204":
            return {"description": DONE[status]}
        if model is None:
            headers["Content-Disposition"] = {"$ref": "#/components/headers/ContentDisposition"}
            content = {media: {"schema": BINARY} for media in handler.opt.get("gives") or raw.get("content", {})}
            return {"description": "ファイル", "headers": headers, "content": content}
        if status == "201":
            headers["Location"] = {"$ref": "#/components/headers/Location"}
        schema = self.shapes.references[model, "serialization"]
        content = {JSON: {"schema": schema, "examples": _example(schema)}}
        return {"description": DONE[status], "headers": headers, "content": content}


def _examples(shapes: Shapes) -> Json:
    """An example of everything sent and given, each written once."""
    maker = Examples(shapes.components)
    return {
        _name(schema): {"value": maker.sent(schema) if mode == "validation" else maker.given(schema)}
        for (_model, mode), schema in shapes.references.items()
    }


def _example(schema: Json) -> Json:
    return {"例": {"$ref": f"#/components/examples/{_name(schema)}"}}


def _name(schema: Json) -> str:
    name: str = schema["$ref"].rsplit("/", 1)[1]
    return name
