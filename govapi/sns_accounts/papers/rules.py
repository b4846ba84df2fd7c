"""Which papers are made of an account in which state, pure."""

from collections.abc import Mapping, Sequence
from typing import Literal

Template = Literal["sns_opening", "sns_closing", "sns_policy", "sns_procedure", "sns_publication_table"]

OPENING: Template = "sns_opening"
CLOSING: Template = "sns_closing"
POLICY: Template = "sns_policy"
PROCEDURE: Template = "sns_procedure"
TABLE: Template = "sns_publication_table"
OFFICER_LIST = "sns_officer_list"

TITLES: Mapping[Template, str] = {
    OPENING: "開設申請書",
    POLICY: "運用方針",
    PROCEDURE: "運用手順",
    TABLE: "発信可否早見表",
    CLOSING: "閉鎖届",
}
# Papers that tell where the secrets of the account are kept, and how it stands with its checks.
TELL_KEYS: Sequence[Template] = (OPENING, PROCEDURE)
# Papers for those alone who read where the secrets are kept, and how the account was closed.
NARROW: Sequence[Template] = (*TELL_KEYS, CLOSING)
# What only the notice of closing tells.
CLOSED = ("final_notice_on", "exported_on", "export_note", "handle_left_on", "logins_removed_on", "link_removed_on")
# Papers that become a dated text in the register of regulations.
TEXTS: Mapping[Template, Literal["policy", "procedure"]] = {POLICY: "policy", PROCEDURE: "procedure"}


def offered(status: str) -> Sequence[Template]:
    """The papers that can be made of an account in this state."""
    if status in ("refused", "withdrawn"):
        return (OPENING,)
    if status == "closed":
        return (OPENING, CLOSING)
    last = (CLOSING,) if status == "closing" else ()
    return (OPENING, POLICY, PROCEDURE, TABLE, *last)


def fault(template: Template, status: str) -> str | None:
    """Why this paper is not made now, in Japanese, or None."""
    if template in offered(status):
        return None
    if template == CLOSING:
        return "閉鎖届は、閉鎖の手続を始めてから作成してください。"
    return f"{TITLES[template]}は、使われることのないアカウントについては作成できません。"


def within(hours: int) -> str:
    """How soon a step is done, in words."""
    if hours == 0:
        return "直ちに"
    days, rest = divmod(hours, 24)
    return f"{days}日以内" if days and not rest else f"{hours}時間以内"


def answered(*, good: bool | None) -> str:
    """The answer to a check, in words."""
    return "未確認" if good is None else "はい" if good else "いいえ"
