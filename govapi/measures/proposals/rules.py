"""What may be answered to a proposal, and what an answer must hold. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Result = Literal["suspended", "warned", "not_suspended"]
RESULTS: Mapping[Result, str] = {"suspended": "指名停止", "warned": "文書による注意", "not_suspended": "指名停止を行わない"}

ADDRESSEE = "契約担当課長（指名審査委員会）"


@dataclass(frozen=True)
class ProposalFacts:
    """What the guards of a proposal look at."""

    result: str = ""
    recorded: bool = False  # the restriction stands with the company


def was_suspended(facts: ProposalFacts) -> str | None:
    if facts.result != "suspended":
        return "指名停止を記録できるのは、結果が指名停止の具申だけです。"
    return "この指名停止は、委託先に既に記録されています。" if facts.recorded else None


def answer_fault(
    result: Result, from_date: date | None, until: date | None, answered_on: date, proposed_on: date | None, today: date
) -> tuple[str, str] | None:
    """Pointer and sentence of what is wrong with an answer, or None."""
    if answered_on > today:
        return "/answered_on", "結果が出た日には、今日以前の日を入力してください。"
    if proposed_on is not None and answered_on < proposed_on:
        return "/answered_on", "結果が出た日は、具申した日以後の日にしてください。"
    if result != "suspended":
        given = from_date is not None or until is not None
        return ("/suspended_from", "指名停止の期間は、指名停止とするときだけ入力してください。") if given else None
    if from_date is None or until is None:
        return "/suspended_from", "指名停止の期間（始まりと終わり）を入力してください。"
    if until < from_date:
        return "/suspended_until", "指名停止の期間の終わりは、始まり以後の日にしてください。"
    return None
