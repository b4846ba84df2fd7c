"""個人番号: what looks like one in a free text is held back once. The writer may say that it is none; that is put on record.

In names, remarks and rosters it is refused whatever anybody says (``edge.shapes``); identifiers are exempt.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from govapi.kit.text import looks_like_my_number

REFUSED = "個人番号（マイナンバー）とみられる12桁の数字が含まれています。個人番号は登録できません。番号を消してください。"
CONFIRMABLE = "個人番号でないときは、そのことを確かめて、もう一度送ってください。"


@dataclass
class Word:
    """What the writer says of the texts of one request, and how many were let through on it."""

    is_none: bool = False
    let_through: int = 0


_word: ContextVar[Word | None] = ContextVar("not_a_my_number", default=None)


def start(*, is_none: bool) -> Word:
    """Starts a request: what was said in the one before holds no longer."""
    word = Word(is_none)
    _word.set(word)
    return word


def said() -> Word | None:
    """The word of this request."""
    return _word.get()


@contextmanager
def stored_before() -> Iterator[None]:
    """Texts read inside were looked at when they were written: none is held back again, and nothing goes on record."""
    before = _word.get()
    _word.set(Word(is_none=True))
    try:
        yield
    finally:
        _word.set(before)


def check(text: str) -> str:
    """The text. Raises ValueError with a Japanese sentence when it holds what looks like a 個人番号 and nobody said it is none."""
    if looks_like_my_number(text):
        word = _word.get()
        if word is None or not word.is_none:
            raise ValueError(REFUSED + CONFIRMABLE)
        word.let_through += 1
    return text
