"""The steps of a contract's life as a row of marks, and the trail in plain words. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from govapi.contracts.terms.rules import LABELS as FIELD_LABELS
from govapi.contracts.workflow import LABELS

StepMark = Literal["done", "current", "todo", "stopped"]

LIFE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("下書き", ("draft",)),
    ("施行伺", ("plan_in_approval", "plan_approved")),
    ("相手方の選定", ("selecting", "selected")),
    ("契約締結伺", ("conclusion_in_approval",)),
    ("契約済", ("concluded",)),
    ("履行中", ("active", "suspended", "amending", "terminating")),
    ("履行完了", ("completed",)),
    ("返却・消去", ("closing",)),
    ("終了", ("closed",)),
)
STOPPED = frozenset({"failed", "withdrawn", "terminated"})


@dataclass(frozen=True)
class LifeStep:
    """One mark of the row; ``on`` is the day on which the contract first came there."""

    label: str
    mark: StepMark
    on: date | None


def place_of(status: str) -> int:
    """Where in the row a state stands; −1 for the states that end it early."""
    return next((index for index, (_label, states) in enumerate(LIFE) if status in states), -1)


def life(status: str, stopped_at: str, reached: Mapping[str, date]) -> list[LifeStep]:
    """The row for today's ``status``. ``stopped_at`` is the state an ended contract was in; ``reached`` the first day in each state."""
    here = place_of(stopped_at if status in STOPPED else status)
    return [
        LifeStep(
            label=_label(index, here, label, status), mark=_mark(index, here, status), on=_first(states, reached) if index <= here else None
        )
        for index, (label, states) in enumerate(LIFE)
    ]  # fmt: skip


def _label(index: int, here: int, label: str, status: str) -> str:
    return LABELS[status] if index == here else label


def _mark(index: int, here: int, status: str) -> StepMark:
    if index < here or status == "closed":
        return "done" if index <= here else "todo"
    if index > here:
        return "todo"
    return "stopped" if status in STOPPED else "current"


def _first(states: Sequence[str], reached: Mapping[str, date]) -> date | None:
    return min((reached[state] for state in states if state in reached), default=None)


def changed(changes: Mapping[str, Any]) -> str:
    """Which fields a change touched, by name; values stay in the trail, for some of them are for few eyes."""
    names = [FIELD_LABELS[name] for name in changes if name in FIELD_LABELS]
    return f"変更した項目：{'、'.join(names)}" if names else ""
