"""What an answer needs, and how it may end."""

from datetime import date

import pytest

from govapi.cloud_services.unapproved import rules
from govapi.cloud_services.unapproved.rules import UnapprovedFacts

TODAY = date(2026, 11, 24)
YESTERDAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 25)


@pytest.mark.parametrize(
    ("stopped", "removed", "pointers"),
    [
        (None, None, []),
        (TODAY, None, []),
        (YESTERDAY, TODAY, []),
        (TODAY, TODAY, []),
        (TOMORROW, None, ["/stopped_on"]),
        (TODAY, YESTERDAY, ["/data_removed_on"]),
        (None, TODAY, ["/data_removed_on"]),
        (TODAY, TOMORROW, ["/data_removed_on"]),
    ],
)
def test_the_days_of_a_report(stopped: date | None, removed: date | None, pointers: list[str]) -> None:
    assert [fault.pointer for fault in rules.report_faults(stopped, removed, TODAY)] == pointers


def test_each_outcome_needs_its_own() -> None:
    removed = UnapprovedFacts(stopped_on=TODAY, data_removed_on=TODAY, prevention="周知した。")
    assert rules.stopped_and_removed(removed) is rules.prevention_told(removed) is None
    assert "報告されていません" in (rules.stopped_and_removed(UnapprovedFacts(stopped_on=TODAY)) or "")
    assert "再発防止" in (rules.prevention_told(UnapprovedFacts(prevention=" ")) or "")
    assert "報告されていません" in (rules.approved_afterwards(UnapprovedFacts()) or "")
    assert "まだ許可" in (rules.approved_afterwards(UnapprovedFacts(linked=True)) or "")
    lower = UnapprovedFacts(linked=True, use_permitted=True, class_covered=False)
    assert "足りません" in (rules.approved_afterwards(lower) or "")
    assert rules.approved_afterwards(UnapprovedFacts(linked=True, use_permitted=True)) is None


def test_fourteen_days_unless_another_is_given() -> None:
    assert rules.deadline_for(None, TODAY) == date(2026, 12, 8)
    assert rules.deadline_for(TOMORROW, TODAY) == TOMORROW
    assert rules.deadline_fault(TODAY, TODAY) is None and "今日以後" in (rules.deadline_fault(YESTERDAY, TODAY) or "")
    assert [rules.is_late(status, YESTERDAY, TODAY) for status in ("found", "reported", "closed")] == [True, False, False]
