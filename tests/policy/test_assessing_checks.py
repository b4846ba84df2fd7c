"""Faults of the sections on assessments and monitoring: each is named with its place and what to do."""

import pytest

from govapi.policy.checks.watching import DUTY_KINDS
from govapi.policy.faults import FaultyPolicy
from govapi.policy.loading import default_policy, dump, parse

FILES = dump(default_policy())
ASSESSING, WATCHING, EVIDENCE = "assessing.yaml", "monitoring.yaml", "assessing/evidence_kinds.yaml"
ASKED = "assessing/questions/"
CASES = [
    (ASSESSING, "sheet: short", "sheet: shorter", "tiers.B", "チェックシート「shorter」は定められていません"),
    (ASSESSING, "class_at_least: 3B", "class_at_least: 9Z", "tiers.S", "分類「9Z」"),
    (ASSESSING, "question: remote_maintenance", "question: remote_control", "tiers.A", "質問「remote_control」"),
    (ASSESSING, "at_least: lgwan", "at_least: moon", "tiers.A", "選択肢"),
    (ASSESSING, "- code: A\n  title: 体制", "- code: Z\n  title: 体制", "topics.A1", "分野「A」"),
    (ASSESSING, "- code: A1\n", "- code: A9\n", "A1-1", "項目「A1」"),
    (ASSESSING, "  - A2-1\n", "  - A2-9\n", "sheets.short", "設問「A2-9」"),
    (ASSESSING, "every_question: true", "every_question: false", "sheets.full", "どちらか一方"),
    (ASSESSING, "- key: incident\n", "- key: accident\n", "early_triggers", "「incident」がありません"),
    (ASSESSING, "  - S\n", "  - X\n", "early_triggers.incident", "区分「X」"),
    (ASSESSING, "decided_by: check_sheet.decide_section", "decided_by: waiver.grant", "decided_by", "使える値は"),
    (ASSESSING, "- security_supervisor\n", "- janitor\n", "exceptions.allowed_by", "職務「janitor」"),
    (ASSESSING, "- security_supervisor\n", "", "assessment_exception", "許可できません"),
    (f"{ASKED}a.yaml", "- id: A3-2", "- id: A3-1", "", "「A3-1」が2回"),
    (f"{ASKED}a.yaml", "- iso27001", "- iso9999", "A1-1", "証跡の種類「iso9999」"),
    (f"{ASKED}a.yaml", "- iso27001", "- self_report", "A1-1", "弱い証跡"),
    (f"{ASKED}i.yaml", "- id: I7-1", "- id: I7-100", "id", "使えない文字"),
    (EVIDENCE, "follows: iso27001", "follows: iso27018", "iso27018", "一巡"),
    (EVIDENCE, "follows: iso27001", "follows: iso9999", "iso27017", "証跡の種類「iso9999」"),
    (EVIDENCE, "validity: months_from_issue\n  months: 12\n", "validity: months_from_issue\n", "scs3", "月数（months）"),
    (WATCHING, "key: evidence.expiry", "key: evidence.end", "duty_kinds", "「evidence.expiry」がありません"),
    (WATCHING, "class_at_least: 3B", "class_at_least: 9Z", "report_rules", "分類「9Z」"),
    (WATCHING, "method: negotiated", "method: haggled", "bindingness", "契約の方法「negotiated」の行がありません"),
    (WATCHING, "method: negotiated", "method: haggled", "bindingness", "契約の方法「haggled」は定められていません"),
    (WATCHING, "{tier}", "{class}", "bindingness.open_tender", "波括弧"),
    (WATCHING, "{tier}", "{tier", "bindingness.open_tender", "波括弧"),
    (WATCHING, "malicious_days: 60", "malicious_days: 6", "personal_information.final", "malicious_days"),
    (WATCHING, "days: 5\n", "days: 45\n", "incident_laws.personal_information", "速報"),
    (WATCHING, "within_hours: 1\n", "within_hours: 9\n", "incident_chain", "通報の順"),
]


def faults_of(files: dict[str, str]) -> list[str]:
    with pytest.raises(FaultyPolicy) as refused:
        parse(files)
    return [str(fault) for fault in refused.value.faults]


@pytest.mark.parametrize(("file", "old", "new", "place", "message"), CASES, ids=[f"{case[0]}-{case[2][:30]}" for case in CASES])
def test_a_fault_names_the_place_and_what_to_do(file: str, old: str, new: str, place: str, message: str) -> None:
    assert old in FILES[file], FILES[file][:2000]
    faults = faults_of({**FILES, file: FILES[file].replace(old, new)})
    assert any(place in fault and message in fault for fault in faults), faults
    assert all(fault.endswith("。") for fault in faults), faults


def test_a_sheet_that_leaves_out_a_threat_is_refused() -> None:
    files = {name: text for name, text in FILES.items() if name != f"{ASKED}i.yaml"}
    files[ASSESSING] = files[ASSESSING].replace("  - I2-1\n", "")
    faults = faults_of(files)
    assert sum("方針３の脅威" in fault for fault in faults) == 2  # T4 and T5
    assert any("疾病による要員不足」に関する設問が0問" in fault for fault in faults), faults


@pytest.mark.parametrize("key", DUTY_KINDS)
def test_no_kind_of_duty_can_be_struck(key: str) -> None:
    faults = faults_of({**FILES, WATCHING: FILES[WATCHING].replace(f"key: {key}\n", "key: other.kind\n")})
    assert any(f"「{key}」がありません" in fault for fault in faults)


def test_questions_of_the_towns_own_are_exported_and_read_back() -> None:
    own = FILES[f"{ASKED}l.yaml"].replace("id: L5-1", "id: L5-2")
    files = {**FILES, f"{ASKED}l.yaml": own}
    assert dump(parse(files)) == files
