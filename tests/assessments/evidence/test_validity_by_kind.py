"""Until when each kind of evidence counts: dated examples, over the kinds of the shipped policy."""

from datetime import date

import pytest

from govapi.assessments.evidence.rules import Standing, standings
from tests.assessments.evidence.pieces import KINDS, Paper


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


# kind, issued, end of the audited period, stated on the certificate → the last day it counts
EXAMPLES = [
    ("iso27001", "2025-04-01", "", "2028-03-31", "2028-03-31"),  # three years, as it says
    ("iso27001", "2025-04-01", "", "2027-06-30", "2027-06-30"),  # transition certificates end sooner
    ("iso27001", "2025-04-01", "", "2031-03-31", "2028-04-01"),  # what somebody hoped: three years, the day of issue not counted
    ("iso27701", "2024-02-29", "", "2027-12-31", "2027-02-28"),  # issued on a leap day
    ("privacy_mark", "2025-02-01", "", "2027-01-31", "2027-01-31"),  # two years
    ("privacy_mark", "2025-02-01", "", "2028-01-31", "2027-02-01"),
    ("ismap", "", "2025-03-31", "", "2026-07-31"),  # 1年4月 after the day following the end of the period
    ("ismap", "2025-08-01", "2025-09-30", "", "2027-01-31"),  # the day of registration does not matter
    ("ismap_liu", "", "2024-10-31", "", "2026-02-28"),
    ("soc2_type1", "", "2025-12-31", "", "2026-12-31"),  # stale twelve months after the period
    ("soc2_type2", "2026-05-01", "2026-02-28", "", "2027-02-28"),
    ("scs3", "2027-04-01", "", "", "2028-03-31"),  # one year, the day of the assessment counted
    ("scs4", "2027-04-01", "", "", "2030-03-31"),  # three
    ("scs3", "2027-04-01", "", "2027-12-31", "2027-12-31"),
    ("security_action1", "2024-01-01", "", "", ""),  # declared once, for good
    ("security_action2", "", "", "2026-12-31", "2026-12-31"),
    ("jc_star", "2026-01-01", "", "2027-12-31", "2027-12-31"),  # as the label says
    ("aspic", "2025-07-01", "", "2027-06-30", "2027-06-30"),  # two years
    ("self_report", "2025-11-24", "", "", "2026-11-23"),
]


@pytest.mark.parametrize(("kind", "issued", "period_end", "stated", "until"), EXAMPLES)
def test_each_kind_ceases_on_its_day(kind: str, issued: str, period_end: str, stated: str, until: str) -> None:
    paper = Paper(kind, day(issued), day(period_end), day(stated))
    assert standings(KINDS, [paper])[paper.id] == Standing(day(until))


def test_a_date_that_is_missing_makes_it_worthless() -> None:
    paper = Paper("ismap", issued_on=date(2026, 1, 1))
    assert "監査の対象期間の末日" in standings(KINDS, [paper])[paper.id].not_counted_because


# applied on, pending → held open?  The registration ends on 2026-07-31.
RENEWALS = [
    ("ismap", "2026-07-31", True, True),
    ("ismap", "2026-08-01", True, False),  # too late: it had ended
    ("ismap", "2026-06-01", False, False),  # decided, or given up
    ("ismap", "", True, False),
    ("ismap_liu", "2026-04-01", True, True),
]


@pytest.mark.parametrize(("kind", "applied", "pending", "held"), RENEWALS)
def test_a_timely_renewal_under_decision_keeps_it(kind: str, applied: str, pending: bool, held: bool) -> None:
    paper = Paper(kind, period_end=date(2025, 3, 31), renewal_applied_on=day(applied), renewal_pending=pending)
    found = standings(KINDS, [paper])[paper.id]
    assert (found.valid_until, found.held_open) == (date(2026, 7, 31), held)


def test_of_other_kinds_a_renewal_keeps_nothing() -> None:
    paper = Paper(
        "iso27001", date(2025, 4, 1), None, date(2028, 3, 31), renewal_applied_on=date(2028, 1, 1), renewal_pending=True
    )
    assert standings(KINDS, [paper])[paper.id] == Standing(date(2028, 3, 31))


BASE = Paper("iso27001", date(2025, 4, 1), None, date(2027, 3, 31))
ADDED = Paper("iso27017", date(2025, 4, 1), None, date(2028, 3, 31))


def test_27017_ends_with_the_27001_it_stands_on() -> None:
    found = standings(KINDS, [ADDED, BASE])
    assert found[ADDED.id] == Standing(date(2027, 3, 31))
    renewed = Paper("iso27001", date(2027, 4, 1), None, date(2030, 3, 31))
    assert standings(KINDS, [ADDED, BASE, renewed])[ADDED.id] == Standing(date(2028, 3, 31))  # now its own day


@pytest.mark.parametrize(
    "others",
    [
        [],
        [Paper("iso27001", date(2025, 4, 1), None, date(2028, 3, 31), in_scope=False)],
        [Paper("iso27701", date(2025, 4, 1), None, date(2028, 3, 31))],
    ],
)
def test_27018_alone_is_worth_nothing(others: list[Paper]) -> None:
    paper = Paper("iso27018", date(2025, 4, 1), None, date(2028, 3, 31))
    said = standings(KINDS, [paper, *others])[paper.id].not_counted_because
    assert said == "前提となる「ISO/IEC 27001（JIS Q 27001）認証」の、有効と認めた証跡がありません。"


@pytest.mark.parametrize(
    ("paper", "sentence"),
    [
        (Paper("scs3", date(2027, 4, 1), register_reference=""), "公開されている登録簿への掲載を確かめていません。"),
        (
            Paper("iso27001", date(2025, 4, 1), None, date(2028, 3, 31), in_scope=False, scope_decided=False),
            "まだ判断していません",
        ),
        (Paper("iso27001", date(2025, 4, 1), None, date(2028, 3, 31), in_scope=False), "適用範囲の外です"),
        (Paper("abolished_kind", date(2025, 4, 1)), "今の方針セットの証跡の種類にありません"),
    ],
)
def test_what_does_not_count_says_why(paper: Paper, sentence: str) -> None:
    found = standings(KINDS, [paper])[paper.id]
    assert not found.counts and sentence in found.not_counted_because


def test_a_whole_company_needs_no_scope() -> None:
    paper = Paper("privacy_mark", date(2025, 2, 1), None, date(2027, 1, 31), in_scope=False, scope_decided=False)
    assert standings(KINDS, [paper])[paper.id].counts
