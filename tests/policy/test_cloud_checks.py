"""Faults of the sections on cloud services and regulations: each is named with its place and what to do."""

import re

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from govapi.policy.checks.cloud import ORDERED, check_cloud
from govapi.policy.checks.grid import Grid
from govapi.policy.checks.registries import bounded
from govapi.policy.faults import FaultyPolicy
from govapi.policy.loading import default_policy, dump, parse
from govapi.policy.permission import ruling
from govapi.policy.schema.cloud import CloudRule
from tests.policy.strategies import CLOUD_RULES

POLICY = default_policy()
FILES = dump(POLICY)
GRID = Grid(POLICY.classification, ())
FRAME, ASKED, CONDITIONS = "cloud.yaml", "cloud/questionnaire.yaml", "cloud/conditions.yaml"
ITEMS, YEARLY, LISTS, REGULATING = "cloud/items.yaml", "cloud/confirmation.yaml", "cloud/registries.yaml", "regulating.yaml"
CASES = [
    (FRAME, "model: alpha\n", "model: gamma\n", "model", "使える値は"),
    (FRAME, "confirm_every_months", "confirm_every_month", "confirm_every_month", "この項目は使えません"),
    (FRAME, "confirm_every_months: 12", "confirm_every_months: 0", "confirm_every_months", "1以上"),
    (FRAME, "class_at_least: 3A", "class_at_least: 9Z", "rules.r1", "分類「9Z」"),
    (FRAME, "    - '1'\n", "    - 9Z\n", "rules.r11", "分類「9Z」"),
    (FRAME, "  - specific_communication\n", "  - own_line\n", "rules.r3", "条件「own_line」"),
    (FRAME, "  - my_number\n", "  - moon\n", "zones[1]", "使える値は"),
    (FRAME, "  blocks: true\n", "", "rules.r7", "何も定めません"),
    (FRAME, "  adds:\n  - specific_communication\n", "", "rules.r3", "条件を一つ以上"),
    (FRAME, "- key: r16\n", "- key: r15\n", "rules", "「r15」が2回"),
    (FRAME, "- key: r16\n", "- key: not_foreseen\n", "rules", "「not_foreseen」が2回"),
    (FRAME, "- key: paas\n", "- key: saas\n", "kinds", "「saas」が2回"),
    (FRAME, "- key: no_logs\n", "- key: no_secrecy\n", "terms_risks", "「no_secrecy」が2回"),
    (FRAME, "- class_at_least: '2'\n  decided_by", "- class_at_least: 9Z\n  decided_by", "permitting", "分類「9Z」"),
    (
        FRAME,
        "decided_by: cloud_use.permit_light",
        "exception: true\n  decided_by: cloud_use.permit_light",
        "permitting",
        "最後の行は",
    ),
    (FRAME, "- class_at_least: '2'\n  decided_by", "- decided_by", "permitting", "後の行は使われません"),
    (FRAME, "decided_by: cloud_use.permit\n", "decided_by: waiver.grant\n", "decided_by", "使える値は"),
    (ASKED, "question: residents_send", "question: residents_sent", "unfolds_when", "質問「residents_sent」"),
    (ASKED, "class_code: 3B", "class_code: 9Z", "derivations.many_persons", "分類「9Z」"),
    (ASKED, "at_least: over_1000", "at_least: over_9999", "derivations.many_persons", "選択肢"),
    (ASKED, "  when:\n  - question: outage_hurts\n", "  when:\n  - question: secret\n", "outage_hurts", "何も導かれません"),
    (CONDITIONS, "due: days\n  days: 180\n", "due: days\n", "external_audit", "days（日数）"),
    (CONDITIONS, "due: submission\n", "due: submission\n  days: 3\n", "terms_and_risk", "days（日数）"),
    (CONDITIONS, "- key: mfa\n", "- key: exit_plan\n", "", "「exit_plan」が2回"),
    (ITEMS, "  - generative_ai\n", "  - oracle\n", "ai_settings", "サービスの種類「oracle」"),
    (ITEMS, "class_at_least: 3C", "class_at_least: 9Z", "encryption_key", "分類「9Z」"),
    (ITEMS, "kind: yes_no\n", "kind: choice\n", "mfa", "choices（選択肢）"),
    (ITEMS, "- key: mfa\n", "- key: logs\n", "", "「logs」が2回"),
    (YEARLY, "  - web_meeting\n", "  - oracle\n", "meeting_records_removed", "サービスの種類「oracle」"),
    (YEARLY, "class_at_least: 3C", "class_at_least: 9Z", "evidence_current", "分類「9Z」"),
    (LISTS, "- key: dmp\n", "- key: ismap\n", "", "「ismap」が2回"),
    (LISTS, "field: provider_name", "field: maker", "columns[3].field", "使える値は"),
    (LISTS, "  - field: service_name\n", "  - field: number\n", "ismap.columns", "「number」が2回"),
    (LISTS, "  - field: service_name\n", "  - field: number\n", "ismap.columns", "欄「service_name」"),
    (LISTS, "    - 登録の有効期限\n", "    - 登録日\n", "ismap.headings", "「登録日」が2回"),
    (LISTS, "    required: true\n", "", "ismap.columns", "欄「number」"),
    (LISTS, "^C[0-9]{2}-[0-9]{4}-[0-9]$", "^(C+)+$", "ismap.number_pattern", "だけを使って"),
    (LISTS, "  - 掲載停止\n", "  - 掲載終了\n", "dmp", "「掲載終了」が2回"),
    (REGULATING, "- key: cloud_rules\n", "- key: standard\n", "kinds", "「standard」が2回"),
    (REGULATING, "  - cloud_conditions\n", "  - clauses\n", "covers", "「clauses」が2回"),
    (REGULATING, "  - cloud_conditions\n", "  - clauses\n", "covers", "「cloud_conditions」の規則の根拠"),
    (REGULATING, "  - sns\n", "  - radio\n", "covers[1]", "使える値は"),
]


def faults_of(files: dict[str, str]) -> list[str]:
    with pytest.raises(FaultyPolicy) as refused:
        parse(files)
    return [str(fault) for fault in refused.value.faults]


@pytest.mark.parametrize(("file", "old", "new", "place", "message"), CASES, ids=[f"{case[0]}-{case[2][:30]}" for case in CASES])
def test_a_fault_names_the_place_and_what_to_do(file: str, old: str, new: str, place: str, message: str) -> None:
    assert old in FILES[file], FILES[file]
    faults = faults_of({**FILES, file: FILES[file].replace(old, new, 1)})
    assert any(place in fault and message in fault for fault in faults), faults
    assert all(fault.endswith("。") for fault in faults), faults


def rules_with(changes: dict[str, dict[str, object]], *, struck: str = "") -> list[str]:
    rules = [row for row in POLICY.cloud.rules if row.key != struck]
    changed = [CloudRule.model_validate({**row.model_dump(), **changes.get(row.key, {})}) for row in rules]
    policy = POLICY.model_copy(update={"cloud": POLICY.cloud.model_copy(update={"rules": tuple(changed)})})
    return [str(fault) for fault in check_cloud(policy)]


@pytest.mark.parametrize(
    ("faults", "words"),
    [
        (
            rules_with({}, struck="r10_terms"),
            ("分類が重くなる", "「利用できない」から「例外措置によってのみ利用できる」", "約款型"),
        ),
        (
            rules_with(
                {"r15": {"when": [{"zones": ["internet"], "classes": ["3B"], "models": ["beta_dash"], "registered": True}]}}
            ),
            ("分類が重くなる", "自治体機密性３Ｃ", "ＬＧＷＡＮ－ＡＳＰ"),
        ),
        (
            rules_with({"r7": {"when": [{"disclosure": ["unjudged"], "classes": ["2"]}]}}),
            ("分類が重くなる", "「申請できない」から"),
        ),
        (rules_with({"r12": {"when": [{"zones": ["internet"], "classes": ["1"], "personal": True}]}}), ("個人情報を含む",)),
        (rules_with({"r13_unregistered": {"outcome": "permitted"}}), ("登録がなくなる",)),
        (rules_with({"r5": {"when": [{"learns": True, "classes": ["2"]}]}}), ("分類が重くなる", "学習あり")),
        (rules_with({"r6": {"when": [{"disclosure": ["no"], "class_at_least": "2"}]}}), ("開示のおそれ",)),
    ],
)
def test_rules_that_become_easier_along_an_axis_are_refused(faults: list[str], words: tuple[str, ...]) -> None:
    assert any(all(word in fault for word in words) for fault in faults), faults


@given(rules=CLOUD_RULES, cell=st.integers(0, GRID.size - 1), axis=st.sampled_from(sorted(ORDERED)))
def test_rules_are_found_at_fault_where_one_combination_becomes_easier(
    rules: tuple[CloudRule, ...], cell: int, axis: str
) -> None:
    policy = POLICY.model_copy(update={"cloud": POLICY.cloud.model_copy(update={"rules": rules})})
    assume(GRID.of(axis, GRID.axes[axis][:-1]) >> cell & 1)
    light, heavy = (ruling(policy, GRID.facts(place)) for place in (cell, cell + GRID.stride(axis)))
    easier = heavy.outcome.rank < light.outcome.rank
    event(f"easier: {easier}")
    if easier:
        assert any(ORDERED[axis] in fault.message for fault in check_cloud(policy))


@pytest.mark.parametrize("pattern", [r"^C\d{2}-\d{4}-\d$", "^[A-Z]{1,3}[0-9]{4}$", "^JC-[0-9]{1,6}[A-Z]?$", "^[a-z]$"])
def test_patterns_that_read_any_number_in_bounded_time_are_taken(pattern: str) -> None:
    assert bounded(pattern) and not re.compile(pattern).fullmatch("１" * 60)


@pytest.mark.parametrize(
    "pattern",
    [
        "C[0-9]{2}",
        "^(a|b)$",
        "^a*$",
        "^a+$",
        "^(a?){30}$",
        "^.{2}$",
        "^[z-a]$",
        "^a{3,1}$",
        "^a{2,}$",
        "^a?b?c?$",
        "^a{1}{2}$",
        "^[^a]$",
        "^" + "a" * 100 + "$",
        "^(?=a)a$",
        r"^\w$",
        "^$",
    ],
)
def test_patterns_that_are_unsound_or_unbounded_are_refused(pattern: str) -> None:
    assert not bounded(pattern)
