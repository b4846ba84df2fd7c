"""Refusals: everything govapi may say "no" with.

A refusal carries an HTTP status, a stable English code for programs, and Japanese words for people. The doors turn it
into problem+json or a page; nothing below the doors knows HTTP.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class FieldFault:
    """One fault in the input: a JSON pointer (``/corporate_number``) and a Japanese sentence."""

    pointer: str
    message: str


class Refusal(Exception):  # a refusal is an answer, not a programming error
    """A refused request. ``detail`` says in Japanese what to do; ``errors`` name the faulty fields."""

    status = 400
    code = "refused"
    title = "この操作は行えません"

    def __init__(
        self, detail: str, *, code: str | None = None, errors: Sequence[FieldFault] = (), pointer: str | None = None
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or type(self).code
        self.errors = [FieldFault(pointer, detail)] if pointer is not None else list(errors)


class Malformed(Refusal):
    status, code, title = 400, "malformed", "要求の形式が正しくありません"


class Unauthenticated(Refusal):
    status, code, title = 401, "unauthenticated", "サインインが必要です"


class NotAllowed(Refusal):
    status, code, title = 403, "not_allowed", "この操作を行う権限がありません"


class NotFound(Refusal):
    status, code, title = 404, "not_found", "見つかりません"

    def __init__(
        self, detail: str = "指定されたものは存在しないか、閲覧できません。番号を確かめてください。", *, code: str | None = None
    ) -> None:
        super().__init__(detail, code=code)


class WrongState(Refusal):
    status, code, title = 409, "wrong_state", "今の状態ではこの操作を行えません"


class Conflict(Refusal):
    status, code, title = 409, "conflict", "既にある登録と重なっています"


class Stale(Refusal):
    status, code, title = 412, "stale", "ほかの人が先に更新しています"

    def __init__(
        self, detail: str = "表示した後に、ほかの人がこの記録を更新しました。最新の内容を確かめてから、もう一度操作してください。"
    ) -> None:
        super().__init__(detail)


class TooLarge(Refusal):
    status, code, title = 413, "too_large", "大きすぎます"


class UnsupportedType(Refusal):
    status, code, title = 415, "unsupported_type", "この種類のデータは受け付けられません"


class Invalid(Refusal):
    status, code, title = 422, "invalid", "入力内容に誤りがあります"


class Unmet(Refusal):
    status, code, title = 422, "unmet", "必要な条件が整っていません"


class PreconditionRequired(Refusal):
    status, code, title = 428, "precondition_required", "If-Match ヘッダーが必要です"


class TooMany(Refusal):
    status, code, title = 429, "too_many", "要求が多すぎます"


class Unavailable(Refusal):
    status, code, title = 503, "unavailable", "一時的に利用できません"
