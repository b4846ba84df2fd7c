"""How a condition stands, and what bars meeting, checking and adding one."""

from dataclasses import dataclass
from datetime import date

import pytest

from govapi.cloud_services.conditions import rules

TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class One:
    due: str = "use"
    due_on: date | None = None
    met_on: date | None = None
    checked_on: date | None = None


@pytest.mark.parametrize(
    ("one", "state", "blocks"),
    [
        (One(), "open", True),
        (One(met_on=TODAY), "met", False),
        (One(met_on=TODAY, checked_on=TODAY), "checked", False),
        (One("date"), "open", False),
        (One("submission"), "declared", False),
    ],
)
def test_the_state_follows_from_what_was_recorded(one: One, state: str, blocks: bool) -> None:
    assert (rules.state_of(one), rules.blocks_start(one)) == (state, blocks)


@pytest.mark.parametrize(
    ("due", "days", "fixed", "starts_on", "expected"),
    [
        ("submission", None, None, date(2026, 12, 1), None),
        ("use", None, None, date(2026, 12, 1), date(2026, 12, 1)),
        ("use", None, None, date(2026, 11, 1), TODAY),  # a change of a running use: at once
        ("use", None, None, None, TODAY),
        ("date", 180, None, date(2026, 12, 1), date(2027, 5, 23)),
        ("date", None, date(2027, 3, 31), date(2026, 12, 1), date(2027, 3, 31)),
    ],
)
def test_the_day_is_fixed_at_the_decision(
    due: str, days: int | None, fixed: date | None, starts_on: date | None, expected: date | None
) -> None:
    assert rules.due_on_decision(due, days, fixed, TODAY, starts_on) == expected


@pytest.mark.parametrize(
    ("one", "starts_on", "red"),
    [
        (One(), TODAY, True),
        (One(), date(2026, 11, 25), False),
        (One(met_on=TODAY), TODAY, False),
        (One("date", due_on=date(2027, 1, 1)), TODAY, False),
    ],
)
def test_what_is_open_when_the_use_has_begun_is_red(one: One, starts_on: date, red: bool) -> None:
    assert rules.started_without(one, starts_on, TODAY) is red


@pytest.mark.parametrize(
    ("status", "due", "due_on", "days", "pointer"),
    [
        ("in_approval", "use", None, None, None),
        ("in_approval", "date", date(2026, 12, 1), None, None),
        ("in_approval", "date", None, 30, None),
        ("draft", "use", None, None, ""),
        ("permitted", "use", None, None, ""),
        ("in_approval", "use", date(2026, 12, 1), None, "/due"),
        ("in_approval", "date", None, None, "/due_on"),
        ("in_approval", "date", date(2026, 12, 1), 30, "/due_on"),
        ("in_approval", "date", TODAY, None, "/due_on"),
    ],
)
def test_what_may_be_added(status: str, due: str, due_on: date | None, days: int | None, pointer: str | None) -> None:
    fault = rules.add_fault(status, due, due_on, days, TODAY)
    assert (fault[0] if fault else None) == pointer


@pytest.mark.parametrize(
    ("status", "state", "satisfied", "note", "pointer"),
    [
        ("permitted", "met", True, "", None),
        ("suspended", "met", False, "写しがない。", None),
        ("permitted", "met", False, " ", "/note"),
        ("permitted", "open", True, "", ""),
        ("permitted", "checked", True, "", ""),
        ("ended", "met", True, "", ""),
    ],
)
def test_what_may_be_checked(status: str, state: rules.State, satisfied: bool, note: str, pointer: str | None) -> None:
    fault = rules.check_fault(status, state, satisfied, note)
    assert (fault[0] if fault else None) == pointer
