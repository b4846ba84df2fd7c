"""The filters a template may name: how raw facts are written on paper.

Facts are raw values (int yen, date or ISO date text, Decimal, str). A missing fact passes through every filter as None,
so that it is still found missing where it would be printed; the ``_blank`` ones turn it into a form's blank instead.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

from jinja2 import Undefined

from govapi.documents.engine.refusals import FactUnfit
from govapi.kit.japan import era, money

Filter = Callable[[object], object]


def missing(value: object) -> bool:
    """None, an empty text, and a name that isn't there are one thing to a paper: not known yet."""
    return value is None or value == "" or isinstance(value, Undefined)


def _day(value: object) -> date:
    """A date, or ISO text of one (frozen facts come back from JSON)."""
    if isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise TypeError


def _amount(value: object) -> int | Decimal:
    """A whole number or a Decimal, or the decimal text of one."""
    if isinstance(value, str):
        return Decimal(value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return value
    raise TypeError


def _words(value: object) -> str | int | Decimal:
    if isinstance(value, str | int | Decimal) and not isinstance(value, bool):
        return value
    raise TypeError


def _of_known(name: str, write: Filter) -> Filter:
    def written(value: object) -> object:
        if missing(value):
            return None
        try:
            return write(value)
        except (TypeError, ValueError, ArithmeticError):
            raise FactUnfit(f"「{str(value)[:40]}」は「{name}」の形で書けません。入力した値を確かめてください。") from None

    return written


def _or_blank(write: Filter, blank: str) -> Filter:
    def written(value: object) -> object:
        return blank if missing(value) else write(value)

    return written


_WAREKI = _of_known("wareki", lambda value: era.wareki(_day(value)))

FILTERS: Mapping[str, Filter] = MappingProxyType(
    {
        "wareki": _WAREKI,
        "wareki_blank": _or_blank(_WAREKI, era.wareki_blank(None)),
        "yen_full": _of_known("yen_full", lambda value: money.yen_full(_amount(value))),
        "yen": _of_known("yen", lambda value: money.yen(_amount(value))),
        "number": _of_known("number", lambda value: money.number(_amount(value))),
        "zenkaku": _of_known("zenkaku", lambda value: money.zenkaku(_words(value))),
        "default_blank": _or_blank(lambda value: value, ""),
    }
)

MAKES_OPTIONAL = frozenset({"wareki_blank", "default_blank"})
"""Filters after which a missing fact is no fault."""
