import pytest
from hypothesis import given

from govapi.policy.conditions import INFO_RANK, Facts
from govapi.policy.loading import default_policy
from govapi.policy.rules import Answer, answer_faults, asked, derive, required_clauses, with_class
from tests.policy.strategies import FACTS, heavier_answers

POLICY = default_policy()
RANK = POLICY.classification.rank
HANDLED: dict[str, Answer] = {"handles_information": True}


@given(FACTS, FACTS)
def test_raising_any_fact_never_removes_a_clause(facts: Facts, other: Facts) -> None:
    before = {row.key for row in required_clauses(POLICY, facts)}
    assert before <= {row.key for row in required_clauses(POLICY, facts.raised(other))}


@given(heavier_answers())
def test_a_heavier_answer_never_lowers_anything(pair: tuple[dict[str, Answer], dict[str, Answer]]) -> None:
    light, heavy = (derive(POLICY, answers) for answers in pair)
    assert RANK(heavy.class_code) >= RANK(light.class_code)
    assert (heavy.integrity >= light.integrity) and (heavy.availability >= light.availability)
    assert light.facts.raised(heavy.facts) == heavy.facts
    assert {row.key for row in required_clauses(POLICY, light.facts)} <= {
        row.key for row in required_clauses(POLICY, heavy.facts)
    }
    assert {reason.key for reason in light.because} <= {reason.key for reason in heavy.because}


@given(heavier_answers())
def test_class_and_facts_agree(pair: tuple[dict[str, Answer], dict[str, Answer]]) -> None:
    derived = derive(POLICY, pair[1])
    assert (derived.class_code is None) == (derived.facts.info == "none")
    assert (derived.facts.info == "class2") == (RANK(derived.class_code) >= RANK("2"))
    assert derived.facts.availability2 == (derived.availability == 2)


@pytest.mark.parametrize(
    ("answers", "class_code"),
    [
        ({}, None),
        ({"handles_information": False}, None),
        ({"handles_information": False, "secret": True}, None),
        ({"handles_information": True}, "1"),
        ({**HANDLED, "already_public": "all_public"}, "1"),
        ({**HANDLED, "already_public": "partly"}, "2"),
        ({**HANDLED, "internal_only": True}, "2"),
        ({**HANDLED, "staff_data": True}, "3C"),
        ({**HANDLED, "bid_price": True}, "3C"),
        ({**HANDLED, "residents_data": True, "person_count": "up_to_1000"}, "3C"),
        ({**HANDLED, "residents_data": True, "person_count": "over_1000"}, "3B"),
        ({**HANDLED, "residents_data": True, "sensitive": True}, "3B"),
        ({**HANDLED, "personal_number": True}, "3B"),
        ({**HANDLED, "personal_number": True, "secret": True}, "3A"),
        ({"builds_or_runs_system": True, "remote_maintenance": True}, "2"),
        ({"builds_or_runs_system": True, "zone": "my_number_zone"}, "3B"),
    ],
)
def test_classes(answers: dict[str, Answer], class_code: str | None) -> None:
    assert derive(POLICY, answers).class_code == class_code


def test_questions_unfold_as_needed() -> None:
    def keys(answers: dict[str, Answer]) -> set[str]:
        return {question.key for question in asked(POLICY.questionnaire, answers)}

    assert keys({}) == {"handles_information", "builds_or_runs_system", "enters_office", "enters_server_room", "outage_hurts"}
    assert "residents_data" in keys(HANDLED) and "person_count" not in keys(HANDLED)
    assert "person_count" in keys({**HANDLED, "residents_data": True})
    assert "person_count" not in keys({"handles_information": False, "residents_data": True})


def test_what_is_unanswered_is_named() -> None:
    derived = derive(POLICY, {"handles_information": False, "builds_or_runs_system": True})
    assert derived.unanswered == (
        "remote_maintenance",
        "zone",
        "enters_office",
        "enters_server_room",
        "outage_hurts",
        "falsification_hurts",
    )


def test_each_reason_names_the_policy_sentence_and_its_source() -> None:
    reasons = {reason.key: reason for reason in derive(POLICY, {**HANDLED, "personal_number": True}).because}
    assert "6(3)①" in reasons["my_number"].policy and reasons["my_number"].source_label == "法令"
    assert reasons["my_number"].facts == ("personal", "my_number")


@pytest.mark.parametrize(
    ("answers", "pointer"),
    [
        ({"no_such_question": True}, "/no_such_question"),
        ({"handles_information": "yes"}, "/handles_information"),
        ({"handles_information": 1}, "/handles_information"),
        ({"person_count": "many"}, "/person_count"),
        ({"person_count": True}, "/person_count"),
    ],
)
def test_wrong_answers_are_named(answers: dict[str, Answer], pointer: str) -> None:
    faults = answer_faults(POLICY.questionnaire, answers)
    assert [fault.pointer for fault in faults] == [pointer] and faults[0].message.endswith(("。", "超える"))


def test_right_answers_have_no_fault() -> None:
    assert answer_faults(POLICY.questionnaire, {**HANDLED, "person_count": "over_1000"}) == []


def test_a_settled_class_moves_the_information_fact() -> None:
    facts = derive(POLICY, HANDLED).facts
    assert with_class(POLICY, facts, "2").info == "class2"
    assert INFO_RANK[with_class(POLICY, facts, None).info] == 0


def test_older_classes_are_read_as_todays() -> None:
    assert POLICY.classification.from_older("three_levels", "3") == "3B"
    assert POLICY.classification.label(None) == "情報を取り扱わない"
