"""What a finding may come from, how heavy it is, and what a step of it needs. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from govapi.kit.japan.era import wareki

Source = Literal["check_sheet", "site_visit", "audit", "incident", "report", "other"]
SOURCES: Mapping[str, str] = {
    "check_sheet": "チェックシートの審査",
    "site_visit": "実地調査",
    "audit": "監査",
    "incident": "事故への対応",
    "report": "定期報告の確認",
    "other": "その他",
}

Severity = Literal["major", "minor", "advice"]
SEVERITIES: Mapping[Severity, str] = {"major": "重大", "minor": "軽微", "advice": "改善の推奨"}


@dataclass(frozen=True)
class FindingFacts:
    """What the guards of a finding look at. Counts are of the 措置 that rest on it."""

    live_measures: int = 0  # not yet ended, withdrawn or refused
    effected_measures: int = 0  # decided, whether or not they have ended


def deadline_for(asked: date | None, today: date, improvement_days: int) -> date:
    """The deadline of a demand: the one asked for, or so many days from today."""
    return asked or today + timedelta(days=improvement_days)


def deadline_fault(deadline: date, today: date) -> str | None:
    if deadline < today:
        return f"回答の期限（{wareki(deadline)}）が過ぎています。今日以後の日にしてください。"
    return None


def received_fault(received_on: date, requested_on: date, today: date) -> str | None:
    if received_on > today:
        return "回答を受けた日には、今日以前の日を入力してください。"
    if received_on < requested_on:
        return f"回答を受けた日は、改善を要求した日（{wareki(requested_on)}）以後の日にしてください。"
    return None


def is_late(status: str, deadline: date | None, today: date) -> bool:
    """Whether a reply is waited for past its day."""
    return status == "requested" and deadline is not None and deadline < today


def came_late(deadline: date | None, received_on: date | None) -> bool:
    """Whether the reply came after its day."""
    return deadline is not None and received_on is not None and deadline < received_on


def measure_decided(facts: FindingFacts) -> str | None:
    if facts.effected_measures == 0:
        return "この指摘に基づく措置が、まだ決定していません。措置の決裁を受けるか、改善の要求に戻してください。"
    return None


def no_live_measure(facts: FindingFacts) -> str | None:
    if facts.live_measures:
        return "この指摘に基づく措置の手続が続いています。措置が終わるか、取り下げられてから操作してください。"
    return None
