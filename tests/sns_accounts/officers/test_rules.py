"""Who can be named for what in which state, what may be taken back, and which duties a vacancy brings."""

from datetime import date

import pytest

from govapi.sns_accounts.officers.rules import ROLES_OF, Level, Role, Wanted, may_be_withdrawn, naming_fault, wanted
from govapi.sns_accounts.workflow import SNS_ACCOUNT

TODAY, YESTERDAY, LATER = date(2026, 11, 24), date(2026, 11, 23), date(2027, 4, 1)


@pytest.mark.parametrize(
    ("level", "role", "status", "said"),
    [
        ("service", "officer", "", None),
        ("service", "deputy", "", "サービスごとに指定するのは、責任者です。副責任者は、アカウントごとに"),
        ("service", "operator", "", "運用担当者は、アカウントごとに"),
        *(
            ("account", role, status, None)
            for role in ROLES_OF["account"]
            for status in ("draft", "in_approval", "approved", "active", "paused", "closing")
        ),
        *(("account", "officer", status, "この状態のアカウント") for status in ("closed", "refused", "withdrawn")),
    ],
)
def test_for_what_a_post_can_be_named(level: Level, role: Role, status: str, said: str | None) -> None:
    fault = naming_fault(level, role, status)
    assert fault is None if said is None else said in str(fault)


@pytest.mark.parametrize(
    ("from_date", "status", "expected"),
    [
        (TODAY, "active", True),
        (LATER, "paused", True),
        (YESTERDAY, "active", False),
        (YESTERDAY, "closing", False),
        (YESTERDAY, "draft", True),
        (YESTERDAY, "approved", True),
        (YESTERDAY, "", False),  # of a service
    ],
)
def test_what_has_begun_is_ended_and_not_taken_back(from_date: date, status: str, expected: bool) -> None:
    assert may_be_withdrawn(from_date, status, TODAY) is expected


@pytest.mark.parametrize("status", list(SNS_ACCOUNT.labels))
@pytest.mark.parametrize("since", [None, YESTERDAY, TODAY, LATER])
def test_which_duties_a_vacancy_brings(status: str, since: date | None) -> None:
    both, one = Wanted(since, since), Wanted(since, None)
    table = {
        ("active", YESTERDAY): both,
        ("active", TODAY): both,
        ("active", LATER): one,  # there is time to name another one
        **{(kept, day): one for kept in ("paused", "closing") for day in (YESTERDAY, TODAY, LATER)},
    }
    assert wanted(status, since, TODAY) == table.get((status, since or date.min), Wanted(None, None))
