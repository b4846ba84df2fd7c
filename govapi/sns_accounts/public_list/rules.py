"""Which accounts everybody may know of, and what is said of an address. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

Shown = Literal["active", "paused"]
Verdict = Literal["yes", "no", "once"]

SHOWN: Mapping[str, str] = {"active": "運用中", "paused": "休止"}
ONCE = ("closing", "closed")

LABELS: Mapping[Verdict, str] = {
    "yes": "公式アカウントです",
    "once": "以前の公式アカウントです",
    "no": "公式アカウントではありません",
}
ADVICE: Mapping[Verdict, str] = {
    "yes": "このアドレスは、本市の公式アカウントのものです。アカウントの名称と表記が一覧と同じであることも確かめてください。",
    "once": "このアドレスのアカウントは、以前、本市が運用していましたが、運用を終えています。"
    "今の発信は本市のものではないおそれがあります。個人情報を送ったり、案内されたリンクを開いたりしないでください。",
    "no": "このアドレスは、本市の公式アカウントとして登録されていません。本市を名乗っている場合は、個人情報を送ったり、"
    "案内されたリンクを開いたりせず、公式サイトに記載された連絡先から本市に連絡してください。",
}


@dataclass(frozen=True)
class Standing:
    """An account as far as this question goes. ``opened``: it was in use at some time."""

    status: str
    opened: bool


def verdict(found: Collection[Standing]) -> Verdict:
    """What is said of an address, from every account that ever stood at it. What never was in use is nobody's business."""
    if any(one.status in SHOWN for one in found):
        return "yes"
    return "once" if any(one.status in ONCE and one.opened for one in found) else "no"


def unchanged(etag: str, if_none_match: str) -> bool:
    """Whether the caller has this very content already (RFC 9110, weak comparison)."""
    known = [one.strip().removeprefix("W/") for one in if_none_match.split(",")]
    return "*" in known or etag in known
