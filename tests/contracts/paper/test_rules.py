"""Which clause stands in which article: numbers without gaps, and nothing lost when a fact is raised."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.contracts.paper.rules import (
    Included,
    Situation,
    Words,
    articles,
    document_of,
    labels,
    papers_for,
)
from govapi.kit.japan.money import zenkaku
from govapi.policy.conditions import FLAGS, Facts
from govapi.policy.loading import default_policy
from govapi.policy.rules import required_clauses

POLICY = default_policy()
WORDS = Words("甲", "乙", "架空市")
FACTS = st.builds(
    Facts,
    info=st.sampled_from(["none", "class1", "class2"]),
    starts_on=st.sampled_from([None, date(2026, 4, 1), date(2028, 4, 1)]),
    **{name: st.booleans() for name in FLAGS},
)


def written(document: str, facts: Facts) -> list[dict[str, object]]:
    included = [
        Included(one.clause, {name: row.default for name, row in one.clause.parameters.items()}, document)
        for one in required_clauses(POLICY, facts)
        if one.clause.document == document
    ]
    return articles(POLICY.standing(document), included, facts, WORDS)


@given(FACTS, st.sampled_from(["security_spec", "personal_info", "contract"]))
def test_articles_are_numbered_without_gaps_and_written_out(facts: Facts, document: str) -> None:
    found = written(document, facts)
    assert [row["label"] for row in found] == [f"第{zenkaku(number)}条" for number in range(1, len(found) + 1)]
    assert "{{" not in str(found)
    assert "受注者" not in str(found)
    required = {one.key for one in required_clauses(POLICY, facts) if one.clause.document == document}
    assert required <= set(labels(found))


@given(FACTS, FACTS, st.sampled_from(["security_spec", "personal_info"]))
def test_raising_facts_never_removes_a_clause_from_its_paper(facts: Facts, more: Facts, document: str) -> None:
    before, after = written(document, facts), written(document, facts.raised(more))
    assert set(labels(before)) <= set(labels(after))


@given(FACTS, st.booleans(), st.booleans())
def test_every_required_clause_has_a_paper_that_is_needed(facts: Facts, shipped: bool, omitted: bool) -> None:
    choice = POLICY.document_settings.choice.model_copy(update={"contract_form": "shipped" if shipped else "own"})
    placed = {document_of(one.clause.document, choice, paper_omitted=omitted) for one in required_clauses(POLICY, facts)}
    needed = {paper.key for paper in papers_for(Situation(facts, shipped, omitted, frozenset(placed))) if paper.needed}
    assert placed <= needed


@pytest.mark.parametrize(
    ("form", "omitted", "stands_in"),
    [
        ("own", False, "security_spec"),
        ("own", True, "security_spec"),
        ("shipped", False, "contract"),
        ("shipped", True, "acceptance"),
    ],
)
def test_a_clause_of_the_contract_form_stands_where_there_is_one(form: str, omitted: bool, stands_in: str) -> None:
    choice = POLICY.document_settings.choice.model_copy(update={"contract_form": form})
    assert document_of("contract", choice, paper_omitted=omitted) == stands_in
    assert document_of("personal_info", choice, paper_omitted=omitted) == "personal_info"


def test_several_articles_of_a_clause_are_told_from_first_to_last() -> None:
    found = written("personal_info", Facts(info="class2", personal=True))
    assert labels(found)["personal_info"] == f"第１条から第{zenkaku(len(found))}条まで"
