"""The three witnesses of the clause catalogue, from plain answers to required clauses."""

from datetime import date

from govapi.policy.loading import default_policy
from govapi.policy.rules import Answer, derive, required_clauses

POLICY = default_policy()
ALL = {clause.key for clause in POLICY.clauses}

CLEANING: dict[str, Answer] = {
    "handles_information": False,
    "builds_or_runs_system": False,
    "enters_office": True,
    "enters_server_room": False,
    "outage_hurts": False,
}
HEALTH_SYSTEM: dict[str, Answer] = {
    "handles_information": True,
    "already_public": "not_public",
    "internal_only": False,
    "residents_data": True,
    "staff_data": False,
    "person_count": "over_1000",
    "sensitive": True,
    "personal_number": False,
    "bid_price": False,
    "secret": False,
    "processing_place": "contractor_cloud",
    "builds_or_runs_system": True,
    "remote_maintenance": True,
    "zone": "lgwan",
    "enters_office": True,
    "enters_server_room": True,
    "outage_hurts": True,
    "falsification_hurts": True,
}
BEGINS = date(2026, 4, 1)


def clauses(answers: dict[str, Answer]) -> set[str]:
    return {row.key for row in required_clauses(POLICY, derive(POLICY, answers, starts_on=BEGINS).facts)}


def test_the_catalogue_has_the_twenty_clauses() -> None:
    assert len(ALL) == len(POLICY.clauses) == 20


def test_cleaning_of_the_town_hall() -> None:
    derived = derive(POLICY, CLEANING, starts_on=BEGINS)
    assert derived.class_code is None
    assert (derived.integrity, derived.availability, derived.unanswered) == (1, 1, ())
    assert clauses(CLEANING) == {
        "policy_compliance",
        "responsible_scope_place",
        "confidentiality",
        "resubcontract",
        "reporting",
        "breach_damages",
    }


def test_operation_of_the_health_system() -> None:
    derived = derive(POLICY, HEALTH_SYSTEM, starts_on=BEGINS)
    assert (derived.class_code, derived.integrity, derived.availability, derived.unanswered) == ("3B", 2, 2, ())
    facts = derived.facts
    assert (facts.info, facts.personal, facts.my_number, facts.system) == ("class2", True, False, True)
    assert (facts.hosted, facts.availability2, facts.long_term) == (True, True, False)
    assert clauses(HEALTH_SYSTEM) == ALL - {"my_number", "budget_reduction"}


def test_the_same_with_personal_numbers() -> None:
    assert clauses({**HEALTH_SYSTEM, "personal_number": True}) == ALL - {"budget_reduction"}


def test_the_same_as_a_long_term_contract() -> None:
    facts = derive(POLICY, {**HEALTH_SYSTEM, "personal_number": True}, long_term=True, starts_on=BEGINS).facts
    assert {row.key for row in required_clauses(POLICY, facts)} == ALL


def test_supply_chain_without_a_system_depends_on_the_day_performance_begins() -> None:
    paper: dict[str, Answer] = {"handles_information": True, "already_public": "not_public"}
    for begins, needed in ((date(2027, 6, 30), False), (date(2027, 7, 1), True)):
        facts = derive(POLICY, paper, starts_on=begins).facts
        assert ("supply_chain" in {row.key for row in required_clauses(POLICY, facts)}) is needed


def test_each_required_clause_says_why() -> None:
    rows = required_clauses(POLICY, derive(POLICY, HEALTH_SYSTEM).facts)
    assert all(row.because.endswith("ため、必要な条項です。") and row.clause.because for row in rows)
    assert next(row for row in rows if row.key == "personal_info").because == "個人情報を取り扱うため、必要な条項です。"


def test_nobody_may_waive_what_the_law_demands() -> None:
    assert {clause.key for clause in POLICY.clauses if not clause.waivable_by} == {
        "my_number",
        "personal_info",
        "budget_reduction",
    }
