"""Every refusal and every fault becomes problem+json (RFC 9457) with Japanese words; nothing internal leaks."""

import re
from typing import Any

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.types import Empty
from litestar.utils.scope.state import ScopeState
from pydantic import BaseModel, ValidationError

from govapi.edge.answers import replayed
from govapi.edge.door import Replayed
from govapi.kit.errors import FieldFault, Invalid, Malformed, NotFound, Refusal, TooLarge
from govapi.kit.validation import faults, labels_of

PROBLEM = "application/problem+json"
UNREADABLE = "送られた内容を読み取れません。本文の書き方と Content-Type を確かめて送ってください。"
FAULTY = "入力内容に誤りがあります。各項目の説明を確かめて、直してください。"

SECRET_PATHS = ("/duties/feeds/", "/answer/")

_MISSING = re.compile(r"Missing required \w+ parameter '([^']+)'")

log = structlog.get_logger("govapi.edge")


def refusal_of(request: Request[Any, Any, Any], fault: Exception) -> Refusal:
    """The refusal behind any exception; what nobody foresaw becomes a 500 without details."""
    if isinstance(fault, Refusal):
        return fault
    if isinstance(fault, ValidationException):
        return _input_fault(request, fault)
    if isinstance(fault, HTTPException) and (fault.status_code < 500 or "disconnected" in fault.detail):
        return _http_fault(fault)
    if isinstance(fault, LookupError | UnicodeError) and _was_reading_a_form(request):
        return Malformed(UNREADABLE)
    log.error("unforeseen", path=without_keys(request.url.path), kind=type(fault).__name__, exc_info=fault)
    return Unforeseen("予期しない誤りが起きました。時間をおいて操作し、直らないときはシステム管理者に連絡してください。")


def without_keys(path: str) -> str:
    """The path as it may stand in a log: of an address that is itself a key (予定表の配信) only the beginning."""
    secret = next((start for start in SECRET_PATHS if path.startswith(start)), None)
    return path if secret is None else f"{secret}…"


class Unforeseen(Refusal):
    status, code, title = 500, "unforeseen", "予期しない誤りが起きました"


class MethodRefused(Refusal):
    status, code, title = 405, "method_not_allowed", "この方法では利用できません"


def _http_fault(fault: HTTPException) -> Refusal:
    if fault.status_code == 404:
        return NotFound()
    if fault.status_code == 405:
        return MethodRefused("この入口では、この HTTP メソッドを使えません。")
    if fault.status_code == 413:
        return TooLarge("送られた内容が大きすぎます。分けて送るか、小さくしてください。")
    return Malformed(UNREADABLE)


def _was_reading_a_form(request: Request[Any, Any, Any]) -> bool:
    """Litestar lets a part in an unknown or wrong character set fail where it is decoded."""
    is_form = request.headers.get("content-type", "").startswith("multipart/")
    return is_form and ScopeState.from_scope(request.scope).form is Empty


def _input_fault(request: Request[Any, Any, Any], fault: ValidationException) -> Refusal:
    """Litestar keeps only strings of what pydantic said; a JSON body is validated once more to get the fields."""
    model, sent = _model_of(request), ScopeState.from_scope(request.scope).json
    if model is not None and sent is not Empty:
        try:
            model.model_validate(sent)
        except ValidationError as error:
            return Invalid(FAULTY, errors=faults(error, labels_of(model), data=sent))
    missing = _MISSING.search(fault.detail)
    if missing:
        return Invalid(FAULTY, errors=[FieldFault(f"/{missing[1]}", f"「{missing[1]}」を指定してください。")])
    extra = fault.extra if isinstance(fault.extra, list) else []
    return Invalid(FAULTY, errors=[_fault_of(item) for item in extra if isinstance(item, dict)])


def _fault_of(item: dict[str, Any]) -> FieldFault:
    """A fault in a query parameter, a header, or a part of a form."""
    return FieldFault(
        f"/{item.get('key', '')}", f"「{item.get('key', '')}」の値が正しくありません。値の形と範囲を確かめてください。"
    )


def _model_of(request: Request[Any, Any, Any]) -> type[BaseModel] | None:
    parameters = request.route_handler.parsed_fn_signature.parameters
    declared = parameters["data"].annotation if "data" in parameters else None
    return declared if isinstance(declared, type) and issubclass(declared, BaseModel) else None


def problem(refusal: Refusal) -> Response[dict[str, Any]]:
    """The problem document of a refusal."""
    body = {
        "type": f"urn:govapi:problem:{refusal.code}",
        "title": refusal.title,
        "status": refusal.status,
        "code": refusal.code,
        "detail": refusal.detail,
        "errors": [{"pointer": fault.pointer, "message": fault.message} for fault in refusal.errors],
    }
    headers = {"WWW-Authenticate": 'Bearer realm="govapi"'} if refusal.status == 401 else {}
    return Response(body, status_code=refusal.status, media_type=PROBLEM, headers=headers)


def handle(request: Request[Any, Any, Any], fault: Exception) -> Response[Any]:
    """The exception handler of the API."""
    if isinstance(fault, Replayed):
        kept = fault.remembered
        return replayed(kept.status, kept.body, kept.headers)
    return problem(refusal_of(request, fault))
