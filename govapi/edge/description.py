"""The description of the API (OpenAPI 3.1): what Litestar derives, completed with what all operations share."""

from typing import Any

from litestar import Litestar

PROBLEM_REFERENCE = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}

PROBLEMS = {
    "400": "本文を読み取れない",
    "401": "サインインしていない、又はトークンが無効",
    "403": "この操作を行う権限がない",
    "404": "存在しない、又は閲覧できない",
    "405": "この方法では利用できない",
    "409": "今の状態では行えない、又は既にある登録と重なる",
    "412": "ほかの人が先に更新した（ETag が古い）",
    "413": "大きすぎる",
    "415": "この種類のデータは受け付けられない",
    "422": "入力内容に誤りがある、又は必要な条件が整っていない",
    "428": "If-Match ヘッダーが必要",
    "429": "要求が多すぎる",
    "503": "一時的に利用できない",
}

PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail", "errors"],
    "properties": {
        "type": {"type": "string", "examples": ["urn:govapi:problem:invalid"]},
        "title": {"type": "string", "examples": ["入力内容に誤りがあります"]},
        "status": {"type": "integer", "examples": [422]},
        "code": {"type": "string", "examples": ["invalid"]},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "message"],
                "properties": {"pointer": {"type": "string", "examples": ["/title"]}, "message": {"type": "string"}},
            },
        },
    },
}

IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "読み込んだ時の ETag",
    "schema": {"type": "string"},
    "example": '"1"',
}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "同じ値と内容で繰り返しても一度だけ行い、同じ答えを返す",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}

ALWAYS = ("401", "403", "405", "422", "503")
OF_METHOD = {
    "get": ("404",),
    "post": ("400", "404", "409", "413", "415"),
    "patch": ("400", "404", "409", "412", "413", "415", "428"),
    "put": ("400", "404", "409", "412", "413", "415", "428"),
    "delete": ("404", "409", "412", "428"),
}


def describe(app: Litestar) -> dict[str, Any]:
    """The OpenAPI document of the app as plain data, in a stable order."""
    document = app.openapi_schema.to_schema()
    components = document.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM_SCHEMA
    components["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
    options = _options_of(app)
    for path in sorted(document["paths"]):
        for method, operation in document["paths"][path].items():
            _complete(operation, method, options[operation["operationId"]])
    for schema in components["schemas"].values():
        _close(schema)
    document["paths"] = dict(sorted(document["paths"].items()))
    components["schemas"] = dict(sorted(components["schemas"].items()))
    return document


def _options_of(app: Litestar) -> dict[str, dict[str, Any]]:
    handlers = (handler for route in app.routes for handler in getattr(route, "route_handlers", []))
    return {str(handler.operation_id): handler.opt for handler in handlers if getattr(handler, "operation_id", None)}


def _complete(operation: dict[str, Any], method: str, opt: dict[str, Any]) -> None:
    operation["security"] = [{"bearer": []}]
    operation["description"] = f"{operation.get('description') or operation['summary']}（必要な scope: `{opt['access']}`）"
    parameters = operation.setdefault("parameters", [])
    statuses = {*ALWAYS, *OF_METHOD[method]}
    if opt.get("if_match"):
        parameters.append(IF_MATCH)
        statuses |= {"412", "428"}
    if method == "post":
        parameters.append(IDEMPOTENCY_KEY)
    responses = operation["responses"]
    for status in statuses:
        responses[status] = {"description": PROBLEMS[status], "content": PROBLEM_REFERENCE}
    operation["responses"] = dict(sorted(responses.items()))


def _close(schema: dict[str, Any]) -> None:
    """Says that unknown fields are refused (Litestar leaves it out of what pydantic declares)."""
    if schema.get("type") == "object" and schema.get("properties") and str(schema.get("title", "")).endswith("In"):
        schema["additionalProperties"] = False
