"""Which tier a job needs, and until when a piece of evidence counts."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.kit.errors import Unmet
from govapi.policy.assessing import evidence_valid_until, heavier, tier_for
from govapi.policy.conditions import Facts
from govapi.policy.loading import default_policy
from govapi.policy.rules import Answers, derive
from govapi.policy.schema.base import Threat
from tests.policy.strategies import ANSWERS, FACTS, heavier_answers

POLICY = default_policy()
KINDS = {kind.key: kind for kind in POLICY.assessing.evidence_kinds}
CODES = st.none() | st.sampled_from([row.code for row in POLICY.classification.confidentiality])
HANDLES: Answers = {"handles_information": True, "already_public": "not_public"}
TODAY = date(2026, 11, 24)

TIERS: list[tuple[str, Answers, str | None]] = [
    ("cleaning: no information", {"handles_information": False, "enters_office": True}, None),
    ("the leaflet is public already", {"handles_information": True, "already_public": "all_public"}, "C"),
    ("an internal draft is printed", HANDLES, "B"),
    ("addresses of 80 persons", {**HANDLES, "residents_data": True, "person_count": "up_to_100"}, "A"),
    ("addresses of 500 persons", {**HANDLES, "residents_data": True, "person_count": "up_to_1000"}, "A"),
    ("more than 1,000 persons", {**HANDLES, "residents_data": True, "person_count": "over_1000"}, "S"),
    ("health records", {**HANDLES, "residents_data": True, "sensitive": True}, "S"),
    ("My Number", {**HANDLES, "personal_number": True}, "S"),
    ("LGWAN", {**HANDLES, "zone": "lgwan"}, "A"),
    ("the zone of My Number", {**HANDLES, "zone": "my_number_zone"}, "S"),
    ("remote maintenance", {**HANDLES, "builds_or_runs_system": True, "remote_maintenance": True}, "A"),
    ("a system kept outside", {**HANDLES, "builds_or_runs_system": True, "processing_place": "contractor_cloud"}, "S"),
    ("public data on a hosted system", {"handles_information": True, "already_public": "all_public",
                                        "builds_or_runs_system": True, "processing_place": "contractor_site"}, "S"),
    ("a secret document", {**HANDLES, "secret": True}, "S"),
]  # fmt: skip


def tier_of(answers: Answers) -> str | None:
    derived = derive(POLICY, answers)
    found = tier_for(POLICY, derived.class_code, derived.facts, answers)
    return found.code if found else None


@pytest.mark.parametrize(("job", "answers", "code"), TIERS, ids=[row[0] for row in TIERS])
def test_the_tier_follows_from_what_the_job_touches(job: str, answers: Answers, code: str | None) -> None:
    assert tier_of(answers) == code, job


def test_an_answer_to_a_folded_question_counts_for_nothing() -> None:
    assert tier_of({"handles_information": False, "zone": "my_number_zone", "person_count": "over_1000"}) is None


def rank(code: str | None) -> int:
    return -1 if code is None else POLICY.assessing.rank(code)


@given(heavier_answers())
def test_heavier_answers_never_lighten_the_tier(pair: tuple[Answers, Answers]) -> None:
    light, heavy = pair
    assert rank(tier_of(heavy)) >= rank(tier_of(light))


@given(FACTS, FACTS, ANSWERS, CODES, CODES)
def test_a_further_fact_or_a_higher_class_never_lightens_the_tier(
    facts: Facts, other: Facts, answers: Answers, code: str | None, higher: str | None
) -> None:
    upper = max(code, higher, key=POLICY.classification.rank)
    before, after = tier_for(POLICY, code, facts, answers), tier_for(POLICY, upper, facts.raised(other), answers)
    assert rank(after.code if after else None) >= rank(before.code if before else None)


@given(st.none() | st.sampled_from("SABC"), st.none() | st.sampled_from("SABC"))
def test_the_heavier_of_two_tiers(one: str | None, other: str | None) -> None:
    assert heavier(POLICY, one, other) == heavier(POLICY, other, one)
    assert rank(heavier(POLICY, one, other)) == max(rank(one), rank(other))


@dataclass(frozen=True)
class Dates:
    issued: date | None = None
    period_end: date | None = None
    stated: date | None = None
    applied: date | None = None
    pending: bool = False
    on: date = TODAY


END = date(2025, 3, 31)
VALIDITY: list[tuple[str, Dates, date | None]] = [
    ("iso27001", Dates(issued=date(2024, 4, 10), stated=date(2027, 4, 9)), date(2027, 4, 9)),
    ("iso27001", Dates(issued=date(2024, 4, 10), stated=date(2030, 1, 1)), date(2027, 4, 10)),
    ("privacy_mark", Dates(issued=date(2025, 6, 1), stated=date(2027, 5, 31)), date(2027, 5, 31)),
    ("privacy_mark", Dates(issued=date(2025, 6, 1), stated=date(2028, 5, 31)), date(2027, 6, 1)),
    ("ismap", Dates(period_end=END), date(2026, 7, 31)),
    ("ismap", Dates(period_end=date(2025, 10, 31)), date(2027, 2, 28)),
    ("ismap", Dates(period_end=END, applied=date(2026, 7, 31), pending=True), TODAY),
    ("ismap", Dates(period_end=END, applied=date(2026, 7, 31), pending=True, on=date(2026, 7, 31)), date(2026, 7, 31)),
    ("ismap", Dates(period_end=END, applied=date(2026, 8, 1), pending=True), date(2026, 7, 31)),
    ("ismap", Dates(period_end=END, applied=date(2026, 7, 31), pending=False), date(2026, 7, 31)),
    ("ismap", Dates(period_end=END, pending=True), date(2026, 7, 31)),
    ("privacy_mark", Dates(issued=date(2024, 6, 1), stated=date(2026, 5, 31), applied=date(2026, 1, 5), pending=True),
     date(2026, 5, 31)),
    ("soc2_type2", Dates(period_end=date(2026, 3, 31)), date(2027, 3, 31)),
    ("soc2_type2", Dates(period_end=date(2024, 2, 29)), date(2025, 2, 28)),
    ("scs3", Dates(issued=date(2027, 4, 1)), date(2028, 3, 31)),
    ("scs3", Dates(issued=date(2027, 4, 1), stated=date(2027, 9, 30)), date(2027, 9, 30)),
    ("jc_star", Dates(stated=date(2027, 9, 30)), date(2027, 9, 30)),
    ("security_action2", Dates(issued=date(2020, 4, 1)), None),
    ("self_report", Dates(issued=date(2026, 4, 1)), date(2027, 3, 31)),
]  # fmt: skip


def valid_until(kind: str, dates: Dates) -> date | None:
    return evidence_valid_until(
        KINDS[kind], issued_on=dates.issued, period_end=dates.period_end, stated_until=dates.stated,
        renewal_applied_on=dates.applied, renewal_pending=dates.pending, on=dates.on,
    )  # fmt: skip


@pytest.mark.parametrize(("kind", "dates", "last"), VALIDITY)
def test_the_last_day_of_a_piece_of_evidence(kind: str, dates: Dates, last: date | None) -> None:
    assert valid_until(kind, dates) == last


@pytest.mark.parametrize(
    ("kind", "dates", "pointer"),
    [
        ("iso27001", Dates(issued=END), "/stated_until"),
        ("iso27001", Dates(stated=END), "/issued_on"),
        ("ismap", Dates(issued=END, stated=END), "/period_end"),
        ("scs3", Dates(stated=END), "/issued_on"),
    ],
)
def test_a_missing_date_is_named(kind: str, dates: Dates, pointer: str) -> None:
    with pytest.raises(Unmet) as refused:
        valid_until(kind, dates)
    assert [fault.pointer for fault in refused.value.errors] == [pointer]


def test_the_full_sheet_covers_every_topic_and_each_threat_thrice() -> None:
    assessing = POLICY.assessing
    assert (len(assessing.domains), len(assessing.topics)) == (12, 66)
    asked = assessing.questions_of(assessing.sheet("full"))
    assert {question.topic for question in asked} == {topic.code for topic in assessing.topics}
    threats = {topic.code: topic.threats for topic in assessing.topics}
    assert all(sum(threat in threats[question.topic] for question in asked) >= 3 for threat in Threat)


def test_the_sheets_grow_with_the_tier() -> None:
    sheets = {sheet.key: {one.id for one in POLICY.assessing.questions_of(sheet)} for sheet in POLICY.assessing.sheets}
    assert len(sheets["short"]) == 25 and len(sheets["declaration"]) == 8
    assert sheets["declaration"] < sheets["short"] < sheets["full"]
    assert [tier.sheet for tier in POLICY.assessing.tiers] == ["full", "full", "short", "declaration"]


def test_what_must_not_be_missing_is_never_answered_by_a_certificate() -> None:
    fatal = {one.id for one in POLICY.assessing.questions if one.knock_out}
    assert {"B2-1", "C7-1", "D3-1", "H2-1", "J1-1"} <= fatal
    assert {one.id for one in POLICY.assessing.questions if one.knock_out and "iso27001" in one.answered_by} == set()
