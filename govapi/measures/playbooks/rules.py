"""Which incidents follow a playbook, when each step is due, and what its record must hold. Pure."""

from collections.abc import Mapping
from datetime import datetime

from govapi.kit.errors import FieldFault

PLAYBOOKS: Mapping[str, str] = {"hijack": "乗っ取りへの対応", "impersonation": "なりすましへの対応"}


def playbook_of(kind: str) -> str:
    """The playbook an incident of this kind follows; empty: none."""
    return kind if kind in PLAYBOOKS else ""


def kind_fault(before: str, after: str, *, accounts: bool) -> str | None:
    """Why the kind of an incident cannot become another, in Japanese; None when it can."""
    if playbook_of(before) == playbook_of(after):
        return None
    if playbook_of(before):
        return "対応手順が始まっているため、種類は変更できません。誤りのときは、この事故を取り下げて、記録し直してください。"
    return None if accounts else "この種類を選べるのは、ソーシャルメディアアカウントの事故だけです。"


def step_faults(
    *, done_at: datetime | None, not_needed_because: str, wants_evidence: bool, evidence: bool, knew_at: datetime, now: datetime
) -> list[FieldFault]:
    """What is wrong with the record of a step: it was done at a moment, or does not apply for a reason; never both."""
    if (done_at is None) == (not not_needed_because):
        return [FieldFault("/done_at", "行った日時、又は該当しない理由の、どちらか一方を入力してください。")]
    if done_at is None:
        return []
    if done_at > now:
        return [FieldFault("/done_at", "行った日時には、今までの日時を入力してください。")]
    if done_at < knew_at:
        return [FieldFault("/done_at", "行った日時は、本市が認知した日時以後にしてください。")]
    if wants_evidence and not evidence:
        return [FieldFault("/file", "この段階には、画面等を保存したファイル、又は掲載したアドレスを登録してください。")]
    return []
