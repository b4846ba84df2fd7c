"""Which designations can stand beside each other, and from which day a use is without a manager. Pure: half-open intervals."""

from collections.abc import Sequence
from datetime import date

from govapi.kit.japan.era import wareki
from govapi.people.rules import Interval

RUNNING = frozenset({"permitted", "suspended"})
KEPT = RUNNING | {"ending"}  # until the information is removed somebody answers for the use
OPEN_TO_NAMING = KEPT | {"draft", "in_approval"}


def naming_fault(new: Interval, others: Sequence[Interval], post: Interval, status: str) -> str | None:
    """Why a post cannot be named for ``new`` beside ``others``, in Japanese, or None. One that is open and began before ends
    where the new one begins, so it does not stand in the way."""
    if status not in OPEN_TO_NAMING:
        return "この状態の利用に、クラウドサービス管理者を指定することはできません。"
    if not (post.start <= new.start and (post.end is None or new.start < post.end)):
        return "この職は、指定の始まりの日に存在しません。職の設置と廃止の日を確かめてください。"
    for other in others:
        if _gives_way(other, new) or not other.meets(new):
            continue
        last = "" if other.end is None else f"{wareki(other.end)}の前日まで"
        return (
            f"{wareki(other.start)}から{last}の指定が既にあります。管理者は、同じ日に2つ置けません。"
            "期間が重ならない日にするか、先の指定を終わらせてください。"
        )
    return None


def displaced(new: Interval, others: Sequence[Interval]) -> Interval | None:
    """The open designation that ends where the new one begins."""
    return next((other for other in others if _gives_way(other, new)), None)


def _gives_way(other: Interval, new: Interval) -> bool:
    return other.end is None and other.start < new.start


def ending_fault(row: Interval, to_date: date, today: date) -> str | None:
    """Why a designation cannot end before ``to_date``, in Japanese, or None."""
    if row.end is not None and row.end <= today:
        return "この指定は既に終わっています。"
    if to_date <= row.start:
        return f"終わりの日は、始まりの日（{wareki(row.start)}）以後の日にしてください。"
    return None


def first_gap(covered: Sequence[Interval], start: date) -> date | None:
    """The first day from ``start`` on that no designation covers; None: covered for good."""
    day = start
    for interval in sorted(covered, key=lambda one: one.start):
        if interval.start > day:
            return day
        if interval.end is None:
            return None
        day = max(day, interval.end)
    return day


def vacant_from(
    covered: Sequence[Interval], *, held: bool, starts_on: date | None, ends_on: date | None, today: date
) -> date | None:
    """The day from which nobody manages the use; None: somebody does to its end. ``held``: the post named for today exists
    and somebody holds it."""
    begin = max(starts_on, today) if starts_on is not None else today
    gap = first_gap(covered, begin)
    if begin == today and not held:
        return today
    if gap is not None and ends_on is not None and begin <= ends_on < gap:
        return None
    return gap
