"""When a text is in force, what may be recorded beside it, and when a regulation is looked at again. Pure: the day is an argument."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, TypeVar

from govapi.kit.japan.era import wareki
from govapi.kit.japan.holidays import add_months

Layer = Literal["policy", "standard", "procedure", "rule"]
Publicity = Literal["public", "internal", "restricted"]
State = Literal["in_force", "upcoming", "repealed", "missing"]

LAYERS: dict[Layer, str] = {"policy": "基本方針", "standard": "対策基準", "procedure": "実施手順", "rule": "その他の規程・基準"}
PUBLICITIES: dict[Publicity, str] = {"public": "公開", "internal": "庁内限り", "restricted": "所管課限り"}
STATES: dict[State, str] = {"in_force": "施行中", "upcoming": "施行前", "repealed": "廃止", "missing": "本文なし"}


class Dated(Protocol):
    """A text with the day it takes effect, and the day it was repealed without another in its place."""

    @property
    def effective_on(self) -> date: ...
    @property
    def repealed_on(self) -> date | None: ...


T = TypeVar("T", bound=Dated)


def in_force(texts: Collection[T], on: date) -> T | None:
    """The text in force on the day: the last one that has taken effect, unless it is repealed. Never two."""
    newest = max((one for one in texts if one.effective_on <= on), key=lambda one: one.effective_on, default=None)
    return newest if newest is not None and (newest.repealed_on is None or newest.repealed_on > on) else None


def ends_on(texts: Collection[Dated], one: Dated) -> date | None:
    """The first day on which a text is no longer in force; None while no end is known."""
    later = [other.effective_on for other in texts if other.effective_on > one.effective_on]
    return min((day for day in (*later, one.repealed_on) if day is not None), default=None)


def state(texts: Collection[Dated], on: date) -> State:
    """Where a regulation stands on the day."""
    if in_force(texts, on) is not None:
        return "in_force"
    if any(one.effective_on > on for one in texts):
        return "upcoming"
    return "repealed" if texts else "missing"


def text_fault(others: Collection[Dated], effective_on: date) -> str | None:
    """Why a text cannot take effect on this day beside the others; None when it can."""
    day = wareki(effective_on)
    if any(one.effective_on == effective_on for one in others):
        return f"{day}に施行する本文は、既に記録されています。誤って記録した本文は、取り消してから記録し直してください。"
    for one in others:
        if one.repealed_on is not None and one.effective_on < effective_on < one.repealed_on:
            repealed = wareki(one.repealed_on)
            return f"この規程は{repealed}に廃止することが記録されています。施行日をその日以後の日にするか、廃止の記録を訂正してください。"
    return None


def repeal_fault(texts: Collection[Dated], on: date) -> str | None:
    """Why the regulation cannot be repealed on this day; None when it can."""
    newest = newest_of(texts)
    if newest is None:
        return "本文がまだ記録されていません。廃止するには、先に本文を記録してください。"
    if newest.repealed_on is not None:
        return f"この規程は、既に{wareki(newest.repealed_on)}の廃止が記録されています。"
    if newest.effective_on >= on:
        return f"{wareki(newest.effective_on)}に施行する本文があります。廃止する日を、その翌日以後の日にしてください。"
    return None


def newest_of(texts: Collection[T]) -> T | None:
    """The text that takes effect last; None when there is none."""
    return max(texts, key=lambda one: one.effective_on, default=None)


@dataclass(frozen=True)
class Review:
    """The next look at a regulation: on which day, counted from which."""

    since: date
    on: date


def next_review(texts: Collection[Dated], reviewed_on: date | None, every_months: int) -> Review | None:
    """Counted from the newest text or the last review, whichever is later; None when nothing is, or stays, in force."""
    newest = newest_of(texts)
    if newest is None or newest.repealed_on is not None:
        return None
    since = max(newest.effective_on, reviewed_on or date.min)
    return Review(since, add_months(since, every_months))
