"""What is wrong with the answers of a review, what follows from its result, and when the next one is due. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from govapi.kit.errors import FieldFault
from govapi.kit.japan.holidays import add_months
from govapi.policy.schema.sns import SnsCheck

RUNNING = ("active", "paused")

Result = Literal["continue", "correct", "pause", "close"]
RESULTS: Mapping[Result, str] = {
    "continue": "引き続き運用する",
    "correct": "是正して運用する",
    "pause": "休止する",
    "close": "閉鎖する",
}
# What is to be done next, and in which states of the account it has been done.
FOLLOWS: Mapping[str, str] = {"pause": "休止", "close": "閉鎖の手続"}
DONE_IN: Mapping[str, Sequence[str]] = {"pause": ("paused", "closing", "closed"), "close": ("closing", "closed")}
LONGEST = 12  # months within which a correction is made: the next review would find it anyway


@dataclass(frozen=True)
class Given:
    """An answer: yes or no, and the explanation of one that is not as it should be."""

    key: str
    answer: bool
    note: str = ""


def faults(asked: Sequence[SnsCheck], given: Sequence[Given]) -> list[FieldFault]:
    """What is wrong with the answers, in the order in which they were sent; what is not answered comes last."""
    checks, found, seen = {one.key: one for one in asked}, [], set()
    for index, one in enumerate(given):
        check = checks.get(one.key)
        if check is None:
            found.append(FieldFault(f"/answers/{index}/key", "このアカウントでは確かめない項目です。"))
        elif one.key in seen:
            found.append(FieldFault(f"/answers/{index}/key", f"「{check.label}」に2回答えています。"))
        elif one.answer is not check.good and not one.note.strip():
            found.append(FieldFault(f"/answers/{index}/note", f"「{check.label}」について、状況と今後の対応を説明してください。"))
        seen.add(one.key)
    found += [FieldFault("/answers", f"「{check.label}」に答えてください。") for check in asked if check.key not in seen]
    return found


def not_good(asked: Sequence[SnsCheck], given: Sequence[Given]) -> list[SnsCheck]:
    """The checks that are not as they should be."""
    answers = {one.key: one.answer for one in given}
    return [check for check in asked if answers.get(check.key, check.good) is not check.good]


def result_faults(result: Result, bad: Sequence[SnsCheck], *, correct_by: date | None, today: date) -> list[FieldFault]:
    """What is wrong with the result: an account goes on as it is only when everything required is as it should be; what is put
    right has a day."""
    found = []
    required = [check.label for check in bad if check.required]
    if result == "continue" and required:
        labels = "、".join(f"「{label}」" for label in required)
        sentence = f"{labels}が整っていません。「是正して運用する」を選び、期日を入力してください。運用を続けないときは、休止又は閉鎖を選んでください。"
        found.append(FieldFault("/result", sentence))
    if result == "correct":
        if not bad:
            found.append(FieldFault("/result", "整っていない項目がありません。「引き続き運用する」を選んでください。"))
        if correct_by is None:
            found.append(FieldFault("/correct_by", "是正の期日を入力してください。"))
        elif not today <= correct_by <= add_months(today, LONGEST):
            found.append(FieldFault("/correct_by", "是正の期日には、今日から1年以内の日を入力してください。"))
    elif correct_by is not None:
        found.append(FieldFault("/correct_by", "是正の期日は、「是正して運用する」のときだけ入力してください。"))
    return found


def correction_faults(corrected_on: date, reviewed_on: date, today: date) -> list[FieldFault]:
    """What is wrong with the day on which it was put right."""
    if reviewed_on <= corrected_on <= today:
        return []
    return [FieldFault("/corrected_on", "是正した日には、確認の日から今日までの日を入力してください。")]


def next_on(*, reviewed_on: date | None, opened_on: date | None, entered_on: date, migrated: bool, months: int) -> date:
    """The day of the next review: so many months after the last one, or after the opening. An account that ran already when it was
    entered (移行登録) counts from its last review, or from the day on which it was entered."""
    since = reviewed_on or (entered_on if migrated or opened_on is None else opened_on)
    return add_months(since, months)


def follow_up_on(reviewed_on: date, days: int) -> date:
    """By when what the result asks for must be done."""
    return reviewed_on + timedelta(days=days)
