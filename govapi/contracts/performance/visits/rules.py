"""What a visit needs before it is announced, written down and closed. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from govapi.kit.errors import FieldFault


@dataclass(frozen=True)
class VisitFacts:
    """What the guards look at."""

    missing: Sequence[str]  # labels of fields the notice needs
    planned_on: date
    open_findings: Sequence[str]  # what was found and is neither mended nor handed over
    today: date


def filled(facts: VisitFacts) -> str | None:
    if not facts.missing:
        return None
    names = "、".join(f"「{name}」" for name in facts.missing)
    return f"通知書に記す次の項目を入力してください。{names}"


def ahead(facts: VisitFacts) -> str | None:
    if facts.planned_on < facts.today:
        return "予定の日が過ぎています。予定の日を改めるか、実地調査の結果を記録してください。"
    return None


def all_settled(facts: VisitFacts) -> str | None:
    if not facts.open_findings:
        return None
    names = "、".join(f"「{name}」" for name in facts.open_findings)
    return f"改善が確認されていない指摘があります。{names}について、改善を確認するか、改善要求に引き継いでください。"


def result_faults(visited_on: date, due_days: Sequence[date], starts_on: date | None, today: date) -> list[FieldFault]:
    """What is wrong with a result: ``due_days`` are the deadlines of what was found, in order."""
    faults = []
    if visited_on > today:
        faults.append(FieldFault("/visited_on", "実施の日には、今日以前の日を入力してください。"))
    if starts_on is not None and visited_on < starts_on:
        faults.append(FieldFault("/visited_on", "実施の日は、履行期間の始期以後の日にしてください。"))
    for index, day in enumerate(due_days):
        if day < visited_on:
            faults.append(FieldFault(f"/findings/{index}/due_on", "改善の期限は、実施の日以後の日にしてください。"))
    return faults


def is_late(due_on: date | None, settled: bool, today: date) -> bool:
    """Whether the deadline of a finding has passed without a word."""
    return not settled and due_on is not None and due_on < today
