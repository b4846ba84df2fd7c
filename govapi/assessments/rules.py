"""What the verdicts on a contractor come to on a given day. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from govapi.kit.japan.era import wareki

Verdict = Literal["fit", "conditional", "unfit"]

VERDICTS: dict[str, str] = {"unassessed": "未評価", "fit": "適合", "conditional": "条件付適合", "unfit": "不適合"}
PASSING = frozenset({"fit", "conditional"})


@dataclass(frozen=True)
class Judged:
    """An assessment as it stands: its tier, the verdict that holds, when it was given and its last day."""

    key: str
    tier: str
    verdict: str
    judged_on: date | None
    valid_until: date | None


def holds(verdict: str, judged_on: date | None, valid_until: date | None, on: date) -> bool:
    """Whether the contractor counts as confirmed on the day. The last day still counts; None: no end."""
    return verdict in PASSING and judged_on is not None and (valid_until is None or on <= valid_until)


def best(judged: Iterable[Judged], tier: str, rank: Callable[[str], int], on: date) -> Judged | None:
    """The assessment that says how the contractor stands for ``tier`` on the day.

    That is the best that holds, of this tier or a heavier one; but a later 不適合 of any tier takes its place.
    Where none holds: the latest word there is, else one of this tier that has not been judged, else None.
    """
    known = sorted(judged, key=lambda one: (one.judged_on or date.min, rank(one.tier), one.key), reverse=True)
    heavy = [one for one in known if rank(one.tier) >= rank(tier)]
    valid = [one for one in heavy if holds(one.verdict, one.judged_on, one.valid_until, on)]
    found = max(valid, key=lambda one: (one.verdict == "fit", one.valid_until or date.max, one.key), default=None)
    refused = next((one for one in known if one.verdict == "unfit"), None)
    if refused is not None and (found is None or (refused.judged_on or date.min) > (found.judged_on or date.min)):
        return refused
    return found or next((one for one in heavy if one.verdict != "unassessed"), None) or (heavy[0] if heavy else None)


@dataclass(frozen=True)
class Badge:
    """A truth that time makes, shown beside the verdict."""

    key: str
    label: str


@dataclass(frozen=True)
class Moment:
    """What the badges look at. ``opens_on``: the day from which the next review is prepared; ``round``: the state of the round
    under way, empty: none; ``early``: something opened a review ahead of its day; ``followed``: a contract wants it now."""

    verdict: str
    valid_until: date | None
    review_on: date | None
    opens_on: date | None
    round: str
    early: bool
    followed: bool = True


ROUNDS = {"draft": "準備中", "awaiting": "回答待ち", "answered": "審査中", "in_approval": "回議中"}


def badges(at: Moment, on: date) -> list[Badge]:
    """期限切れ, 再評価の時期, 回答待ち …: derived each time, stored nowhere."""
    found, first = [], at.verdict == "unassessed"
    if not at.followed:
        found.append(Badge("not_wanted", "今は不要"))
    if at.verdict in PASSING and at.valid_until is not None and at.valid_until < on:
        found.append(Badge("expired", "期限切れ"))
    if at.early:
        found.append(Badge("early", "臨時の再評価"))
    if at.review_on is not None and at.review_on < on:
        found.append(Badge("late", "初回評価の遅れ" if first else "再評価の遅れ"))
    elif at.opens_on is not None and at.opens_on <= on:
        found.append(Badge("ripe", "初回評価の時期" if first else "再評価の時期"))
    if at.round:
        found.append(Badge(at.round, ROUNDS[at.round]))
    return found


def standing_sentence(verdict: str, valid_until: date | None, on: date) -> str:
    """How a contractor stands, in one line for pages."""
    label = VERDICTS[verdict]
    if verdict not in PASSING or valid_until is None:
        return label
    if valid_until < on:
        return f"{label}（{wareki(valid_until)}に有効期間が終わりました。）"
    return f"{label}（{wareki(valid_until)}まで有効）"
