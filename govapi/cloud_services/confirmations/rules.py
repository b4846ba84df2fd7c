"""Which questions a use is asked every year, what is wrong with the answers, and when it is asked again. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from govapi.kit.errors import FieldFault
from govapi.kit.japan.holidays import add_months
from govapi.policy.schema.classification import Classification
from govapi.policy.schema.cloud import Cloud, ConfirmationItem

RUNNING = frozenset({"permitted", "suspended"})

Result = Literal["continue", "change", "stop"]
RESULTS: Mapping[Result, str] = {
    "continue": "引き続き利用する",
    "change": "利用の内容を変更する",
    "stop": "利用を終える",
}
# What the section must do next, and what the duty is called.
FOLLOWS: Mapping[str, str] = {"change": "利用の変更の申請", "stop": "利用の終了の手続"}


@dataclass(frozen=True)
class Given:
    """An answer: yes or no, and the explanation of one that is not good."""

    key: str
    answer: bool
    remark: str = ""


def questions(
    cloud: Cloud, classes: Classification, *, kinds: Collection[str], class_code: str | None
) -> tuple[ConfirmationItem, ...]:
    """The questions for a service of these kinds and information of this class, in the order of the policy set."""

    def fits(item: ConfirmationItem) -> bool:
        heavy = item.class_at_least is None or (class_code is not None and classes.at_least(class_code, item.class_at_least))
        return heavy and (not item.kinds or bool(set(item.kinds) & set(kinds)))

    return tuple(item for item in cloud.confirmation if fits(item))


def faults(asked: Sequence[ConfirmationItem], given: Sequence[Given]) -> list[FieldFault]:
    """What is wrong with the answers, in the order in which they were sent; what is not answered comes last."""
    items, found, seen = {item.key: item for item in asked}, [], set()
    for index, one in enumerate(given):
        item = items.get(one.key)
        if item is None:
            found.append(FieldFault(f"/answers/{index}/key", "この確認では尋ねていない項目です。"))
        elif one.key in seen:
            found.append(FieldFault(f"/answers/{index}/key", f"「{item.label}」に2回答えています。"))
        elif one.answer is not item.good and not one.remark.strip():
            found.append(
                FieldFault(f"/answers/{index}/remark", f"「{item.label}」の答えについて、状況と今後の対応を説明してください。")
            )
        seen.add(one.key)
    found += [FieldFault("/answers", f"「{item.label}」に答えてください。") for item in asked if item.key not in seen]
    return found


def not_good(asked: Sequence[ConfirmationItem], given: Sequence[Given]) -> list[ConfirmationItem]:
    """The questions whose answer is not the good one."""
    answers = {one.key: one.answer for one in given}
    return [item for item in asked if answers.get(item.key, item.good) is not item.good]


def next_on(since: date, months: int, ends_on: date | None) -> date | None:
    """The day of the next confirmation: within so many months, and not after the last day; None: the use is over before."""
    if ends_on is not None and ends_on <= since:
        return None
    day = add_months(since, months)
    return day if ends_on is None else min(day, ends_on)


def first_counted_from(decided_on: date | None, starts_on: date | None, created_on: date) -> date:
    """From which day the first confirmation is counted: the decision, or the later beginning of the use."""
    begin = decided_on or created_on
    return max(begin, starts_on) if starts_on is not None else begin


def follow_up_on(confirmed_on: date, days: int, ends_on: date | None) -> date:
    """By when what the result asks for must be done."""
    day = confirmed_on + timedelta(days=days)
    return day if ends_on is None else max(min(day, ends_on), confirmed_on)
