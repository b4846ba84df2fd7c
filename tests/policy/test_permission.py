"""What the shipped rules say about a use of a cloud service: by hand, in pairs, and for every combination."""

from collections import Counter
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.policy.checks.grid import Grid
from govapi.policy.loading import default_policy
from govapi.policy.permission import NOT_FORESEEN, CloudFacts, Ruling, decided_by, ruling
from govapi.policy.rules import derive
from govapi.policy.schema.cloud import CloudRule, Form, NetworkModel, Outcome, Zone
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.routes import DecisionKind
from tests.policy.permission_cases import CASES, PAIRS, Case, facts_of
from tests.policy.strategies import CLOUD_RULES, heavier_cloud_answers

POLICY = default_policy()
CODES = [row.code for row in POLICY.classification.confidentiality]
FACTS = st.builds(
    CloudFacts,
    class_code=st.sampled_from(CODES),
    zone=st.sampled_from(Zone),
    model=st.sampled_from(NetworkModel),
    form=st.sampled_from(Form),
    registered=st.booleans(),
    learns=st.booleans(),
    disclosure=st.sampled_from(["no", "unjudged", "yes"]),
    personal=st.booleans(),
)


def of(policy: PolicySet, facts: CloudFacts) -> tuple[Outcome, frozenset[str], bool]:
    found = ruling(policy, facts)
    return found.outcome, frozenset(found.conditions), found.blocked


def without(rule: str) -> PolicySet:
    rules = tuple(row for row in POLICY.cloud.rules if row.key != rule)
    return POLICY.model_copy(update={"cloud": POLICY.cloud.model_copy(update={"rules": rules})})


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_the_outcome_is_what_the_rules_say(case: Case) -> None:
    _name, facts, outcome, conditions, blocked = case
    assert of(POLICY, facts) == (outcome, conditions, blocked)


def test_there_are_sixty_cases_ten_of_each_outcome_and_none_twice() -> None:
    assert len({facts for _, facts, *_ in CASES}) == len(CASES) >= 60
    assert min(Counter(outcome for _, _, outcome, *_ in CASES).values()) >= 10


@pytest.mark.parametrize("rule", [rule.key for rule in POLICY.cloud.rules])
def test_each_rule_alone_tells_two_cases_apart(rule: str) -> None:
    spoken, silent = map(facts_of, PAIRS[rule])
    assert {spoken, silent} <= {facts for _, facts, *_ in CASES}
    assert sum(getattr(spoken, field.name) != getattr(silent, field.name) for field in fields(CloudFacts)) == 1
    assert [rule in {one.key for one in ruling(POLICY, facts).said} for facts in (spoken, silent)] == [True, False]
    assert of(POLICY, spoken) != of(POLICY, silent)
    struck = ruling(without(rule), spoken)
    assert of(without(rule), spoken) != of(POLICY, spoken) or struck.deciding == (NOT_FORESEEN,)
    assert of(without(rule), silent) == of(POLICY, silent)


def test_every_combination_of_the_axes_is_counted_as_it_is_ruled() -> None:
    grid = Grid(POLICY.classification, POLICY.cloud.rules)
    levels = {outcome: grid.at_least(outcome) for outcome in Outcome}
    closed = grid.closed()
    assert grid.size == 5 * 3 * 4 * 4 * 2 * 2 * 3 * 2
    for cell in range(grid.size):
        found = ruling(POLICY, grid.facts(cell))
        assert [outcome for outcome in Outcome if levels[outcome] >> cell & 1][-1] is found.outcome
        assert bool(closed >> cell & 1) is (found.blocked or found.outcome is Outcome.REFUSED)


@given(rules=CLOUD_RULES, cell=st.integers(0, Grid(POLICY.classification, ()).size - 1))
def test_a_grid_of_any_rules_is_counted_as_they_rule(rules: tuple[CloudRule, ...], cell: int) -> None:
    policy = POLICY.model_copy(update={"cloud": POLICY.cloud.model_copy(update={"rules": rules})})
    grid = Grid(policy.classification, rules)
    found = ruling(policy, grid.facts(cell))
    assert [outcome for outcome in Outcome if grid.at_least(outcome) >> cell & 1][-1] is found.outcome
    assert bool(grid.closed() >> cell & 1) is (found.blocked or found.outcome is Outcome.REFUSED)


@given(facts=FACTS, other=st.sampled_from(CODES))
def test_raising_the_class_never_makes_the_outcome_easier(facts: CloudFacts, other: str) -> None:
    light, heavy = sorted((facts.class_code, other), key=POLICY.classification.rank)
    before, after = (ruling(POLICY, replace(facts, class_code=code)) for code in (light, heavy))
    assert after.outcome.rank >= before.outcome.rank
    assert _open(after) <= _open(before)


@given(answers=heavier_cloud_answers(), facts=FACTS)
def test_a_further_or_heavier_answer_never_makes_the_outcome_easier(
    answers: tuple[dict[str, object], dict[str, object]], facts: CloudFacts
) -> None:
    found = []
    for given_ in answers:
        derived = derive(POLICY, given_, questionnaire=POLICY.cloud.questionnaire)  # type: ignore[arg-type]  # drawn as Answer
        one = replace(facts, class_code=derived.class_code or "1", personal=derived.facts.personal)
        found.append(ruling(POLICY, one))
    assert found[1].outcome.rank >= found[0].outcome.rank and _open(found[1]) <= _open(found[0])


def _open(found: Ruling) -> bool:
    """Whether it can be submitted and permitted at all."""
    return not found.blocked and found.outcome is not Outcome.REFUSED


def test_what_no_rule_speaks_of_is_refused_and_says_so() -> None:
    found = ruling(POLICY, facts_of("2 I a A - - n -"))
    assert found.deciding == (NOT_FORESEEN,) and found.outcome is Outcome.REFUSED


def test_the_deciding_rules_say_why_and_where_they_come_from() -> None:
    found = ruling(POLICY, facts_of("2 I a T - l u -"))
    assert [one.key for one in found.deciding] == ["r5", "r7"]
    assert {one.source_label for one in found.said} == {"総務省", "初期値（要確認）"}
    assert all(one.because.endswith("。") and one.policy for one in found.said)


def test_conditions_stand_in_the_order_of_the_catalogue() -> None:
    catalogue = [kind.key for kind in POLICY.cloud.conditions]
    found = ruling(POLICY, facts_of("2 L a' K r - n -")).conditions
    assert list(found) == sorted(found, key=catalogue.index) and len(found) == 4


def test_each_form_is_ruled_for_itself() -> None:
    facts = facts_of("2 I a T r - n -")
    found = {form: ruling(POLICY, replace(facts, form=form)) for form in Form}
    assert {form.value: one.outcome.value for form, one in found.items()} == {
        "standard_terms": "exception",
        "individual": "conditions",
        "lgwan_asp": "refused",
        "closed": "refused",
    }


@pytest.mark.parametrize(
    ("code", "exception", "kind"),
    [
        ("1", False, DecisionKind.CLOUD_LIGHT),
        ("2", False, DecisionKind.CLOUD),
        ("3B", False, DecisionKind.CLOUD),
        ("1", True, DecisionKind.CLOUD_EXCEPT),
        ("3C", True, DecisionKind.CLOUD_EXCEPT),
    ],
)
def test_who_permits_follows_from_the_class(code: str, exception: bool, kind: DecisionKind) -> None:
    assert decided_by(POLICY, code, exception=exception) is kind
