"""Worked examples of the next review, in words and days an official can check with a calendar.

The tiers are those of the shipped policy set: Ｓ and Ａ every 12 months, Ｂ every 24, Ｃ with the contract only; 90 days before the
end of a contract.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from govapi.assessments.calendar.rules import Expiring, Held, NeedTerm, TierTerms

TIERS = (TierTerms("S", 3, 12, 90), TierTerms("A", 2, 12, 90), TierTerms("B", 1, 24, 90), TierTerms("C", 0, None, 90))
TODAY = date(2026, 11, 24)  # Tuesday


def need(tier: str, ends_on: date | None, number: str = "契約-2026-0012", starts_on: date = date(2025, 4, 1)) -> NeedTerm:
    return NeedTerm(number, tier, starts_on, ends_on)


def judged(tier: str, on: date, verdict: str = "fit", until: date | None = None) -> Held:
    return Held(tier, verdict, on, until, date(2025, 4, 1))


def iso(until: date, lead_days: int = 90) -> Expiring:
    return Expiring("ISO/IEC 27001（JIS Q 27001）認証", until, lead_days)


@dataclass(frozen=True)
class Example:
    """What is known on ``TODAY``, and the answer: the followed tier, the day that is due, the cause in Japanese."""

    says: str
    needs: Sequence[NeedTerm]
    held: Sequence[Held] = ()
    evidence: Sequence[Expiring] = ()
    tier: str | None = "A"
    due: date | None = None
    because: str = ""
    recount: date | None = None
    today: date = TODAY
    closed: frozenset[date] = field(default=frozenset())


EXAMPLES = (
    Example(
        "the interval wins: reviewed on 令和7年12月10日, twelve months on",
        [need("A", date(2027, 12, 31))],
        [judged("A", date(2025, 12, 10))],
        due=date(2026, 12, 10),
        because="前回の評価（令和7年12月10日）から12か月",
        recount=date(2028, 1, 1),
    ),
    Example(
        "the certificate wins: it ceases on 令和8年12月20日, asked for again 60 days before",
        [need("A", date(2027, 12, 31))],
        [judged("A", date(2026, 3, 2))],
        [iso(date(2026, 12, 20), 60)],
        due=date(2026, 10, 21),
        because="ISO/IEC 27001（JIS Q 27001）認証の有効期間満了（令和8年12月20日）の60日前",
        recount=date(2028, 1, 1),
    ),
    Example(
        "the contract wins: it ends on 令和9年3月31日, 90 days before is 令和8年12月31日, closed, so 12月28日",
        [need("A", date(2027, 3, 31))],
        [judged("A", date(2026, 10, 1))],
        due=date(2026, 12, 28),
        because="契約-2026-0012の満了（令和9年3月31日）の90日前",
        recount=date(2027, 4, 1),
    ),
    Example(
        "a candidate on or before the last review no longer counts: reviewed on the very 90th day before the end",
        [need("A", date(2027, 1, 29))],
        [judged("A", date(2026, 10, 31))],
        due=date(2027, 10, 29),
        because="前回の評価（令和8年10月31日）から12か月",
        recount=date(2027, 1, 30),
    ),
    Example(
        "an ended contract drops out, with its heavier tier",
        [need("S", date(2026, 11, 23), "契約-2025-0001"), need("B", date(2028, 3, 31))],
        [judged("B", date(2025, 6, 2))],
        tier="B",
        due=date(2027, 6, 2),
        because="前回の評価（令和7年6月2日）から24か月",
        recount=date(2028, 4, 1),
    ),
    Example(
        "the last day of a contract still counts as running",
        [need("S", date(2026, 11, 24), "契約-2025-0001"), need("B", date(2028, 3, 31))],
        [judged("S", date(2026, 9, 1)), judged("B", date(2025, 6, 2))],
        tier="S",
        due=date(2027, 9, 1),
        because="前回の評価（令和8年9月1日）から12か月",
        recount=date(2026, 11, 25),
    ),
    Example(
        "tier Ｃ looks at its contracts only: neither interval nor certificate",
        [need("C", date(2027, 10, 29))],
        [judged("C", date(2025, 3, 3))],
        [iso(date(2026, 12, 20))],
        tier="C",
        due=date(2027, 7, 30),
        because="契約-2026-0012の満了（令和9年10月29日）の90日前",
        recount=date(2027, 10, 30),
    ),
    Example(
        "tier Ｃ with an open contract: nothing calls for another look",
        [need("C", None)],
        [judged("C", date(2025, 3, 3))],
        tier="C",
        due=None,
        recount=None,
    ),
    Example(
        "never looked at: due before the contract begins on 令和9年4月1日",
        [need("B", date(2028, 3, 31), starts_on=date(2027, 4, 1))],
        tier="B",
        due=date(2027, 4, 1),
        because="契約-2026-0012の履行開始（令和9年4月1日）までの初回の評価",
        recount=date(2028, 4, 1),
    ),
    Example(
        "never looked at, and the contract runs already: due on the day it became known",
        [need("B", date(2028, 3, 31), starts_on=date(2025, 4, 1))],
        tier="B",
        due=TODAY,
        because="契約-2026-0012の初回の評価",
        recount=date(2028, 4, 1),
    ),
    Example(
        "the day it became known stays, however often it is counted",
        [need("B", date(2028, 3, 31), starts_on=date(2025, 4, 1))],
        [Held("B", asked_on=date(2026, 11, 4))],
        tier="B",
        due=date(2026, 11, 4),
        because="契約-2026-0012の初回の評価",
        recount=date(2028, 4, 1),
    ),
    Example(
        "after a heavier tier: what was found for Ｓ, and holds until 令和9年1月31日, counts for Ｂ",
        [need("B", date(2029, 3, 30))],
        [judged("S", date(2026, 2, 2), until=date(2027, 1, 31)), judged("B", date(2024, 6, 3))],
        tier="B",
        due=date(2028, 2, 2),
        because="前回の評価（令和8年2月2日）から24か月",
        recount=date(2027, 2, 1),
    ),
    Example(
        "a heavier verdict that has lapsed no longer counts, and the look is overdue",
        [need("B", date(2029, 3, 30))],
        [judged("S", date(2025, 2, 3), until=date(2026, 1, 30)), judged("B", date(2024, 6, 3))],
        tier="B",
        due=date(2026, 6, 3),
        because="前回の評価（令和6年6月3日）から24か月",
        recount=date(2029, 3, 31),
    ),
    Example(
        "the last day of a 条件付適合 is a duty of its own and moves nothing",
        [need("A", date(2028, 3, 31))],
        [judged("A", date(2026, 9, 1), "conditional", date(2027, 2, 26))],
        due=date(2027, 9, 1),
        because="前回の評価（令和8年9月1日）から12か月",
        recount=date(2028, 4, 1),
    ),
    Example(
        "不適合 is a review as well: a year on",
        [need("A", date(2028, 3, 31))],
        [judged("A", date(2026, 9, 1), "unfit")],
        due=date(2027, 9, 1),
        because="前回の評価（令和8年9月1日）から12か月",
        recount=date(2028, 4, 1),
    ),
    Example(
        "a Saturday: 令和8年11月28日 moves to Friday",
        [need("A", date(2028, 3, 31))],
        [judged("A", date(2025, 11, 28))],
        due=date(2026, 11, 27),
        because="前回の評価（令和7年11月28日）から12か月",
        recount=date(2028, 4, 1),
    ),
    Example(
        "a closed day of the town itself moves it further",
        [need("A", date(2028, 3, 31))],
        [judged("A", date(2025, 11, 28))],
        due=date(2026, 11, 26),
        because="前回の評価（令和7年11月28日）から12か月",
        recount=date(2028, 4, 1),
        closed=frozenset({date(2026, 11, 27)}),
    ),
    Example(
        "29 February: twelve months on is 28 February, a Friday",
        [need("A", date(2028, 3, 31))],
        [judged("A", date(2024, 2, 29))],
        due=date(2025, 2, 28),
        because="前回の評価（令和6年2月29日）から12か月",
        recount=date(2028, 4, 1),
    ),
    Example(
        "the 31st: six months have no 31 September, here 24 months do",
        [need("B", date(2030, 3, 29))],
        [judged("B", date(2026, 8, 31))],
        tier="B",
        due=date(2028, 8, 31),
        because="前回の評価（令和8年8月31日）から24か月",
        recount=date(2030, 3, 30),
    ),
    Example("nothing wants it: nothing is followed", [], [judged("A", date(2025, 1, 6))], tier=None),
    Example(
        "the same day twice: the interval is named before the contract",
        [need("A", date(2027, 2, 22))],
        [judged("A", date(2025, 11, 24))],
        due=date(2026, 11, 24),
        because="前回の評価（令和7年11月24日）から12か月",
        recount=date(2027, 2, 23),
    ),
    Example(
        "a tier the policy no longer knows is looked at as the heaviest",
        [need("X", date(2028, 3, 31))],
        [judged("S", date(2026, 9, 1))],
        tier="S",
        due=date(2027, 9, 1),
        because="前回の評価（令和8年9月1日）から12か月",
        recount=date(2028, 4, 1),
    ),
)
