"""The laws and the clocks, without a door: raising a fact never ends a duty, unknown means the worst."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.measures.incidents import rules
from govapi.measures.incidents.rules import EndFacts, IncidentFacts
from govapi.policy.loading import default_policy
from govapi.policy.schema.monitoring import IncidentLaw

POLICY = default_policy()
LAWS = POLICY.monitoring.incident_laws
CHAIN = POLICY.monitoring.incident_chain
FLAGS = ("personal", "my_number", "sensitive", "ordinance_sensitive", "financial", "malicious")

FACTS = st.builds(IncidentFacts, **dict.fromkeys(FLAGS, st.booleans()), person_count=st.one_of(st.none(), st.integers(0, 10_000)))
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))


def keys(facts: IncidentFacts) -> set[str]:
    return {one.law.key for one in rules.applying(LAWS, facts)}


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        (IncidentFacts(), set()),
        (IncidentFacts(personal=True, person_count=100), set()),
        (IncidentFacts(personal=True, person_count=101), {"personal_information"}),
        (IncidentFacts(personal=True, sensitive=True, person_count=1), {"personal_information"}),
        (IncidentFacts(personal=True, financial=True, person_count=1), {"personal_information"}),
        (IncidentFacts(personal=True, malicious=True, person_count=1), {"personal_information"}),
        (IncidentFacts(personal=True, sensitive=True, person_count=0), set()),
        (IncidentFacts(personal=True), {"personal_information"}),
        (IncidentFacts(malicious=True, person_count=500), set()),
        (IncidentFacts(my_number=True, person_count=101), {"personal_information", "my_number"}),
        (IncidentFacts(ordinance_sensitive=True, person_count=1), {"ordinance_sensitive"}),
    ],
)
def test_which_laws_want_it_reported(facts: IncidentFacts, wanted: set[str]) -> None:
    assert keys(facts) == wanted


def test_the_reason_says_why() -> None:
    said = {
        one.law.key: one.because for one in rules.applying(LAWS, IncidentFacts(personal=True, my_number=True, sensitive=True))
    }
    assert said["personal_information"] == "要配慮個人情報が含まれるため、人数にかかわらず報告の対象です。"
    assert "人数が分かっておらず、100人を超えるおそれがある" in said["my_number"]
    (many,) = rules.applying(LAWS, IncidentFacts(personal=True, person_count=1200))
    assert many.because == "本人の数（1,200人）が100人を超えるため、報告の対象です。"


@given(FACTS, st.sampled_from(FLAGS))
def test_raising_a_fact_never_removes_a_law(facts: IncidentFacts, flag: str) -> None:
    assert keys(facts) <= keys(replace(facts, **{flag: True}))


@given(FACTS, st.integers(0, 10_000))
def test_more_persons_or_unknown_ones_never_remove_a_law(facts: IncidentFacts, more: int) -> None:
    unknown = replace(facts, person_count=None)
    assert keys(facts) <= keys(unknown)
    if facts.person_count is not None:
        assert keys(facts) <= keys(replace(facts, person_count=facts.person_count + more)) <= keys(unknown)


@given(FACTS, st.sampled_from(FLAGS), st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_a_raised_fact_never_moves_a_preliminary_report_nor_any_other_clock_but_by_malice(
    facts: IncidentFacts, flag: str, knew_on: date
) -> None:
    def days(one: IncidentFacts) -> dict[tuple[str, str], date]:
        found = rules.dues(rules.applying(LAWS, one), knew_on, malicious=one.malicious)
        return {(due.law, due.clock): due.due_on for due in found}

    before, after = days(facts), days(replace(facts, **{flag: True}))
    for key, day in before.items():
        if key[1] == "preliminary" or flag != "malicious":
            assert after[key] == day


@given(FACTS, st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_knowing_later_never_makes_a_report_due_earlier(facts: IncidentFacts, knew_on: date, later: int) -> None:
    found = rules.applying(LAWS, facts)
    first = rules.dues(found, knew_on, malicious=facts.malicious)
    second = rules.dues(found, knew_on + timedelta(days=later), malicious=facts.malicious)
    assert [(b.due_on - a.due_on).days for a, b in zip(first, second, strict=True)] == [later] * len(first)
    assert all(due.due_on >= knew_on for due in first)
    assert [due.due_on for due in first] == sorted(due.due_on for due in first)


def test_the_day_of_knowing_is_the_first_day_and_closed_days_count() -> None:
    found = rules.applying(LAWS, IncidentFacts(personal=True, sensitive=True))
    days = {due.clock: due.due_on for due in rules.dues(found, date(2026, 12, 28), malicious=False)}
    assert days == {"preliminary": date(2027, 1, 1), "final": date(2027, 1, 26)}
    longer = {due.clock: due.due_on for due in rules.dues(found, date(2026, 12, 28), malicious=True)}
    assert longer == {"preliminary": date(2027, 1, 1), "final": date(2027, 2, 25)}


def test_a_law_about_any_incident_counts_no_persons() -> None:
    law = IncidentLaw.model_validate({**LAWS[0].model_dump(), "applies_to": "any", "persons_more_than": None, "always_when": ()})
    assert rules.applies(law, IncidentFacts(person_count=0)) is not None


@given(MOMENTS)
def test_the_chain_counts_hours_and_grows_when_it_is_serious(knew_at: datetime) -> None:
    usual = rules.tells(CHAIN, knew_at, serious=False)
    serious = rules.tells(CHAIN, knew_at, serious=True)
    assert usual == [one for one in serious if one in usual]
    assert len(serious) > len(usual)
    assert all(one.due_at >= knew_at for one in serious)


def test_when_a_step_is_late() -> None:
    due = datetime(2026, 12, 1, 1, tzinfo=UTC)
    before, after = due - timedelta(minutes=1), due + timedelta(minutes=1)
    assert not rules.told_late(due, before, after)
    assert rules.told_late(due, after, after)
    assert rules.told_late(due, None, after)
    assert not rules.told_late(due, None, due)


def test_the_day_is_that_of_japan() -> None:
    assert rules.day_in_japan(datetime(2026, 11, 30, 15, tzinfo=UTC)) == date(2026, 12, 1)
    assert rules.day_in_japan(datetime(2026, 11, 30, 14, 59)) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (EndFacts(), None),
        (EndFacts(untold=["所属長"]), "次の通報が記録されていません。「所属長」"),
        (EndFacts(unfiled=["番号法　確報"]), "次の報告が済んでいません。「番号法　確報」"),
        (EndFacts(notice_open=True), "本人への通知が必要な事故です"),
        (EndFacts(cause=False, prevention=False), "次の項目を入力してください。「原因」、「再発防止のための措置」"),
    ],
)
def test_what_an_end_needs(facts: EndFacts, words: str | None) -> None:
    said = next((sentence for guard in rules.FOR_CLOSING if (sentence := guard(facts))), None)
    assert (said is None) if words is None else (said or "").startswith(words)
