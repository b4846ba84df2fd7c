"""Reading JSON strictly: what two readers could understand differently is refused before any room sees it."""

import json
import re
from collections.abc import AsyncGenerator, Sequence
from typing import Any

from litestar import Request
from litestar.types import Empty

from govapi.kit.errors import Malformed

DIGITS = 18  # more than any number we keep has; Python and the databases stop agreeing above 19
DEPTH = 40
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


class StrictRequest(Request[Any, Any, Any]):
    """A request whose JSON is read by ``parsed``, and whose body may be read by form and door in either order."""

    async def stream(self) -> AsyncGenerator[bytes, None]:
        yield await self.body()
        yield b""

    async def body(self) -> bytes:
        if self._connection_state.body is Empty:
            self._connection_state.body = b"".join([chunk async for chunk in super().stream()])
        return self._connection_state.body

    async def json(self) -> Any:
        if self._json is Empty:
            if self._connection_state.json is Empty:
                self._connection_state.json = parsed(await self.body())
            self._json = self._connection_state.json
        return self._json


def parsed(body: bytes) -> Any:
    """The value of a JSON body; raises Malformed. An empty body is null.

    Refused: what is no UTF-8 or no JSON (NaN too), a key given twice, numbers of more digits than we keep,
    deep nesting, NUL and lone surrogates.
    """
    if not body:
        return None
    try:
        text = body.decode("utf-8")
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant, parse_int=_whole, parse_float=_fraction)
    except (ValueError, RecursionError):
        raise Malformed("本文を JSON として読み取れません。UTF-8 の正しい JSON で送ってください。") from None
    if "\\u" in text:
        _refuse_unwritable(text, value)
    if text.count("[") + text.count("{") > DEPTH:
        _refuse_depth(value)
    return value


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed("本文の JSON に、同じ名前の項目が2回書かれています。一つにして送ってください。", code="duplicate_key")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _whole(digits: str) -> int:
    if len(digits.lstrip("-")) > DIGITS:
        raise Malformed(f"本文の数値の桁が多すぎます。{DIGITS}桁以内の数値を送ってください。", code="number_too_long")
    return int(digits)


def _fraction(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise Malformed("本文の数値が大きすぎます。数値を確かめて送ってください。", code="number_too_long")
    return value


def _refuse_unwritable(text: str, value: Any) -> None:
    """``\\u0000`` and half a surrogate pair are JSON, but no text any database can keep."""
    written = json.dumps(value, ensure_ascii=False)
    if any("\ud800" <= char <= "\udfff" for char in written) or _NUL.search(text):
        raise Malformed("本文に、保存できない文字（NUL 又は片方だけのサロゲート）が含まれています。", code="unwritable_text")


def _refuse_depth(value: Any) -> None:
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > DEPTH:
            raise Malformed(f"本文の JSON の入れ子が深すぎます。{DEPTH}段以内で送ってください。", code="too_deep")
        level = [inner for outer in level for inner in _inside(outer)]


def _inside(value: Any) -> Sequence[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [item for item in inner if isinstance(item, dict | list)]
