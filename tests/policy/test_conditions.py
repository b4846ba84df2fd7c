from datetime import date
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from govapi.policy.conditions import Condition, Facts, explain, holds
from tests.policy.strategies import CONDITIONS, FACTS

SUPPLY = {"any": [{"system": True}, {"all": [{"info": "class2"}, {"starts_on_or_after": "2027-07-01"}]}]}


@given(CONDITIONS, FACTS, FACTS)
def test_raising_any_fact_never_makes_a_holding_condition_fail(condition: Condition, facts: Facts, other: Facts) -> None:
    if holds(condition, facts):
        assert holds(condition, facts.raised(other))


@given(CONDITIONS, FACTS)
def test_a_reason_is_given_exactly_when_the_condition_holds(condition: Condition, facts: Facts) -> None:
    assert bool(explain(condition, facts)) == holds(condition, facts)


@given(CONDITIONS)
def test_a_condition_is_written_and_read_back(condition: Condition) -> None:
    assert Condition.model_validate_json(condition.model_dump_json()) == condition
    assert Condition.model_validate(condition.model_dump()) == condition


@pytest.mark.parametrize(
    ("condition", "facts", "reason"),
    [
        ("always", Facts(), "全ての業務委託に共通するため"),
        ({"personal": True}, Facts(personal=True), "個人情報を取り扱うため"),
        ({"personal": True}, Facts(), ""),
        ({"info": "class1"}, Facts(info="class2"), "本市の情報を取り扱うため"),
        ({"info": "class2"}, Facts(info="class1"), ""),
        ({"any": [{"info": "class2"}, {"personal": True}]}, Facts(info="class2"), "自治体機密性２以上の情報を取り扱うため"),
        (
            {"any": [{"info": "class2"}, {"personal": True}]},
            Facts(info="class2", personal=True),
            "自治体機密性２以上の情報を取り扱い、個人情報を取り扱うため",
        ),
        (SUPPLY, Facts(info="class2", starts_on=date(2027, 6, 30)), ""),
        (
            SUPPLY,
            Facts(info="class2", starts_on=date(2027, 7, 1)),
            "自治体機密性２以上の情報を取り扱い、令和9年7月1日以後に履行を開始するため",
        ),
        (SUPPLY, Facts(system=True), "情報システムの開発、運用、保守又は提供を行うため"),
    ],
)
def test_reasons(condition: Any, facts: Facts, reason: str) -> None:
    assert explain(Condition.model_validate(condition), facts) == reason


@pytest.mark.parametrize(
    "condition",
    [
        {},
        "never",
        {"not": {"personal": True}},
        {"personal": False},
        {"personal": True, "system": True},
        {"info": "none"},
        {"info": None},
        {"any": []},
        {"all": [{"unknown": True}]},
    ],
)
def test_what_is_no_condition_is_refused(condition: Any) -> None:
    with pytest.raises(ValidationError):
        Condition.model_validate(condition)
