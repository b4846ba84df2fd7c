"""What a list changes, what a loss asks, and which names are proposed: tables of cases."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.cloud_services.registrations.comparing.rules import compare
from govapi.cloud_services.registrations.following.rules import Held, losses, was_known
from govapi.cloud_services.registrations.matching.rules import PART, SAME, SAME_NAME, Named, pairs
from govapi.cloud_services.registrations.reading.rules import Line
from govapi.cloud_services.registrations.rules import holds, provider_key, service_key

TODAY = date(2026, 11, 24)
ONE = Held(UUID(int=1), "見本リスト", "C26-0001-1", True, "registered", date(2029, 3, 31), date(2026, 4, 1))
OTHER = replace(ONE, registration_id=UUID(int=2), number="C26-0002-1")
FOR_LONG = replace(OTHER, expires_on=None)


@pytest.mark.parametrize(
    ("state", "expires_on", "valid"),
    [
        ("registered", date(2026, 11, 24), True),
        ("registered", date(2026, 11, 23), False),
        ("registered", None, True),
        ("renewing", date(2026, 11, 23), True),
        ("suspended", date(2029, 3, 31), False),
        ("cancelled", None, False),
        ("gone", None, False),
    ],
)
def test_an_entry_holds(state: str, expires_on: date | None, valid: bool) -> None:
    assert holds(state, expires_on, TODAY) is valid


LOSSES: dict[str, tuple[list[Held], list[tuple[str, date, date]]]] = {
    "the end is known ahead": ([ONE], [("expiry", date(2029, 3, 31), date(2029, 3, 31))]),
    "no end": ([FOR_LONG], []),
    "renewal under decision": ([replace(ONE, state="renewing", expires_on=date(2026, 11, 1))], []),
    "suspended": ([replace(ONE, state="suspended", state_on=TODAY)], [("suspended", TODAY, date(2026, 12, 24))]),
    "cancelled": ([replace(ONE, state="cancelled", state_on=TODAY)], [("cancelled", TODAY, date(2026, 12, 24))]),
    "gone": ([replace(ONE, state="gone", state_on=TODAY)], [("gone", TODAY, date(2026, 12, 24))]),
    "ran out, then gone: one loss": (
        [replace(ONE, state="gone", expires_on=date(2026, 10, 31), state_on=TODAY)],
        [("expiry", date(2026, 10, 31), date(2026, 10, 31))],
    ),
    "another remains": ([replace(ONE, state="gone", state_on=TODAY), FOR_LONG], []),
    "another, but it ran out": (
        [replace(ONE, state="gone", state_on=TODAY), replace(OTHER, expires_on=date(2026, 11, 23))],
        [("gone", TODAY, date(2026, 12, 24)), ("expiry", date(2026, 11, 23), date(2026, 11, 23))],
    ),
    "another that does not count": (
        [replace(ONE, state="gone", state_on=TODAY), replace(FOR_LONG, registers=False)],
        [("gone", TODAY, date(2026, 12, 24))],
    ),
    "what does not count is made good by what does": (
        [replace(ONE, registers=False, state="gone", state_on=TODAY), FOR_LONG],
        [],
    ),
    "of two ends the later one is the loss": (
        [ONE, replace(OTHER, expires_on=date(2030, 3, 31))],
        [("expiry", date(2030, 3, 31), date(2030, 3, 31))],
    ),
    "both end on one day": (
        [ONE, OTHER],
        [("expiry", date(2029, 3, 31), date(2029, 3, 31))] * 2,
    ),
}


@pytest.mark.parametrize("case", LOSSES)
def test_what_is_lost(case: str) -> None:
    held, expected = LOSSES[case]
    assert [(one.cause, one.on, one.due) for one in losses(held, TODAY)] == expected


def test_a_loss_has_one_key_until_it_happens_again() -> None:
    use = UUID(int=9)
    [first] = losses([replace(ONE, state="suspended", state_on=TODAY)], TODAY)
    [later] = losses([replace(ONE, state="suspended", state_on=TODAY)], date(2027, 1, 1))
    [again] = losses([replace(ONE, state="suspended", state_on=date(2027, 6, 1))], date(2027, 6, 1))
    assert first.key(use) == later.key(use) != again.key(use)
    assert not was_known(first, TODAY) and not was_known(first, None) and was_known(first, date(2026, 11, 25))


@dataclass
class Known:
    """An entry as it is stored."""

    number: str
    service_name: str
    state: str = "registered"
    provider_name: str = "株式会社見本"
    registered_on: date | None = None
    expires_on: date | None = None
    scope: str = ""
    auditor: str = ""
    audit_period: str = ""
    state_text: str = ""


def line(number: str, name: str, row: int = 2) -> Line:
    return Line(row, number, name, "株式会社見本", None, None, "", "", "", "registered", "")


def test_what_a_list_changes() -> None:
    known = [Known("A", "甲"), Known("B", "乙"), Known("C", "丙", "gone"), Known("D", "丁", "gone"), Known("E", "戊")]
    found = compare([line("A", "甲"), line("b", "乙改"), line("C", "丙"), line("F", "己")], known)
    assert [one.number for one in found.added] == ["F"]
    assert [(row.number, set(changes)) for row, _line, changes in found.changed] == [("B", {"number", "service_name"})]
    assert [row.number for row, _line, _changes in found.renamed] == ["B"]
    assert [row.number for row, _line, _changes in found.returned] == ["C"]
    assert [row.number for row in found.gone] == ["E"] and [row.number for row in found.same] == ["A"]


@pytest.mark.parametrize(("before", "gone", "many"), [(2000, 100, False), (100, 21, True), (20, 9, False), (20, 10, True)])
def test_half_a_list_is_noticed(before: int, gone: int, many: bool) -> None:
    known = [Known(str(number), "甲") for number in range(before)]
    assert compare([line(str(number), "甲") for number in range(gone, before)], known).many_gone is many


def named(number: int, name: str, provider: str) -> Named:
    return Named(UUID(int=number), service_key(name), provider_key(provider), str(number))


@pytest.mark.parametrize(
    ("name", "provider", "because"),
    [
        ("見本クラウド", "株式会社見本", SAME),
        ("見本 クラウド", "見本（株）", SAME),
        ("見本クラウド", "Mihon Inc.", SAME_NAME),
        ("見本クラウド ストレージ", "株式会社見本", PART),
        ("見本メール", "株式会社見本", None),
        ("例示", "株式会社例示", None),
    ],
)
def test_entries_are_proposed_by_their_names(name: str, provider: str, because: str | None) -> None:
    found = list(pairs([named(1, name, provider)], [named(2, "見本クラウド", "株式会社見本"), named(3, "別", "別")]))
    assert [(one.entry.number, one.because) for one in found] == ([("2", because)] if because else [])


ENTRIES = st.builds(
    Held,
    registration_id=st.uuids(),
    registry_label=st.just("見本リスト"),
    number=st.just("C26-0001-1"),
    registers=st.booleans(),
    state=st.sampled_from(["registered", "renewing", "suspended", "cancelled", "gone"]),
    expires_on=st.none() | st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    state_on=st.dates(date(2026, 1, 1), TODAY),
)


@given(st.lists(ENTRIES, max_size=6, unique_by=lambda one: one.registration_id))
def test_nothing_is_lost_beside_a_registration_without_an_end(held: list[Held]) -> None:
    assert losses([*held, FOR_LONG], TODAY) == []
    keys = [one.key(UUID(int=9)) for one in losses(held, TODAY)]
    assert len(keys) == len(set(keys))


@given(st.lists(st.tuples(st.text("ABC", min_size=1, max_size=3), st.text("甲乙", max_size=2)), unique_by=lambda one: one[0]))
def test_a_list_taken_in_again_changes_nothing(rows: list[tuple[str, str]]) -> None:
    lines = [line(number, name, row) for row, (number, name) in enumerate(rows, 2)]
    again = compare(lines, [Known(one.number, one.service_name) for one in compare(lines, list[Known]()).added])
    assert (again.added, again.changed, again.returned, again.gone) == ([], [], [], []) and len(again.same) == len(lines)
