"""What an account in use lacks, as the obligations that follow. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

CHECK, LINK = "sns.check", "sns.link"
KINDS = (CHECK, LINK)
DAYS = 30
"""How long a section has from the day on which the gap was found."""
SHOWN = 3


@dataclass(frozen=True)
class Gap:
    """Something to be put in order: the title of the duty, and why it is one."""

    title: str
    because: str


def of_checks(name: str, labels: Sequence[str]) -> Gap | None:
    """What is not said, not set up or not confirmed about the account."""
    if not labels:
        return None
    return Gap(f"{name}の未整備の項目（{len(labels)}件）の確認と登録", f"次が整っていません。{shown(labels)}")


def of_links(name: str, sentences: Sequence[str]) -> Gap | None:
    """What the account rests on and does not hold (any more): a sentence for each."""
    if not sentences:
        return None
    return Gap(f"{name}の承認・契約の登録", "".join(sentences))


def shown(labels: Collection[str]) -> str:
    """「目的」「対応時間」「多要素認証を設定している」ほか4件."""
    first = list(labels)[:SHOWN]
    more = f"ほか{len(labels) - len(first)}件" if len(labels) > len(first) else ""
    return "".join(f"「{label}」" for label in first) + more


def due_on(today: date) -> date:
    """By when a gap found today is to be closed."""
    return today + timedelta(days=DAYS)
