"""Which exception covers a contract."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from govapi.assessments.exceptions.rules import Granted, covered, officers

TIERS = "CBAS"
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@given(st.lists(st.builds(Granted, st.sampled_from(TIERS), DAYS)), st.sampled_from(TIERS), DAYS)
def test_one_in_force_for_the_tier_or_a_heavier_one_covers(granted: list[Granted], tier: str, on: date) -> None:
    expected = any(TIERS.index(one.tier) >= TIERS.index(tier) and on <= one.until for one in granted)
    assert covered(granted, tier, TIERS.index, on) is expected


def test_the_last_day_still_counts() -> None:
    one = Granted("A", date(2027, 3, 31))
    assert one.holds(date(2027, 3, 31)) and not one.holds(date(2027, 4, 1))


def test_officers_in_words() -> None:
    assert officers(("security_supervisor", "ciso")) == "統括情報セキュリティ責任者又は最高情報セキュリティ責任者（CISO）"
