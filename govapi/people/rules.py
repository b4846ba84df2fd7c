"""Rules of 発令 and of 指定 (a post named for a task), pure: how long they hold, which cannot stand beside each other, and from
which day on there is none. Intervals are half-open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from govapi.kit.japan.era import wareki

AppointmentKind = Literal["principal", "concurrent", "in_charge", "acting"]

KINDS: Mapping[AppointmentKind, str] = {
    "principal": "本務",
    "concurrent": "兼務",
    "in_charge": "事務取扱",
    "acting": "職務代理",
}


@dataclass(frozen=True)
class Interval:
    """From ``start`` until before ``end``; None is open."""

    start: date
    end: date | None = None

    def meets(self, other: "Interval") -> bool:
        """Whether some day belongs to both."""
        return (self.end is None or other.start < self.end) and (other.end is None or self.start < other.end)

    def holds_on(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def within(self, other: "Interval") -> bool:
        return other.start <= self.start and (other.end is None or (self.end is not None and self.end <= other.end))


@dataclass(frozen=True)
class Holding:
    """One 発令 as the rules look at it."""

    person_id: UUID
    post_id: UUID
    kind: str
    interval: Interval


def appointment_fault(new: Holding, others: Sequence[Holding], post: Interval) -> str | None:
    """Why ``new`` cannot stand beside ``others`` (those of the same person or the same post), in Japanese; None when it can."""
    if not new.interval.within(post):
        return "この職は、発令の期間の全部又は一部に存在しません。職の設置と廃止の日を確かめてください。"
    meeting = [other for other in others if other.interval.meets(new.interval)]
    if any(other.person_id == new.person_id and other.post_id == new.post_id for other in meeting):
        return "この職員には、同じ職の発令が同じ期間に既にあります。先の発令を終わらせてから登録してください。"
    if new.kind == "principal":
        if any(other.kind == "principal" and other.post_id == new.post_id for other in meeting):
            return "この職には、同じ期間に本務の職員が既にいます。前任者の発令を終わらせるか、兼務又は職務代理にしてください。"
        if any(other.kind == "principal" and other.person_id == new.person_id for other in meeting):
            return "この職員には、同じ期間に本務の職が既にあります。今の本務を終わらせるか、兼務にしてください。"
    if new.kind == "in_charge" and any(other.kind == "principal" and other.post_id == new.post_id for other in meeting):
        return "事務取扱は、その職に本務の職員がいない期間に限ります。職務代理にするか、期間を改めてください。"
    return None


@dataclass(frozen=True, slots=True)
class Section:
    """A section something may be registered for, as it is called in a list of choices."""

    id: UUID
    organ_id: UUID
    path: str
    label: str


def section_labels(rows: Sequence[tuple[UUID, str, str, str]]) -> dict[UUID, str]:
    """What each section is called: its name, with the department above it and the organ where the name alone says too little.

    Rows: (id, name, name above, organ).
    """
    found: dict[UUID, str] = {}
    for row_id, name, above, organ in rows:
        spellings = [name, f"{above}　{name}".strip(), f"{organ}　{above}　{name}"]
        others = [[n, f"{a}　{n}".strip(), f"{o}　{a}　{n}"] for other, n, a, o in rows if other != row_id]
        found[row_id] = next((s for depth, s in enumerate(spellings) if s not in [o[depth] for o in others]), spellings[-1])
    return found


def gives_way(other: Interval, new: Interval) -> bool:
    """Whether ``other`` is open and began before: it then ends where ``new`` begins, so it does not stand in the way."""
    return other.end is None and other.start < new.start


def in_the_way(new: Interval, others: Sequence[Interval]) -> Interval | None:
    """The first of ``others`` that holds on one of the days of ``new`` and does not give way to it."""
    return next((other for other in others if other.meets(new) and not gives_way(other, new)), None)


def displaced(new: Interval, others: Sequence[Interval]) -> Interval | None:
    """The open one that ends where ``new`` begins."""
    return next((other for other in others if gives_way(other, new)), None)


def ending_fault(row: Interval, to_date: date, today: date) -> str | None:
    """Why a designation (指定) cannot end before ``to_date``, in Japanese, or None."""
    if row.end is not None and row.end <= today:
        return "この指定は既に終わっています。"
    if to_date <= row.start:
        return f"終わりの日は、始まりの日（{wareki(row.start)}）以後の日にしてください。"
    return None


def first_gap(covered: Sequence[Interval], start: date) -> date | None:
    """The first day from ``start`` on that none of them covers; None: covered for good."""
    day = start
    for interval in sorted(covered, key=lambda one: one.start):
        if interval.start > day:
            return day
        if interval.end is None:
            return None
        day = max(day, interval.end)
    return day


def vacant_from(
    covered: Sequence[Interval], *, held: bool, today: date, starts_on: date | None = None, ends_on: date | None = None
) -> date | None:
    """The day from which nobody answers for a record that runs from ``starts_on`` to ``ends_on``; None: somebody does to its end.
    ``held``: the post named for today exists and somebody holds it."""
    begin = max(starts_on, today) if starts_on is not None else today
    gap = first_gap(covered, begin)
    if begin == today and not held:
        return today
    if gap is not None and ends_on is not None and begin <= ends_on < gap:
        return None
    return gap
