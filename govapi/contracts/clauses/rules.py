"""What the clause rows of a contract should be, given what the policy requires. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

State = Literal["missing", "included", "waived", "unconfirmed", "absent"]

STATES: Mapping[State, str] = {
    "missing": "未記載",
    "included": "記載",
    "waived": "例外措置",
    "unconfirmed": "未確認",
    "absent": "なし",
}


@dataclass(frozen=True)
class Waived:
    """A granted waiver: it counts until its last day."""

    until: date

    def holds(self, on: date) -> bool:
        return on <= self.until


def settled(state: str, waiver: Waived | None, on: date) -> bool:
    """Whether a required clause is in order: written in, or waived for the day."""
    return state == "included" or (waiver is not None and waiver.holds(on))


def missing(rows: Iterable[tuple[str, str, bool, Waived | None]], on: date) -> list[str]:
    """Titles of required clauses that are neither in nor waived. Rows: (title, state, required, waiver)."""
    return [title for title, state, required, waiver in rows if required and not settled(state, waiver, on)]
