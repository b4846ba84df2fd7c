"""What must be removed when a use ends, what proves it, and what completing the end needs. Pure.

In the table of the uses:
    T("start_ending", …, needs_reason=True, stamps="ending")
    T("complete_ending", …, guards=(removal_recorded,), not_by=("removal",), stamps="ended")
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from govapi.kit.errors import FieldFault

Step = Literal["exported", "accounts_removed", "data_deleted", "backups_deleted"]

# In the order in which they are done; the column of the use is f"{step}_on".
STEPS: Mapping[Step, str] = {
    "exported": "公文書として残す情報の取出し",
    "accounts_removed": "利用者ＩＤの削除",
    "data_deleted": "情報の削除",
    "backups_deleted": "バックアップの削除",
}
# 利用の終了から消去を終えるまでの日数（policy/default/monitoring.yaml の cloud.removal）
REMOVAL_DAYS = 30


@dataclass(frozen=True)
class Removal:
    """How far the removal has come. ``waived``: step → why it does not apply; ``proof_wanted``: the class asks for a paper."""

    days: Mapping[Step, date | None] = field(default_factory=dict)
    waived: Mapping[str, str] = field(default_factory=dict)
    method: str = ""
    method_note: str = ""
    proof: bool = False
    proof_wanted: bool = False


class HasRemoval(Protocol):
    """What the facts of a use hold for the guards here."""

    @property
    def removal(self) -> Removal: ...


def open_steps(removal: Removal) -> list[str]:
    """The steps with neither a day nor a reason, in words."""
    return [label for step, label in STEPS.items() if removal.days.get(step) is None and not removal.waived.get(step)]


def deletes(removal: Removal) -> bool:
    """Whether anything was deleted: then a method is named, and the class may ask for a paper."""
    return removal.days.get("data_deleted") is not None or removal.days.get("backups_deleted") is not None


def missing(removal: Removal) -> list[str]:
    """What is still missing before the end can be completed: sentences for the clerk."""
    lacking = [f"「{label}」の日、又は該当しない理由を記録してください。" for label in open_steps(removal)]
    if deletes(removal) and not (removal.method or removal.method_note):
        lacking.append("削除の方法を記録してください。")
    if deletes(removal) and removal.proof_wanted and not removal.proof:
        lacking.append("削除の証明となる書類（証明書、管理画面の写し等）を登録してください。")
    return lacking


def removal_recorded(facts: HasRemoval) -> str | None:
    """Guard of completing the end."""
    return next(iter(missing(facts.removal)), None)


def removal_faults(
    days: Mapping[Step, date | None],
    waived: Mapping[str, str],
    *,
    method: str,
    method_note: str,
    allowed: Mapping[str, str],
    today: date,
) -> Sequence[FieldFault]:
    """What is wrong in what was recorded. ``allowed``: key → label of the methods that fit the class of the use."""
    faults = [
        FieldFault(f"/{step}_on", f"「{STEPS[step]}」の日には、今日以前の日を入力してください。")
        for step, day in days.items()
        if day is not None and day > today
    ]
    faults += [
        FieldFault(f"/{step}_on", f"「{STEPS[step]}」は、日と、該当しない理由のいずれか一方を入力してください。")
        for step, day in days.items()
        if day is not None and waived.get(step)
    ]
    exported, deleted = days.get("exported"), days.get("data_deleted")
    if exported is not None and deleted is not None and exported > deleted:
        faults.append(FieldFault("/exported_on", "情報の取出しは、情報の削除より前の日にしてください。"))
    if method and method not in allowed:
        labels = "、".join(f"「{label}」" for label in allowed.values()) or "なし"
        sentence = f"この利用の分類には使えない方法です。使える方法は、{labels}です。ほかの方法によるときは、方法を選ばず、内容と理由を書いてください。"
        faults.append(FieldFault("/method", sentence))
    if not method and not method_note and (deleted is not None or days.get("backups_deleted") is not None):
        faults.append(FieldFault("/method", "削除の方法を選ぶか、方法とそれによる理由を書いてください。"))
    return faults
