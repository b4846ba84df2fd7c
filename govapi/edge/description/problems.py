"""What every operation may be refused with, and the headers that come and go with it."""

from typing import Any

Json = dict[str, Any]

PROBLEMS = {
    "400": ("malformed", "要求の形式が正しくありません", "本文を読み取れない"),
    "401": ("unauthenticated", "サインインが必要です", "サインインしていない、又はトークンが無効"),
    "403": ("missing_scope", "この操作を行う権限がありません", "この操作を行う権限がない"),
    "404": ("not_found", "見つかりません", "存在しない、又は閲覧できない"),
    "405": ("method_not_allowed", "この方法では利用できません", "この方法では利用できない"),
    "409": ("wrong_state", "今の状態ではこの操作を行えません", "今の状態では行えない、又は既にある登録と重なる"),
    "412": ("stale", "ほかの人が先に更新しています", "ほかの人が先に更新した（ETag が古い）"),
    "413": ("too_large", "大きすぎます", "大きすぎる"),
    "415": ("unsupported_type", "この種類のデータは受け付けられません", "この種類のデータは受け付けられない"),
    "422": ("invalid", "入力内容に誤りがあります", "入力内容に誤りがある、又は必要な条件が整っていない"),
    "428": ("precondition_required", "If-Match ヘッダーが必要です", "If-Match ヘッダーが必要"),
    "429": ("too_many", "要求が多すぎます", "要求が多すぎる"),
    "503": ("unavailable", "一時的に利用できません", "一時的に利用できない"),
}
ALWAYS = ("400", "401", "403", "404", "405", "422", "429", "503")
WITH_BODY = ("409", "413", "415")
WITH_IF_MATCH = ("409", "412", "428")

FIELD_FAULT: Json = {
    "type": "object",
    "required": ["pointer", "message"],
    "properties": {
        "pointer": {"type": "string", "description": "JSON Pointer（RFC 6901）。照会条件では /名前", "examples": ["/title"]},
        "message": {"type": "string", "examples": ["「title」を入力してください。"]},
    },
}
PROBLEM: Json = {
    "type": "object",
    "description": "RFC 9457 の problem document",
    "required": ["type", "title", "status", "code", "detail", "errors"],
    "properties": {
        "type": {"type": "string", "format": "uri", "examples": ["urn:govapi:problem:invalid"]},
        "title": {"type": "string", "examples": ["入力内容に誤りがあります"]},
        "status": {"type": "integer", "minimum": 400, "maximum": 599, "examples": [422]},
        "code": {"type": "string", "description": "変わらない英字の符号", "examples": ["invalid"]},
        "detail": {"type": "string", "examples": ["各項目の説明を確かめて、直してください。"]},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/FieldFault"}},
    },
}

PARAMETERS: Json = {
    "IfMatch": {
        "name": "If-Match",
        "in": "header",
        "required": True,
        "description": "読み込んだ時の ETag。ないと 428、古いと 412",
        "schema": {"type": "string", "minLength": 1, "maxLength": 100},
        "example": '"1"',
    },
    "IdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "description": "同じ値と内容で繰り返しても一度だけ行い、同じ答えを返す。同じ値で内容が異なると 422",
        "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
        "example": "draft-2026-0012",
    },
    "ConfirmNotMyNumber": {
        "name": "Confirm-Not-My-Number",
        "in": "header",
        "required": False,
        "description": "自由記述の中の12桁の数字が個人番号でないことを確かめたときに付ける。確かめたことは監査記録に残る",
        "schema": {"type": "string", "enum": ["yes"]},
        "example": "yes",
    },
}
HEADERS: Json = {
    "ETag": {
        "description": "記録の版。変更の時に If-Match に付けて送る",
        "schema": {"type": "string"},
        "example": '"1"',
    },
    "Location": {
        "description": "作られた記録の所在",
        "schema": {"type": "string", "format": "uri-reference"},
        "example": "/api/v1/contracts/019b4a3e-8f60-7c3a-9d0e-3f1b5a7c9e21",
    },
    "ContentDisposition": {
        "description": "保存する時のファイル名",
        "schema": {"type": "string"},
        "example": "attachment; filename*=UTF-8''%E5%A5%91%E7%B4%84%E6%9B%B8.docx",
    },
}


def responses() -> Json:
    """The refusals as components, one a status."""
    return {f"Problem{status}": _response(status) for status in PROBLEMS}


def reference(status: str) -> Json:
    """Where an operation points to for a refusal."""
    return {"$ref": f"#/components/responses/Problem{status}"}


def _response(status: str) -> Json:
    code, title, description = PROBLEMS[status]
    example = {
        "type": f"urn:govapi:problem:{code}",
        "title": title,
        "status": int(status),
        "code": code,
        "detail": f"{title}。内容を確かめてください。",
        "errors": [],
    }
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": description,
        "content": {"application/problem+json": {"schema": schema, "examples": {"例": {"value": example}}}},
    }
