"""What an answer to a found use needs, and how it may end. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from govapi.kit.errors import FieldFault
from govapi.kit.japan.era import wareki

# 発見から対応までの日数（policy/default/monitoring.yaml の cloud.unapproved）
ANSWER_DAYS = 14

Outcome = Literal["removed", "approved", "no_use"]
OUTCOMES: Mapping[str, str] = {
    "removed": "利用を停止し、情報を消去した",
    "approved": "事後に利用の許可を受けた",
    "no_use": "クラウドサービスの利用ではなかった",
}
# What each closing action records.
CLOSING: Mapping[str, Outcome] = {"close_removed": "removed", "close_approved": "approved", "close_no_use": "no_use"}


@dataclass(frozen=True)
class UnapprovedFacts:
    """What the guards look at. ``use_permitted``: the linked application was permitted; ``class_covered``: for information of
    the class that was put in."""

    stopped_on: date | None = None
    data_removed_on: date | None = None
    prevention: str = ""
    linked: bool = False
    use_permitted: bool = False
    class_covered: bool = True


def stopped_and_removed(facts: UnapprovedFacts) -> str | None:
    if facts.stopped_on is None or facts.data_removed_on is None:
        return "利用を停止した日と情報を消去した日が報告されていません。改めて停止を指示し、両方の日の報告を受けてください。"
    return None


def prevention_told(facts: UnapprovedFacts) -> str | None:
    if not facts.prevention.strip():
        return "再発防止のための措置が報告されていません。改めて指示し、報告を受けてください。"
    return None


def approved_afterwards(facts: UnapprovedFacts) -> str | None:
    if not facts.linked:
        return "事後の利用申請が報告されていません。改めて申請を指示し、申請の番号の報告を受けてください。"
    if not facts.use_permitted:
        return "事後の利用申請は、まだ許可されていません。許可されてから操作するか、利用の停止を指示してください。"
    if not facts.class_covered:
        return "事後に許可された利用の分類は、入力された情報の分類に足りません。その情報の消去を指示してください。"
    return None


def deadline_for(asked: date | None, today: date) -> date:
    """The day given, or so many days from today."""
    return asked or today + timedelta(days=ANSWER_DAYS)


def deadline_fault(deadline: date, today: date) -> str | None:
    if deadline < today:
        return f"対応の期限（{wareki(deadline)}）が過ぎています。今日以後の日にしてください。"
    return None


def found_fault(found_on: date, today: date) -> str | None:
    return "発見した日には、今日以前の日を入力してください。" if found_on > today else None


def report_faults(stopped_on: date | None, data_removed_on: date | None, today: date) -> list[FieldFault]:
    """What is wrong with the days of a report."""
    faults = []
    if stopped_on is not None and stopped_on > today:
        faults.append(FieldFault("/stopped_on", "利用を停止した日には、今日以前の日を入力してください。"))
    if data_removed_on is not None and data_removed_on > today:
        faults.append(FieldFault("/data_removed_on", "情報を消去した日には、今日以前の日を入力してください。"))
    if data_removed_on is not None and (stopped_on is None or data_removed_on < stopped_on):
        faults.append(
            FieldFault(
                "/data_removed_on", "情報を消去した日は、利用を停止した日以後の日にしてください。停止した日も入力してください。"
            )
        )
    return faults


def is_late(status: str, deadline: date, today: date) -> bool:
    """Whether the section's report is waited for past its day."""
    return status in ("found", "stopping", "applying") and deadline < today
