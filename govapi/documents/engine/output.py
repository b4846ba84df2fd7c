"""What stands behind a tag when it is filled: escaping, missing facts, and the step count of loops.

The names with an underscore can't be written in a template; the compiler puts them round every tag.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from govapi.documents.engine.filters import missing
from govapi.documents.engine.refusals import FactMissing, FactUnfit
from govapi.kit.errors import TooLarge
from govapi.kit.japan.era import wareki

MAX_STEPS = 200_000
"""Rounds of all loops of one document together."""

_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


class Page:
    """One document being written: its step count, and the rule for a fact that isn't there."""

    __slots__ = ("steps",)

    def __init__(self) -> None:
        self.steps = 0

    def missing(self, path: str) -> None:
        """Called where a missing fact would be printed. Raises FactMissing."""
        raise FactMissing(path)


class Draft(Page):
    """A page that is thrown away: it only notes which facts it missed, in the order of the paper."""

    __slots__ = ("missed",)

    def __init__(self) -> None:
        super().__init__()
        self.missed: dict[str, None] = {}

    def missing(self, path: str) -> None:
        self.missed[path] = None


class _Unknown:
    """Compared with anything, it is neither more nor less, and nothing is in it."""

    def __lt__(self, other: object) -> bool:
        return False

    __le__ = __gt__ = __ge__ = __contains__ = __lt__


def text(value: Any, page: Page, path: str | None) -> str:
    """A fact as XML text inside ``<w:t>``. Line ends and tabs become Word's own; characters XML forbids are dropped."""
    known = value if value.__class__ is str and value else plain(value, page, path)
    if known.isprintable() and "&" not in known and "<" not in known and ">" not in known:
        return known  # nearly all facts
    return _escaped(known).replace("\t", _TAB).replace("\n", _BREAK)


def attribute(value: Any, page: Page, path: str | None) -> str:
    """A fact inside an attribute in double quotes."""
    known = value if value.__class__ is str and value else plain(value, page, path)
    if known.isidentifier() or known.isdecimal():
        return known  # keys and versions
    return _escaped(known).replace('"', "&quot;").replace("\t", " ").replace("\n", " ")


def plain(value: object, page: Page, path: str | None) -> str:
    """A fact as plain text. ``path`` names it where it must be known; None where it may be blank."""
    if missing(value):
        if path is not None:
            page.missing(path)
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return wareki(value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)
    raise FactUnfit(f"「{path or '差込み項目'}」はそのまま書類に書ける値ではありません。様式の差込み札を確かめてください。")


def _escaped(value: str) -> str:
    lines = _NOT_XML.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return lines.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def rounds(value: object, page: Page, path: str) -> Sequence[object]:
    """The list a loop goes over, paid for in steps before the first round. Raises TooLarge, FactUnfit, FactMissing."""
    if not isinstance(value, (list, tuple)):
        if missing(value):
            page.missing(path)
            return ()
        raise FactUnfit(f"「{path}」は一覧ではないので、繰り返せません。様式の差込み札を確かめてください。")
    page.steps += len(value) + 1
    if page.steps > MAX_STEPS:
        raise TooLarge(f"書類の繰返しが{MAX_STEPS:,}回を超えました。差し込む一覧を短くするか、様式の繰返しを減らしてください。")
    return value


def comparable(value: object, page: Page, path: str) -> object:
    """A fact compared by size, or looked into with ``in``, must be known."""
    if missing(value):
        page.missing(path)
        return _Unknown()
    return value


INTERNAL_FILTERS: Mapping[str, Callable[..., object]] = MappingProxyType(
    {"_text": text, "_attribute": attribute, "_plain": plain, "_rounds": rounds, "_comparable": comparable}
)
