"""What an assessment, or its lack, comes to by the method of procurement."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.contracts.suitability.rules import Company, Situation, bars_choice, bars_conclusion, judge

FIT = Company("株式会社見本製作所", "fit", "適合（令和10年3月31日まで有効）", ok=True)
LAPSED = Company("株式会社見本製作所", "fit", "適合（令和8年3月31日に有効期間が終わりました。）", ok=False)
NEW = Company("株式会社見本製作所", "unassessed", "未評価", ok=False)
UNFIT = Company("株式会社見本製作所", "unfit", "不適合", ok=False)
EXCEPTED = Company("株式会社見本製作所", "unfit", "不適合", ok=False, exception_until=date(2027, 3, 31))


def at(
    *companies: Company, tier: str | None = "区分Ａ", may_ask: bool = False, strict: bool = True, published: bool = False,
    planned: bool = False,
) -> Situation:  # fmt: skip
    return Situation(tier, companies, may_ask, strict, published, planned, "入札公告及び仕様書", "入札参加資格の確認")


CASES = [
    ("no information", at(tier=None), "not_needed", "必要ありません"),
    ("nobody chosen, tender", at(), "undecided", "入札公告及び仕様書に載せ"),
    ("nobody chosen, negotiated", at(may_ask=True), "undecided", "候補の評価を済ませて"),
    ("fit", at(FIT), "ok", "まで有効"),
    ("unfit, but allowed for a time", at(EXCEPTED, published=True), "ok", "例外措置が令和9年3月31日まで"),
    ("tender, told nothing", at(NEW), "plan_needed", "相手方を拒むことはできません"),
    ("tender, told nothing, planned", at(NEW, planned=True), "planned", "計画に従って"),
    ("tender, told", at(NEW, published=True), "blocked", "評価を済ませるか、例外措置"),
    ("tender, told, planned all the same", at(NEW, published=True, planned=True), "blocked", "例外措置"),
    ("tender, told, lapsed", at(LAPSED, published=True), "blocked", "有効期間が終わりました"),
    ("negotiated", at(NEW, may_ask=True), "blocked", "例外措置"),
    ("negotiated, the town is not ready yet", at(NEW, may_ask=True, strict=False), "plan_needed", "計画"),
    ("unfit, told beforehand", at(UNFIT, published=True), "blocked", "不適合です"),
    ("unfit, negotiated, planned all the same", at(UNFIT, may_ask=True, strict=False, planned=True), "blocked", "不適合です"),
    ("unfit, told nothing", at(UNFIT), "plan_needed", "不適合とした事項の改善を求め"),
    ("unfit, told nothing, planned", at(UNFIT, planned=True), "planned", "計画に従って"),
    ("a venture with one that lacks it", at(FIT, NEW, may_ask=True), "blocked", "未評価"),
]


@pytest.mark.parametrize(("case", "situation", "outcome", "words"), CASES, ids=[row[0] for row in CASES])
def test_what_it_comes_to(case: str, situation: Situation, outcome: str, words: str) -> None:
    found = judge(situation)
    assert (found.outcome, words in found.because) == (outcome, True), found
    assert found.because.endswith("。")
    assert (bars_choice(found) is not None) == (outcome == "blocked")
    assert (bars_conclusion(found) is not None) == (outcome in ("blocked", "plan_needed"))


COMPANIES = st.lists(st.sampled_from([FIT, LAPSED, NEW, UNFIT, EXCEPTED]), min_size=1, max_size=3).map(tuple)
SITUATIONS = st.builds(
    Situation,
    st.just("区分Ｓ"),
    COMPANIES,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.just("公告"),
    st.just("前"),
)


@given(SITUATIONS)
def test_a_winner_is_never_refused_for_what_was_not_told(situation: Situation) -> None:
    if not situation.may_ask and not situation.published:
        assert bars_choice(judge(situation)) is None


@given(SITUATIONS)
def test_who_passes_is_never_barred_and_who_does_not_never_goes_unnoticed(situation: Situation) -> None:
    found = judge(situation)
    assert (found.outcome == "ok") == all(one.passes for one in situation.companies)
    if found.outcome == "planned":
        assert situation.planned and bars_conclusion(found) is None
