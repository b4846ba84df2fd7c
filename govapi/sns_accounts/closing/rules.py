"""What is done before an account is closed, what is missing, and what is wrong in what was recorded. Pure.

In the table of the accounts:
    T("start_closing", …, needs_reason=True, stamps="closing")
    T("complete_closing", …, guards=(closing_recorded,), not_by=("recording",), stamps="closed")
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from govapi.kit.errors import FieldFault

Step = Literal["final_notice", "exported", "handle_left", "logins_removed", "link_removed"]

# In the order in which they are done; the column of the account is f"{step}_on".
STEPS: Mapping[Step, str] = {
    "final_notice": "閉鎖の告知",
    "exported": "公文書として残すデータの取出し",
    "handle_left": "アカウントの削除又は凍結",
    "logins_removed": "ログインできる職員及び連携アプリの解除",
    "link_removed": "公式サイトの掲載の削除",
}
# Why nothing was exported stands beside the export itself, not among these.
WAIVABLE: Sequence[Step] = ("final_notice", "handle_left", "logins_removed", "link_removed")
LEFT: Mapping[str, str] = {
    "deleted": "アカウントを削除した",
    "locked": "削除せず、他人に使われないよう凍結した",
}
# 閉鎖の手続を始めてから終えるまでの日数（policy/default/monitoring.yaml の sns.closing）
CLOSING_DAYS = 30


@dataclass(frozen=True)
class Closing:
    """How far the closing has come. ``waived``: step → why it does not apply. ``export_note``: where the export is kept, or, without
    a day, why nothing was exported."""

    days: Mapping[Step, date | None] = field(default_factory=dict)
    waived: Mapping[str, str] = field(default_factory=dict)
    export_file: bool = False
    export_note: str = ""
    handle_left: str = ""


class HasClosing(Protocol):
    """What the facts of an account hold for the guards here."""

    @property
    def closing(self) -> Closing: ...


class Recorded(Protocol):
    """The columns of the account."""

    @property
    def final_notice_on(self) -> date | None: ...
    @property
    def exported_on(self) -> date | None: ...
    @property
    def export_sha256(self) -> str: ...
    @property
    def export_note(self) -> str: ...
    @property
    def handle_left(self) -> str: ...
    @property
    def handle_left_on(self) -> date | None: ...
    @property
    def logins_removed_on(self) -> date | None: ...
    @property
    def link_removed_on(self) -> date | None: ...
    @property
    def closing_waived(self) -> Mapping[str, str]: ...


def closing_of(account: Recorded) -> Closing:
    """How far the closing of an account has come, for its facts: no query."""
    days: dict[Step, date | None] = {
        "final_notice": account.final_notice_on,
        "exported": account.exported_on,
        "handle_left": account.handle_left_on,
        "logins_removed": account.logins_removed_on,
        "link_removed": account.link_removed_on,
    }
    return Closing(days, account.closing_waived, bool(account.export_sha256), account.export_note, account.handle_left)


def is_settled(closing: Closing, step: Step) -> bool:
    """Whether the step has a day, or a reason for having none."""
    if step == "exported":
        return bool(closing.export_note.strip()) or (closing.days.get(step) is not None and closing.export_file)
    return closing.days.get(step) is not None or bool(closing.waived.get(step, "").strip())


def missing(closing: Closing) -> list[str]:
    """What is still missing before the closing can be confirmed: sentences for the clerk."""
    return [_sentence(closing, step) for step in STEPS if not is_settled(closing, step)]


def _sentence(closing: Closing, step: Step) -> str:
    if step != "exported":
        return f"「{STEPS[step]}」の日、又は該当しない理由を記録してください。"
    if closing.days.get(step) is not None:
        return "取り出したデータのファイルを登録するか、公文書としての保存先を記録してください。"
    return "公文書として残すデータを取り出した日と保存先、又は取り出さない理由を記録してください。"


def closing_recorded(facts: HasClosing) -> str | None:
    """Guard of confirming the closing."""
    return next(iter(missing(facts.closing)), None)


def faults(closing: Closing, *, today: date) -> list[FieldFault]:
    """What is wrong in what was recorded."""
    found = [
        FieldFault(f"/{step}_on", f"「{STEPS[step]}」の日には、今日以前の日を入力してください。")
        for step, day in closing.days.items()
        if day is not None and day > today
    ]
    found += [
        FieldFault(f"/{step}_on", f"「{STEPS[step]}」は、日と、該当しない理由のいずれか一方を入力してください。")
        for step in WAIVABLE
        if closing.days.get(step) is not None and closing.waived.get(step)
    ]
    if bool(closing.handle_left) != (closing.days.get("handle_left") is not None):
        pointer = "/handle_left_on" if closing.handle_left else "/handle_left"
        found.append(FieldFault(pointer, "アカウントを削除したか凍結したかと、その日を、併せて入力してください。"))
    return found + _order(closing)


def _order(closing: Closing) -> list[FieldFault]:
    """What can no longer be done once the account is gone comes before it."""
    gone = closing.days.get("handle_left")
    if gone is None:
        return []
    found = []
    notice, exported = closing.days.get("final_notice"), closing.days.get("exported")
    if notice is not None and notice > gone:
        found.append(
            FieldFault("/final_notice_on", "閉鎖の告知は、アカウントの削除又は凍結の日までに行った日を入力してください。")
        )
    if exported is not None and exported > gone and closing.handle_left == "deleted":
        found.append(FieldFault("/exported_on", "データの取出しは、アカウントの削除の日までに行った日を入力してください。"))
    return found
