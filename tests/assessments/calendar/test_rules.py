"""The next review: the worked examples, and what must hold whatever is known."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.assessments.calendar.rules import Counted, Expiring, Held, NeedTerm, next_review
from govapi.kit.japan.holidays import add_months, is_closed
from tests.assessments.calendar.examples import EXAMPLES, TIERS, Example

BY_CODE = {tier.code: tier for tier in TIERS}
RECENT = st.dates(date(2023, 1, 1), date(2030, 12, 31))
CODES = st.sampled_from("SABC")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.says)
def test_worked_examples(example: Example) -> None:
    found = next_review(TIERS, example.needs, example.held, example.evidence, today=example.today, closed=example.closed)
    following = found.following
    assert found.tier == example.tier
    assert (following.due_on if following else None) == example.due
    assert (following.cause_label if following else "") == example.because
    assert found.recount_on == example.recount


def _need(draw: st.DrawFn, number: int) -> NeedTerm:
    starts_on = draw(RECENT)
    days = draw(st.none() | st.integers(0, 2000))
    return NeedTerm(f"契約-{number}", draw(CODES), starts_on, None if days is None else starts_on + timedelta(days=days))


@st.composite
def needs(draw: st.DrawFn) -> list[NeedTerm]:
    return [_need(draw, number) for number in range(draw(st.integers(0, 5)))]


@st.composite
def holdings(draw: st.DrawFn) -> list[Held]:
    found = []
    for tier in draw(st.sets(CODES)):
        verdict = draw(st.sampled_from(["unassessed", "fit", "conditional", "unfit"]))
        if verdict == "unassessed":
            found.append(Held(tier, asked_on=draw(RECENT)))
        else:
            on = draw(RECENT)
            days = draw(st.none() | st.integers(0, 800))
            until = None if days is None else on + timedelta(days=days)
            found.append(Held(tier, verdict, on, until, draw(RECENT)))
    return found


KINDS = st.tuples(RECENT, st.integers(0, 200)).map(lambda one: Expiring("証明書", one[0], one[1]))
EVIDENCE = st.lists(KINDS, max_size=4)


def candidates(found: Counted, wanted: list[NeedTerm], evidence: list[Expiring], today: date) -> list[date]:
    """Every live candidate after the last review, counted here in the plainest way."""
    assert found.tier is not None and found.last_on is not None
    tier = BY_CODE[found.tier]
    days = [need.ends_on - timedelta(days=tier.before_end_days) for need in wanted if need.ends_on and need.ends_on >= today]
    if tier.interval_months:
        days += [add_months(found.last_on, tier.interval_months)]
        days += [one.valid_until - timedelta(days=one.lead_days) for one in evidence]
    return [day for day in days if day > found.last_on]


@given(needs(), holdings(), EVIDENCE, RECENT)
def test_never_before_the_last_review_never_later_than_the_earliest_candidate(
    wanted: list[NeedTerm], held: list[Held], evidence: list[Expiring], today: date
) -> None:
    found = next_review(TIERS, wanted, held, evidence, today=today)
    live = [need for need in wanted if need.lives(today)]
    assert (found.tier is None) == (not live)
    if not live:
        assert found == Counted(None, None, None, None)
        return
    assert BY_CODE[found.tier or ""].rank == max(BY_CODE[need.tier].rank for need in live)
    if found.last_on is None:
        assert found.following is not None and found.following.kind == "assessment.first"
        assert found.following.due_on <= found.following.nominal_on and not is_closed(found.following.due_on)
        return
    known = candidates(found, wanted, evidence, today)
    assert (found.following is None) == (not known)
    if found.following is not None:
        assert found.following.nominal_on == min(known)
        assert found.last_on <= found.following.due_on <= min(known)
        assert found.following.cause_label
        assert not is_closed(found.following.due_on) or found.following.due_on == found.following.nominal_on


@given(needs(), holdings(), EVIDENCE, RECENT, st.randoms())
def test_the_order_of_what_is_known_is_irrelevant(
    wanted: list[NeedTerm], held: list[Held], evidence: list[Expiring], today: date, chance: random.Random
) -> None:
    found = next_review(TIERS, wanted, held, evidence, today=today)
    for one in (wanted, held, evidence):
        chance.shuffle(one)
    assert next_review(tuple(reversed(TIERS)), wanted, held, evidence, today=today) == found


@given(needs(), holdings(), EVIDENCE, RECENT, st.integers(0, 1500))
def test_nothing_changes_by_the_date_alone_before_the_day_that_was_named(
    wanted: list[NeedTerm], held: list[Held], evidence: list[Expiring], today: date, days: int
) -> None:
    """Counting again on any later day before ``recount_on`` finds the same: so the job may look at the due rows only."""
    found = next_review(TIERS, wanted, held, evidence, today=today)
    asked = [*held]
    if found.tier is not None and found.tier not in {one.tier for one in held}:
        asked.append(Held(found.tier, asked_on=today))  # what the service keeps of the first count
    later = today + timedelta(days=days)
    if found.recount_on is None or later < found.recount_on:
        assert next_review(TIERS, wanted, asked, evidence, today=later) == found


@given(needs(), holdings(), EVIDENCE, RECENT)
def test_a_new_review_never_brings_the_next_one_before_itself(
    wanted: list[NeedTerm], held: list[Held], evidence: list[Expiring], today: date
) -> None:
    found = next_review(TIERS, wanted, held, evidence, today=today)
    if found.tier is None:
        return
    others = [one for one in held if one.tier != found.tier]
    again = next_review(TIERS, wanted, [*others, Held(found.tier, "fit", today)], evidence, today=today)
    assert again.last_on is not None and again.last_on >= today
    assert again.following is None or again.following.due_on >= again.last_on
