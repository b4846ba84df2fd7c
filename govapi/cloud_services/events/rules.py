"""What may happen to a service, by when its users answer, and what the answer may be. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

from govapi.kit.errors import FieldFault
from govapi.kit.japan.era import wareki

Kind = Literal["terms", "location", "incident", "suspension", "ending", "other"]
KINDS: Mapping[str, str] = {
    "terms": "約款・契約条件の変更",
    "location": "データの保存場所の変更",
    "incident": "事故・障害",
    "suspension": "サービスの提供の停止",
    "ending": "サービスの提供の終了",
    "other": "その他",
}
# 回答の期限を定めないときの日数。事故と停止は、業務と住民への影響を早く確かめる。
ANSWER_DAYS: Mapping[Kind, int] = {"incident": 3, "suspension": 7}
USUAL_DAYS = 30

Result = Literal["continue", "change", "stop"]
RESULTS: Mapping[Result, str] = {
    "continue": "このまま利用を続ける",
    "change": "利用の内容を変更する",
    "stop": "利用を終了する",
}


def answer_by(kind: Kind, asked: date | None, today: date) -> date:
    """The day given, or so many days from today."""
    return asked or today + timedelta(days=ANSWER_DAYS.get(kind, USUAL_DAYS))


def event_faults(known_on: date, by: date, today: date) -> list[FieldFault]:
    """What is wrong with the days of an event."""
    faults = []
    if known_on > today:
        faults.append(FieldFault("/known_on", "知った日には、今日以前の日を入力してください。"))
    if by < today:
        faults.append(FieldFault("/answer_by", f"回答の期限（{wareki(by)}）が過ぎています。今日以後の日にしてください。"))
    return faults


def last_valid_day(known_on: date, effective_on: date | None) -> date:
    """The last day on which a judgement made of the former data location still holds."""
    return (effective_on or known_on) - timedelta(days=1)


def is_late(result: str, by: date, today: date, *, live: bool) -> bool:
    """Whether the answer for a running use is waited for past its day."""
    return live and not result and by < today
