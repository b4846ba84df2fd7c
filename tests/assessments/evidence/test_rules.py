"""What holds for every heap of papers: order does not matter, nothing lasts longer than it may, each has at most one heir."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.assessments.evidence.rules import Standing, date_faults, renewal_faults, same_certificate, standings, state
from govapi.policy.assessing import evidence_valid_until
from tests.assessments.evidence.pieces import KINDS, POLICY, Paper

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
PAPERS = st.builds(
    Paper,
    kind=st.sampled_from([kind.key for kind in KINDS]),
    issued_on=st.none() | DAYS,
    period_end=st.none() | DAYS,
    stated_until=st.none() | DAYS,
    certificate_number=st.sampled_from(["", "IS 1", "IS 2", "99(01)", "99(02)", "C21-0004-2", "C21-0004-3"]),
    in_scope=st.booleans(),
    register_reference=st.sampled_from(["", "C21-0004-2"]),
    renewal_applied_on=st.none() | DAYS,
    renewal_pending=st.booleans(),
)
HEAPS = st.lists(PAPERS, max_size=7)


@given(HEAPS, st.randoms())
def test_the_order_of_recording_changes_nothing(papers: list[Paper], chance: object) -> None:
    shuffled = list(papers)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis hands out random.Random
    assert standings(KINDS, shuffled) == standings(KINDS, papers)


@given(HEAPS)
def test_nothing_counts_longer_than_its_own_rule_allows(papers: list[Paper]) -> None:
    found = standings(KINDS, papers)
    for paper in papers:
        if not found[paper.id].counts:
            continue
        own = evidence_valid_until(
            POLICY.assessing.evidence_kind(paper.kind),
            issued_on=paper.issued_on,
            period_end=paper.period_end,
            stated_until=paper.stated_until,
            on=date(2026, 1, 1),
        )
        assert found[paper.id].last_day <= (own or date.max)


@given(HEAPS)
def test_what_follows_another_never_outlasts_it(papers: list[Paper]) -> None:
    found = standings(KINDS, papers)
    for paper in papers:
        follows = POLICY.assessing.evidence_kind(paper.kind).follows
        if follows and found[paper.id].counts:
            bases = [found[one.id] for one in papers if one.kind == follows and found[one.id].counts]
            assert bases and found[paper.id].good_until <= max(base.good_until for base in bases)


@given(HEAPS)
def test_an_heir_counts_lasts_and_is_not_replaced_in_a_circle(papers: list[Paper]) -> None:
    found, known = standings(KINDS, papers), {paper.id: paper for paper in papers}
    for paper in papers:
        seen, heir = {paper.id}, found[paper.id].replaced_by_id
        while heir is not None:
            assert heir not in seen and found[heir].counts and known[heir].kind == paper.kind
            seen.add(heir)
            heir = found[heir].replaced_by_id
    counting = [paper for paper in papers if found[paper.id].counts]
    for kind in {paper.kind for paper in counting}:
        assert any(found[one.id].replaced_by_id is None for one in counting if one.kind == kind)


@given(HEAPS, DAYS)
def test_one_paper_more_of_the_same_certificate_never_shortens_what_counts(papers: list[Paper], until: date) -> None:
    later = Paper("privacy_mark", until - timedelta(days=300), None, until)
    before = [found.last_day for key, found in standings(KINDS, papers).items()]
    after = standings(KINDS, [*papers, later])
    assert [after[paper.id].last_day for paper in papers] == before


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("99000001(03)", "99000001(04)", True),  # プライバシーマーク counts its renewals
        ("99000001（03）", "99000001(04)", True),
        ("C21-0004-2", "C21-0004-3", True),
        ("C21-0004-2", "C21-0008-2", False),  # two services of one company
        ("is 999001", "IS999001", True),
        ("IS 999001", "IS 999002", False),
        ("", "IS 999002", True),  # nothing says that it is another
    ],
)
def test_which_papers_are_of_one_certificate(one: str, other: str, same: bool) -> None:
    assert same_certificate(Paper("iso27001", certificate_number=one), Paper("iso27001", certificate_number=other)) is same


def test_of_two_services_neither_replaces_the_other() -> None:
    one = Paper("ismap", period_end=date(2025, 3, 31), certificate_number="C21-0004-2")
    other = Paper("ismap", period_end=date(2026, 3, 31), certificate_number="C22-0009-2")
    renewed = Paper("ismap", period_end=date(2026, 3, 31), certificate_number="C21-0004-3")
    assert standings(KINDS, [one, other])[one.id].replaced_by_id is None
    assert standings(KINDS, [one, other, renewed])[one.id] == Standing(date(2026, 7, 31), replaced_by_id=renewed.id)


def test_an_old_one_held_open_does_not_replace_its_renewal() -> None:
    old = Paper("ismap", period_end=date(2025, 3, 31), renewal_applied_on=date(2026, 5, 1), renewal_pending=True)
    renewed = Paper("ismap", period_end=date(2026, 3, 31))
    found = standings(KINDS, [renewed, old])
    assert (found[old.id].replaced_by_id, found[renewed.id].replaced_by_id) == (renewed.id, None)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "valid"),
        ({"past": True}, "renewing"),
        ({"counts_today": False, "past": True}, "expired"),
        ({"counts_today": False, "past": True, "replaced": True}, "replaced"),
        ({"replaced": True}, "valid"),  # the old one holds until its day
        ({"counts": False}, "not_counted"),
        ({"counts": False, "withdrawn": True}, "withdrawn"),
    ],
)
def test_what_a_paper_is_worth_today(facts: dict[str, bool], expected: str) -> None:
    plain = {"counts_today": True, "counts": True, "past": False, "replaced": False, "withdrawn": False}
    assert state(**(plain | facts)) == expected


def test_days_that_cannot_be() -> None:
    today = date(2026, 11, 24)
    assert date_faults(None, None, None, today) == []
    assert date_faults(today, today, today, today) == []
    tomorrow = today + timedelta(days=1)
    assert [one.pointer for one in date_faults(tomorrow, tomorrow, today, today)] == [
        "/issued_on",
        "/period_end",
        "/stated_until",
    ]
    ismap, iso = POLICY.assessing.evidence_kind("ismap"), POLICY.assessing.evidence_kind("iso27001")
    assert renewal_faults(ismap, today, True, today) == []
    assert [one.pointer for one in renewal_faults(ismap, tomorrow, True, today)] == ["/renewal_applied_on"]
    assert [one.pointer for one in renewal_faults(ismap, None, True, today)] == ["/renewal_applied_on"]
    assert [one.pointer for one in renewal_faults(iso, today, True, today)] == ["/renewal_pending"]
