"""What the finder makes of the permission rules: the easiest form first, what makes a use harder, what would make it easier."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.cloud_services.finder.rules import at_best, at_least, each_form, easier, lightest, pairs
from govapi.policy.loading import default_policy
from govapi.policy.permission import CloudFacts, ruling
from govapi.policy.schema.cloud import Form, NetworkModel, Outcome, Zone

POLICY = default_policy()
CODES = [one.code for one in POLICY.classification.confidentiality]
FACTS = st.builds(
    CloudFacts,
    class_code=st.sampled_from(CODES),
    zone=st.sampled_from(Zone),
    model=st.sampled_from(NetworkModel),
    form=st.sampled_from(Form),
    registered=st.booleans(),
    learns=st.booleans(),
    disclosure=st.sampled_from(["no", "yes", "unjudged"]),
    personal=st.booleans(),
)
TERMS_2 = replace(at_best(POLICY, "2", Zone.INTERNET, Form.STANDARD_TERMS, personal=False), model=NetworkModel.ALPHA)


def test_the_classes_at_least_as_heavy_are_fit_for_it() -> None:
    assert lightest(POLICY) == "1"
    assert set(at_least(POLICY, "3C")) == {"3C", "3B", "3A"}
    assert set(at_least(POLICY, "1")) == set(CODES)


def test_forms_come_with_the_easiest_first_and_say_what_makes_them_harder() -> None:
    found = each_form(POLICY, "2", Zone.INTERNET, personal=False)
    assert [one.facts.form for one in found][:2] == [Form.INDIVIDUAL, Form.STANDARD_TERMS]
    assert [one.ruling.outcome for one in found] == sorted((one.ruling.outcome for one in found), key=lambda one: one.rank)
    harder = {one.when: one.ruling for one in found[0].harder}
    assert any("登録されていない" in when and "written_judgement" in said.conditions for when, said in harder.items())
    assert any("学習" in when and said.outcome is Outcome.REFUSED for when, said in harder.items())
    assert any("判断されていない" in when and said.blocked for when, said in harder.items())
    assert all(not one.harder for one in found if one.ruling.outcome is Outcome.REFUSED)


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        (TERMS_2, "契約形態を「個別契約」とするとき"),
        (TERMS_2, "に限るとき"),
        (replace(TERMS_2, learns=True), "学習に利用しないサービス"),
        (replace(TERMS_2, form=Form.INDIVIDUAL, disclosure="unjudged"), "おそれがないと判断されたとき"),
        (
            replace(TERMS_2, form=Form.INDIVIDUAL, zone=Zone.LGWAN),
            "接続元を「インターネット接続系」（画面転送による利用を含む。）",
        ),
        (
            replace(TERMS_2, form=Form.INDIVIDUAL, zone=Zone.LGWAN, model=NetworkModel.ALPHA_DASH, registered=False),
            "ＩＳＭＡＰ等に登録されたサービス",
        ),
    ],
)
def test_one_change_that_gets_an_easier_outcome_is_named(facts: CloudFacts, wanted: str) -> None:
    assert [one.when for one in easier(POLICY, facts) if wanted in one.when]


def test_nothing_is_proposed_where_nothing_could_be_easier() -> None:
    assert easier(POLICY, at_best(POLICY, "1", Zone.INTERNET, Form.INDIVIDUAL, personal=False)) == []
    assert all("契約形態" not in one.when for one in easier(POLICY, replace(TERMS_2, class_code="3A")))


@given(FACTS)
def test_what_is_proposed_is_never_harder(facts: CloudFacts) -> None:
    now = ruling(POLICY, facts)
    for one in easier(POLICY, facts):
        assert one.ruling.outcome.rank <= now.outcome.rank
        assert (one.ruling.blocked, one.ruling.outcome.rank) < (now.blocked, now.outcome.rank)


def test_answers_of_an_address() -> None:
    assert pairs(" residents_data:true, already_public : partly,,x") == {
        "residents_data": "true", "already_public": "partly", "x": "",
    }  # fmt: skip
