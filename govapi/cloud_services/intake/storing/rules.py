"""What a running use lacks when it is entered, and what is left to be done about it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from govapi.policy.schema.cloud import Outcome

DAYS = 90
"""How long a section has, after the entry, for what a new application would have had to show first."""
SHOWN = 5
FIRST = 101  # behind those of the rules


@dataclass(frozen=True, slots=True)
class Point:
    """Something to be done, as a condition of the use."""

    label: str
    text: str


def points(lacking: Sequence[str], items: int, outcome: Outcome, reasons: Sequence[str], *, blocked: bool) -> list[Point]:
    """What the section has to do: fill the gaps, and bring the use under the rules."""
    found = []
    if lacking or items:
        named = "".join(f"「{label}」" for label in lacking[:SHOWN]) + ("等" if len(lacking) > SHOWN else "")
        asked = f"申請書の項目{items}件" if items else ""
        what = "及び".join(part for part in (named, asked) if part)
        text = f"移行登録のときに確かめられなかった{what}を確かめ、利用の変更を申請して補うこと。"
        found.append(Point("移行登録の不足の補充", text))
    if blocked or outcome in (Outcome.EXCEPTION, Outcome.REFUSED):
        hard = outcome in (Outcome.EXCEPTION, Outcome.REFUSED)
        ruled = outcome.label if hard else "このままでは申請できない"
        text = f"今の規則では、{ruled}ものとされているため、変更、例外措置又は終了の手続をとること。{''.join(reasons)}"
        found.append(Point("許可の規則に合わない利用の見直し", text[:1000]))
    return found


def due_on(days: int | None, today: date, ends_on: date | None) -> date:
    """By when: counted from the entry, and not after the last day of the use."""
    day = today + timedelta(days=days or DAYS)
    return day if ends_on is None else max(min(day, ends_on), today)
