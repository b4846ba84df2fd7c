"""How long an account has been silent, and what is wrong with a last post."""

from dataclasses import dataclass
from datetime import date

import pytest

from govapi.policy.loading import default_policy
from govapi.sns_accounts.activity.rules import Quiet, faults, is_idle, quiet_of, silent_since, warned_since

DORMANCY = default_policy().sns.dormancy.model_copy(update={"warn_after_days": 90, "idle_after_days": 180})
D = date(2026, 1, 1)


@dataclass(frozen=True)
class Account:
    status: str = "active"
    quiet_since: date | None = D


@pytest.mark.parametrize(
    ("today", "state", "days"),
    [
        (date(2025, 12, 31), "awake", 0),
        (date(2026, 3, 31), "awake", 89),
        (date(2026, 4, 1), "warned", 90),
        (date(2026, 6, 29), "warned", 179),
        (date(2026, 6, 30), "idle", 180),
    ],
)
def test_silence_is_warned_of_and_then_idle(today: date, state: str, days: int) -> None:
    quiet = quiet_of(Account(), DORMANCY, today)
    assert (quiet.state, quiet.days, quiet.idle_on) == (state, days, date(2026, 6, 30))
    assert (warned_since(DORMANCY, today) >= D) is (state != "awake")  # the rows of the recount are those that are warned


@pytest.mark.parametrize("account", [Account("paused"), Account("closing"), Account("approved"), Account(quiet_since=None)])
def test_what_does_not_run_does_not_sleep(account: Account) -> None:
    assert quiet_of(account, DORMANCY, date(2030, 1, 1)) == Quiet()


@pytest.mark.parametrize(
    ("posted", "begun", "since"),
    [
        (None, None, None),
        (D, None, D),
        (None, D, D),
        (D, date(2026, 2, 1), date(2026, 2, 1)),
        (date(2026, 2, 1), D, date(2026, 2, 1)),
    ],
)
def test_silence_is_counted_from_the_later_day(posted: date | None, begun: date | None, since: date | None) -> None:
    assert silent_since(posted, begun) == since


@pytest.mark.parametrize(
    ("posted", "before", "reason", "wrong"),
    [
        (date(2026, 3, 1), None, "", []),
        (date(2026, 3, 1), date(2026, 3, 1), "", []),
        (date(2026, 3, 2), date(2026, 3, 1), "", []),
        (date(2026, 3, 3), date(2026, 3, 1), "間違い", ["/last_post_on"]),
        (date(2026, 2, 28), date(2026, 3, 1), " ", ["/reason"]),
        (date(2026, 2, 28), date(2026, 3, 1), "別のアカウントの発信を記録していたため", []),
    ],
)
def test_never_a_day_to_come_and_backwards_only_with_a_reason(
    posted: date, before: date | None, reason: str, wrong: list[str]
) -> None:
    assert [one.pointer for one in faults(posted, before, reason, date(2026, 3, 2))] == wrong


def test_only_an_idle_account_is_put_to_rest() -> None:
    @dataclass(frozen=True)
    class Facts:
        quiet: Quiet

    assert is_idle(Facts(Quiet("idle", 180, D))) is None
    assert "休止する" in (is_idle(Facts(Quiet("warned", 179, D))) or "")
