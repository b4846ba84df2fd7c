"""When a contractor is looked at next, counted from the last look, and which cause won. Pure; the one place that knows.

One assessment is followed for each contractor: that of the heaviest tier among its live needs. Candidates: last review +
interval of the tier; the earliest evidence expiry − its lead time; for each live need, its end − the days of the tier. Only
candidates after the last review count; ended needs drop out; a tier without interval has only the candidates of its needs. The
earliest wins. The last day of a 条件付適合 is no candidate: it is a duty of its own (``calendar.service``).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from govapi.kit.japan.era import wareki
from govapi.kit.japan.holidays import add_months, working_day_on_or_before

Kind = Literal["assessment.first", "assessment.review"]
DAY = timedelta(days=1)


@dataclass(frozen=True)
class TierTerms:
    """What the town decided about a tier. ``rank``: 0 is the lightest. ``interval_months`` None: no regular interval."""

    code: str
    rank: int
    interval_months: int | None
    before_end_days: int


@dataclass(frozen=True)
class NeedTerm:
    """A contract or use that wants the assessment; ``ends_on`` is its last day, None: open."""

    number: str
    tier: str
    starts_on: date
    ends_on: date | None

    def lives(self, on: date) -> bool:
        """Not yet begun counts: the look comes before the beginning."""
        return self.ends_on is None or self.ends_on >= on


@dataclass(frozen=True)
class Expiring:
    """Evidence that ceases: its label, its last day, and how many days before it is asked for again."""

    label: str
    valid_until: date
    lead_days: int


@dataclass(frozen=True)
class Held:
    """What is known of the assessment of one tier: the verdict, its day, its last day; ``asked_on``: the day it was first wanted."""

    tier: str
    verdict: str = "unassessed"
    judged_on: date | None = None
    valid_until: date | None = None
    asked_on: date | None = None


@dataclass(frozen=True)
class NextReview:
    """``due_on`` is a working day wherever there is one between the last review and ``nominal_on``."""

    kind: Kind
    nominal_on: date
    due_on: date
    cause: str
    cause_label: str


@dataclass(frozen=True)
class Counted:
    """The followed tier (None: nothing wants one), the last review that counts, the next one (None: nothing calls for it), and
    the day from which the date alone changes the answer (None: never)."""

    tier: str | None
    last_on: date | None
    following: NextReview | None
    recount_on: date | None


@dataclass(frozen=True, order=True)
class Candidate:
    """Ordered by day; on the same day by the order in which the causes are named above."""

    on: date
    order: int
    cause: str
    label: str


def next_review(
    tiers: Sequence[TierTerms],
    needs: Iterable[NeedTerm],
    held: Iterable[Held],
    evidence: Iterable[Expiring],
    *,
    today: date,
    closed: Collection[date] = (),
) -> Counted:
    """The next look at a contractor, from all that is known of it. The order of the inputs is irrelevant."""
    by_code = {tier.code: tier for tier in tiers}
    heaviest = max(tiers, key=lambda one: one.rank)
    live = [need for need in needs if need.lives(today)]
    if not live:
        return Counted(None, None, None, None)
    # A need of a tier the town no longer knows is looked at as closely as the heaviest: nothing is forgotten.
    tier = max((by_code.get(need.tier, heaviest) for need in live), key=lambda one: one.rank)
    known = list(held)
    own = next((one for one in known if one.tier == tier.code), Held(tier.code))
    last, leaning_until = _last_review(own, known, tier, by_code, today)
    changes = [need.ends_on + DAY for need in live if need.ends_on] + ([leaning_until + DAY] if leaning_until else [])
    recount_on = min(changes, default=None)
    if last is None:
        return Counted(tier.code, None, _first(live, own.asked_on or today, closed), recount_on)
    following = min(_candidates(tier, live, last, evidence), default=None)
    return Counted(tier.code, last, _planned(following, last, closed), recount_on)


def _last_review(
    own: Held, known: Iterable[Held], tier: TierTerms, by_code: dict[str, TierTerms], today: date
) -> tuple[date | None, date | None]:
    """The last review that counts: its own, or a later one of a heavier tier while that holds, with the end of that."""
    last, until = own.judged_on, None
    for other in known:
        heavier = other.tier in by_code and by_code[other.tier].rank > tier.rank
        holds = other.verdict in ("fit", "conditional") and (other.valid_until is None or other.valid_until >= today)
        if heavier and holds and other.judged_on is not None and (last is None or other.judged_on > last):
            last, until = other.judged_on, other.valid_until
    return last, until


def _first(live: Sequence[NeedTerm], asked_on: date, closed: Collection[date]) -> NextReview:
    """The first look: before the earliest need begins; where one runs already, on the day it became known."""
    need = min(live, key=lambda one: (one.starts_on, one.number))
    nominal = max(need.starts_on, asked_on)
    when = f"履行開始（{wareki(need.starts_on)}）"
    label = f"{need.number}の{when}までの初回の評価" if nominal == need.starts_on else f"{need.number}の初回の評価"
    return NextReview("assessment.first", nominal, working_day_on_or_before(nominal, also=closed), "first", label)


def _candidates(tier: TierTerms, live: Iterable[NeedTerm], last: date, evidence: Iterable[Expiring]) -> Iterator[Candidate]:
    """Every candidate after the last review."""
    return (one for one in _all_candidates(tier, live, last, evidence) if one.on > last)


def _all_candidates(tier: TierTerms, live: Iterable[NeedTerm], last: date, evidence: Iterable[Expiring]) -> Iterator[Candidate]:
    if tier.interval_months is not None:
        label = f"前回の評価（{wareki(last)}）から{tier.interval_months}か月"
        yield Candidate(add_months(last, tier.interval_months), 0, "interval", label)
        for one in evidence:
            label = f"{one.label}の有効期間満了（{wareki(one.valid_until)}）の{one.lead_days}日前"
            yield Candidate(one.valid_until - timedelta(days=one.lead_days), 1, "evidence", label)
    for need in live:
        if need.ends_on is not None:
            label = f"{need.number}の満了（{wareki(need.ends_on)}）の{tier.before_end_days}日前"
            yield Candidate(need.ends_on - timedelta(days=tier.before_end_days), 2, "need_end", label)


def _planned(winner: Candidate | None, last: date, closed: Collection[date]) -> NextReview | None:
    if winner is None:
        return None
    return NextReview("assessment.review", winner.on, _open_day(winner.on, last, closed), winner.cause, winner.label)


def _open_day(day: date, floor: date, closed: Collection[date]) -> date:
    """The working day on or before ``day``; where that lies before ``floor``, the day itself."""
    found = working_day_on_or_before(day, also=closed)
    return found if found >= floor else day
