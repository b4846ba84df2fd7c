"""When an address opens, until when, how much may come in by it; whatever the days are."""

import base64
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.assessments.links.rules import (
    LinkFacts,
    came_again,
    expiry_fault,
    hashed,
    last_day,
    parsed,
    receipt,
    state_of,
    upload_fault,
)

ISSUED = date(2026, 11, 24)
DAYS = st.dates(date(2026, 11, 1), date(2027, 6, 30))
SHEETS = st.sampled_from(["draft", "awaiting", "answered", "in_approval", "decided", "withdrawn"])


def facts(**changes: object) -> LinkFacts:
    plain: dict[str, object] = {
        "expires_on": date(2026, 12, 10), "follows_deadline": True, "issued_on": ISSUED, "deadline": date(2026, 12, 10),
        "revoked": False, "submitted": False, "sheet_status": "awaiting",
    }  # fmt: skip
    return LinkFacts(**(plain | changes))  # type: ignore[arg-type]  # a table of cases


@pytest.mark.parametrize(
    ("changes", "today", "expected"),
    [
        ({}, date(2026, 12, 10), "open"),
        ({}, date(2026, 12, 11), "expired"),
        ({"revoked": True}, ISSUED, "revoked"),
        ({"revoked": True}, date(2027, 5, 1), "revoked"),
        ({"sheet_status": "draft"}, ISSUED, "not_yet"),
        ({"sheet_status": "answered"}, ISSUED, "closed"),  # by another way
        ({"sheet_status": "answered", "submitted": True}, ISSUED, "answered"),
        ({"sheet_status": "in_approval", "submitted": True}, ISSUED, "answered"),
        ({"sheet_status": "decided", "submitted": True}, ISSUED, "closed"),
        ({"sheet_status": "withdrawn"}, ISSUED, "closed"),
        ({"sheet_status": "awaiting", "submitted": True}, ISSUED, "open"),  # sent back
        ({"deadline": date(2026, 12, 31)}, date(2026, 12, 31), "open"),  # a new deadline
        ({"deadline": date(2026, 12, 31), "follows_deadline": False}, date(2026, 12, 31), "expired"),
    ],
)
def test_how_a_link_stands(changes: dict[str, object], today: date, expected: str) -> None:
    assert state_of(facts(**changes), today) == expected


@given(DAYS, DAYS, st.booleans(), st.booleans(), st.booleans(), SHEETS, DAYS)
def test_no_link_opens_after_sixty_days_or_once_revoked(
    expires_on: date, deadline: date, follows: bool, revoked: bool, submitted: bool, status: str, today: date
) -> None:
    known = LinkFacts(expires_on, follows, ISSUED, deadline, revoked, submitted, status)
    if state_of(known, today) in ("open", "answered"):
        assert not revoked and today <= last_day(known) <= ISSUED + timedelta(days=60)
        assert status in ("awaiting", "answered", "in_approval")


def test_the_last_day_asked_for_is_bounded() -> None:
    assert expiry_fault(None, ISSUED) is None
    assert expiry_fault(ISSUED, ISSUED) is None
    assert expiry_fault(ISSUED + timedelta(days=60), ISSUED) is None
    assert expiry_fault(ISSUED - timedelta(days=1), ISSUED) and expiry_fault(ISSUED + timedelta(days=61), ISSUED)


@pytest.mark.parametrize(
    ("count", "total", "more", "fits"),
    [
        (0, 0, 20 << 20, True),
        (29, 0, 1, True),
        (30, 0, 1, False),
        (5, 80 << 20, 20 << 20, True),
        (5, 80 << 20, (20 << 20) + 1, False),
    ],
)
def test_how_much_comes_in(count: int, total: int, more: int, fits: bool) -> None:
    assert (upload_fault(count, total, more) is None) is fits


def test_a_visit_is_one_in_half_an_hour_whatever_the_database_kept_of_the_zone() -> None:
    now = datetime(2026, 11, 24, 1, tzinfo=UTC)
    assert came_again(None, now)
    for seen in (now, now.replace(tzinfo=None)):
        assert not came_again(seen, now + timedelta(minutes=29))
        assert came_again(seen, now + timedelta(minutes=30))


@given(st.binary(min_size=32, max_size=32))
def test_every_token_given_out_is_read_again(secret: bytes) -> None:
    token = base64.urlsafe_b64encode(secret).rstrip(b"=").decode()
    assert parsed(f"479900.{token}") == ("479900", token)
    assert hashed(token) != hashed(token[:-1] + ("A" if token[-1] != "A" else "B"))


def test_each_submission_has_a_number_of_its_own() -> None:
    now = datetime(2026, 11, 24, 1, tzinfo=UTC)
    numbers = {
        receipt("確認-2026-0001", now, "a"), receipt("確認-2026-0001", now, "b"), receipt("確認-2026-0001", now + timedelta(seconds=1), "a"),
    }  # fmt: skip
    assert len(numbers) == 3 and all(one.startswith("確認-2026-0001-") for one in numbers)
