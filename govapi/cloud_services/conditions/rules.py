"""How a condition stands, and why it cannot be met, checked or added as given. Pure: today is an argument."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal, Protocol

from govapi.kit.japan.era import wareki

State = Literal["declared", "open", "met", "checked"]
STATES: Mapping[State, str] = {
    "declared": "申請の時に確認",
    "open": "未了",
    "met": "情報政策担当課の確認待ち",
    "checked": "確認済み",
}
DUES: Mapping[str, str] = {"submission": "申請の前", "use": "利用を始める前", "date": "期日"}

RUNNING = frozenset({"permitted", "suspended"})
FIRST_ADDED = 101  # conditions of rules stand before those added in the decision


class Dated(Protocol):
    """A condition as the rules look at it."""

    @property
    def due(self) -> str: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def met_on(self) -> date | None: ...
    @property
    def checked_on(self) -> date | None: ...


def state_of(one: Dated) -> State:
    """Where the condition stands. What had to be met before the application was looked at when it was submitted."""
    if one.due == "submission":
        return "declared"
    if one.met_on is None:
        return "open"
    return "met" if one.checked_on is None else "checked"


def due_on_decision(due: str, days: int | None, fixed: date | None, decided_on: date, starts_on: date | None) -> date | None:
    """The day by which a condition must be met, fixed when the use is permitted; None: before the application, so met."""
    if due == "submission":
        return None
    if due == "use":
        return max(starts_on or decided_on, decided_on)
    return fixed if fixed is not None else decided_on + timedelta(days=days or 0)


def blocks_start(one: Dated) -> bool:
    """Whether the use may not begin while the condition stands like this."""
    return one.due == "use" and one.met_on is None


def started_without(one: Dated, starts_on: date | None, today: date) -> bool:
    """The first day of the use has come, and what had to be met before it is open."""
    return blocks_start(one) and starts_on is not None and starts_on <= today


def is_overdue(one: Dated, today: date) -> bool:
    return state_of(one) == "open" and one.due_on is not None and one.due_on < today


def add_fault(status: str, due: str, due_on: date | None, due_days: int | None, today: date) -> tuple[str, str] | None:
    """Why a condition cannot be added to the application, as (pointer, sentence), or None."""
    if status != "in_approval":
        return "", "条件を加えることができるのは、申請が回議されている間だけです。"
    if due == "use" and (due_on is not None or due_days is not None):
        return "/due", "利用を始める前に満たす条件には、期限の日や日数を入力しないでください。"
    if due == "date" and (due_on is None) == (due_days is None):
        return "/due_on", "期限の日か、決定の日からの日数の、どちらか一方を入力してください。"
    if due_on is not None and due_on <= today:
        return "/due_on", "期限には、明日以後の日を入力してください。"
    return None


def meet_fault(status: str, state: State, met_on: date, today: date) -> tuple[str, str] | None:
    """Why a condition cannot be reported as met, as (pointer, sentence), or None."""
    if status not in RUNNING:
        return "", "条件を満たしたことを記録できるのは、許可された利用についてだけです。"
    if state != "open":
        return "", f"この条件は「{STATES[state]}」です。改めて記録することはできません。"
    if met_on > today:
        return "/met_on", "条件を満たした日には、今日以前の日を入力してください。"
    return None


def check_fault(status: str, state: State, satisfied: bool, note: str) -> tuple[str, str] | None:
    """Why the check of a condition cannot be recorded, as (pointer, sentence), or None."""
    if status not in RUNNING:
        return "", "条件の確認を記録できるのは、許可された利用についてだけです。"
    if state != "met":
        return "", f"この条件は「{STATES[state]}」です。所管課が満たしたと記録した後に、確認してください。"
    if not satisfied and not note.strip():
        return "/note", "差し戻すときは、何が足りないかを入力してください。"
    return None


def due_words(one: Dated, days: int | None) -> str:
    """By when, in words."""
    if one.due == "date" and one.due_on is not None:
        return f"{wareki(one.due_on)}まで"
    if one.due == "date":
        return f"決定の日から{days}日以内"
    return DUES[one.due]
