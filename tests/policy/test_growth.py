"""A version stored before govapi knew assessments reads on, with the shipped rules, as 初期値."""

import json
from collections.abc import Collection
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from govapi.policy.assessing import tier_for
from govapi.policy.checks import check
from govapi.policy.checks.cloud import check_cloud
from govapi.policy.checks.sns import check_sns
from govapi.policy.conditions import Facts
from govapi.policy.confirmation import unconfirmed
from govapi.policy.growth import ARRIVED, grown
from govapi.policy.loading import content_digest, default_policy, digest, dump, from_json, parse, template_files, to_json
from govapi.policy.permission import CloudFacts, ruling
from govapi.policy.rules import route_for
from govapi.policy.schema.classification import Classification
from govapi.policy.schema.cloud import Cloud, Form, NetworkModel, Zone
from govapi.policy.schema.routes import DecisionKind
from govapi.policy.schema.sns import Sns
from govapi.policy.store import _parse

DEFAULT = default_policy()


SHIPPED = to_json(DEFAULT)
SECTIONS = tuple(ARRIVED)
NEGOTIATED = CloudFacts(
    class_code="1",
    zone=Zone.INTERNET,
    model=NetworkModel.ALPHA,
    form=Form.INDIVIDUAL,
    registered=True,
    learns=False,
    disclosure="no",
    personal=False,
)
CLOUD = ("cloud", "regulating")
SNS = ("sns", "personnel")


def older(without: Collection[str] = SECTIONS) -> dict[str, Any]:
    """The shipped set as it was stored before these sections came, and nda struck by the town."""
    content: dict[str, Any] = json.loads(json.dumps(to_json(DEFAULT)))
    for section in without:
        del content[section]
        came = ARRIVED[section]
        content["routes"] = [row for row in content["routes"] if not {*row["kinds"]} & {*came.kinds}]
        content["reading"]["rules"] = [row for row in content["reading"]["rules"] if row["noun"] not in came.nouns]
        if "monitoring" in content:
            kinds = content["monitoring"]["duty_kinds"]
            content["monitoring"]["duty_kinds"] = [row for row in kinds if row["key"] not in came.duties]
        roles = content["roles"]["duties"]
        content["roles"]["duties"] = [row for row in roles if row["key"] not in came.roles]
        if "regulating" in content:
            kinds = content["regulating"]["kinds"]
            content["regulating"]["kinds"] = [row for row in kinds if row["key"] not in came.regulations]
        templates = content["manifest"]["templates"]
        content["manifest"]["templates"] = [row for row in templates if row["key"] not in (*came.templates, "nda")]
    return content


def test_an_older_version_has_the_shipped_sections_and_routes() -> None:
    policy = from_json(older())
    assert (policy.monitoring, policy.cloud, policy.regulating) == (DEFAULT.monitoring, DEFAULT.cloud, DEFAULT.regulating)
    assert (policy.sns, policy.personnel) == (DEFAULT.sns, DEFAULT.personnel)
    assert policy.assessing.before_contract.unassessed == "plan"  # nothing that worked yesterday is blocked by an upgrade
    before = DEFAULT.assessing.before_contract
    assert policy.assessing.model_copy(update={"before_contract": before}) == DEFAULT.assessing
    for kind in DecisionKind:
        assert route_for(policy, kind, 0, None, Facts()) == route_for(DEFAULT, kind, 0, None, Facts())
    assert policy.reading.rule("assessment_exceptions") == DEFAULT.reading.rule("assessment_exceptions")
    assert check(policy, template_files()) == []


@pytest.mark.parametrize(
    "missing",
    [
        CLOUD,
        ("cloud",),
        ("regulating",),
        ("assessing",),
        ("monitoring",),
        ("monitoring", "cloud"),
        SNS,
        ("sns",),
        ("personnel",),
        ("regulating", "sns"),
    ],
)
def test_each_section_brings_what_came_with_it(missing: tuple[str, ...]) -> None:
    content = older(missing)
    policy = from_json(content)
    assert check(policy, template_files()) == []
    assert {row.key for row in policy.monitoring.duty_kinds} == {row.key for row in DEFAULT.monitoring.duty_kinds}
    assert {row.noun for row in policy.reading.rules} == {row.noun for row in DEFAULT.reading.rules}
    assert policy.cloud == DEFAULT.cloud and {*policy.regulating.kinds} == {*DEFAULT.regulating.kinds}
    assert (policy.sns, policy.personnel) == (DEFAULT.sns, DEFAULT.personnel)
    assert {row.key for row in policy.roles.duties} == {row.key for row in DEFAULT.roles.duties}
    for kind in DecisionKind:
        assert route_for(policy, kind, 0, None, Facts()) == route_for(DEFAULT, kind, 0, None, Facts())


@pytest.mark.parametrize(
    ("codes", "highest"),
    [
        ([("1", "class1"), ("2", "class2")], "1"),
        ([("0", "class1"), ("A", "class1"), ("B", "class2")], "A"),
        ([("1", "class2"), ("2", "class2")], None),
        ([("2", "class2"), ("3", "class2")], None),
    ],
)
def test_no_class_is_published_that_the_town_does_not_mean_for_the_public(
    codes: list[tuple[str, str]], highest: str | None
) -> None:
    content = older(SNS)
    row = content["classification"]["confidentiality"][0]
    rows = [{**row, "code": code, "rank": rank, "info": info} for rank, (code, info) in enumerate(codes, start=1)]
    content["classification"]["confidentiality"] = rows
    classes = Classification.model_validate(content["classification"])
    sns = Sns.model_validate(grown(content, lambda: SHIPPED)["sns"])
    assert sns.highest_class == highest
    assert list(check_sns(DEFAULT.model_copy(update={"classification": classes, "sns": sns}))) == []


def test_the_towns_own_roles_and_regulations_stay_and_stand_first() -> None:
    content = older(SNS)
    content["regulating"]["kinds"][0]["label"] = "架空市の方針"
    content["roles"]["duties"][0]["usual_post"] = "架空の職"
    policy = from_json(content)
    assert policy.regulating.kinds[0].label == "架空市の方針" and policy.roles.duties[0].usual_post == "架空の職"
    assert [row.key for row in policy.roles.duties][-1] == "public_relations"


def test_the_towns_own_times_of_duties_stay_when_new_kinds_come() -> None:
    content = older(CLOUD)
    content["monitoring"]["duty_kinds"][0]["opens_before_days"] = 77
    assert from_json(content).monitoring.duty_kinds[0].opens_before_days == 77


@pytest.mark.parametrize("own", [set(), {"3"}])
@pytest.mark.parametrize("kept", [kept for size in range(6) for kept in combinations(("1", "2", "3C", "3B", "3A"), size)])
def test_the_cloud_rules_are_fitted_to_whatever_classes_a_town_has(kept: tuple[str, ...], own: set[str]) -> None:
    if not kept and not own:
        return
    content = {name: part for name, part in SHIPPED.items() if name not in CLOUD}
    rows = content["classification"]["confidentiality"]
    rows = [row for row in rows if row["code"] in kept] + [{**rows[-1], "code": code, "rank": 99} for code in own]
    content["classification"] = {**content["classification"], "confidentiality": rows}
    classes = Classification.model_validate(content["classification"])
    cloud = Cloud.model_validate(grown(content, lambda: SHIPPED)["cloud"])
    policy = DEFAULT.model_copy(update={"classification": classes, "cloud": cloud})
    assert list(check_cloud(policy)) == []
    if kept == ("1", "2") and own:  # 機密性３ holds what 3C, 3B and 3A hold: the hardest of their rules wins
        found = {code: ruling(policy, replace(NEGOTIATED, class_code=code)).outcome.value for code in ("1", "2", "3")}
        assert found == {"1": "permitted", "2": "conditions", "3": "refused"}


def test_what_the_town_struck_stays_struck() -> None:
    keys = {row.key for row in from_json(older()).manifest.templates}
    assert "nda" not in keys and keys == {row.key for row in DEFAULT.manifest.templates} - {"nda"}


def test_what_was_added_waits_for_confirmation() -> None:
    pointers = {row.pointer for row in unconfirmed(from_json(older()))}
    assert {
        "/assessing/tiers/S",
        "/assessing/questions/D3-1",
        "/routes/subcontract",
        "/monitoring/bindingness/negotiated",
        "/cloud/rules/r1",
        "/cloud/items/shared_accounts",
        "/cloud/confirmation/ai_learning",
        "/cloud/questionnaire/derivations/settings",
        "/regulating/kinds/generative_ai_rules",
        "/sns/categories/notice",
        "/sns/dormancy",
        "/sns/playbooks/hijack/steps/report",
        "/personnel/checklist/explained",
    } <= pointers


def test_the_hash_stays_that_of_the_stored_content() -> None:
    content = older()
    policy = _parse(7, content_digest(content), content)
    assert content == older() and policy.assessing.questions == DEFAULT.assessing.questions
    assert content_digest(content) != digest(policy)


def test_a_whole_version_is_read_as_it_stands() -> None:
    content = to_json(DEFAULT)
    content["assessing"]["scoring"]["partly_percent"] = 30
    assert from_json(content).assessing.scoring.partly_percent == 30


def test_a_route_of_its_own_stays_and_a_key_in_use_is_not_taken_twice() -> None:
    content = older()
    own = {**to_json(DEFAULT)["routes"][0], "key": "subcontract", "kinds": ["measure.decide"]}
    own.pop("max_yen", None)
    content["routes"].append(own)
    policy = from_json(content)
    assert route_for(policy, DecisionKind.MEASURE, 0, None, Facts())[-1].label == policy.routes[0].steps[-1].label
    assert [row.key for row in policy.routes if DecisionKind.SUBCONTRACT in row.kinds] == ["subcontract_initial"]


@pytest.fixture
def three_levels() -> dict[str, Any]:
    """A town with 機密性１・２・３, with a method and without a question of ours."""
    text = json.dumps(older())
    for code in ("3A", "3B", "3C"):
        text = text.replace(f'"{code}"', '"3"')
    content: dict[str, Any] = json.loads(text)
    rows = content["classification"]["confidentiality"]
    content["classification"]["confidentiality"] = [row for row in rows if row["code"] != "3"] + [
        {**rows[-1], "label": "機密性３", "short_label": "機密性３"}
    ]
    content["erasure"]["proofs"] = content["erasure"]["proofs"][:1]
    questions = content["questionnaire"]["questions"]
    content["questionnaire"]["questions"] = [row for row in questions if row["key"] != "remote_maintenance"]
    rules = content["questionnaire"]["derivations"]
    content["questionnaire"]["derivations"] = [row for row in rules if row["key"] != "remote"]
    methods = content["procurement"]["methods"]
    methods.append({**methods[0], "key": "auction", "label": "せり売り", "terms_published_in": "公告"})
    return content


def test_the_shipped_rules_are_fitted_to_classes_questions_and_methods_of_its_own(three_levels: dict[str, Any]) -> None:
    policy = from_json(three_levels)
    assert check(policy, template_files()) == []
    found = [tier_for(policy, code, Facts(info="class2"), {}) for code in ("3", "2")]
    assert [tier and tier.code for tier in found] == ["S", "B"]
    bound = policy.monitoring.binding("auction")
    assert (bound.free_to_ask, bound.told_in) == (False, "公告")


def test_a_grown_version_can_be_exported_edited_and_imported() -> None:
    assert parse(dump(from_json(older()))) == from_json(older())
