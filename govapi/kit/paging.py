"""Keyset pages: a list is read onward from its last row, so page 1,000 costs what page 1 costs."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from govapi.kit.errors import Invalid

MAX_LIMIT = 200
DEFAULT_LIMIT = 50

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list; ``next_cursor`` is None on the last one."""

    items: Sequence[T]
    next_cursor: str | None

    def map(self, change: Callable[[T], U]) -> "Page[U]":
        return Page([change(item) for item in self.items], self.next_cursor)


def encode_cursor(*keys: str) -> str:
    """An opaque cursor from the sort keys of the last row."""
    return base64.urlsafe_b64encode(json.dumps(keys, ensure_ascii=False).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, size: int) -> list[str]:
    """The ``size`` sort keys in ``cursor``; raises Invalid when it was not made by us."""
    try:
        keys = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error):
        keys = None
    if not isinstance(keys, list) or len(keys) != size or not all(isinstance(key, str) and "\0" not in key for key in keys):
        raise Invalid("続きの位置（cursor）が正しくありません。一覧の最初から読み直してください。", pointer="/cursor")
    return keys


def decode_id_cursor(cursor: str) -> UUID:
    """The id of the last row, for lists that are ordered by id alone."""
    try:
        return UUID(decode_cursor(cursor, 1)[0])
    except ValueError:
        raise Invalid("続きの位置（cursor）が正しくありません。一覧の最初から読み直してください。", pointer="/cursor") from None


def page_of(rows: Sequence[T], limit: int, key: Callable[[T], Sequence[str]]) -> Page[T]:
    """A page from ``limit + 1`` fetched rows: the extra row only tells that more follow."""
    if len(rows) <= limit:
        return Page(rows, None)
    return Page(rows[:limit], encode_cursor(*key(rows[limit - 1])))
