"""Faults of the sections on social media and on personnel changes: each is named with its place and what to do."""

from typing import get_args

import pytest

from govapi.policy.checks.registries import bounded
from govapi.policy.faults import FaultyPolicy
from govapi.policy.loading import default_policy, dump, parse
from govapi.policy.schema.personnel import HandoverRole

POLICY = default_policy()
FILES = dump(POLICY)
SNS, PERSONNEL, REGULATING, MONITORING, READING = (
    f"{name}.yaml" for name in ("sns", "personnel", "regulating", "monitoring", "reading")
)
ALL_ROLES = "".join(f"  - {role}\n" for role in POLICY.personnel.checklist[0].roles)
CASES = [
    (SNS, "review_every_months", "review_every_month", "review_every_month", "この項目は使えません"),
    (SNS, "review_every_months: 12", "review_every_months: 0", "review_every_months", "1以上"),
    (SNS, "highest_class: '1'", "highest_class: 9Z", "highest_class", "分類「9Z」"),
    (SNS, "highest_class: '1'", "highest_class: '2'", "highest_class", "機密性２以上"),
    (SNS, "highest_class: '1'\n", "highest_class: '1'\nhighest_class: '1'\n", "行目", "二度書かれています"),
    (SNS, "- key: facebook\n", "- key: x\n", "platforms", "「x」が2回"),
    (SNS, "  - fb.com\n", "  - m.x.com\n", "platforms（hosts", "「x.com」が2回"),
    (SNS, "  - fb.com\n", "  - http://fb.com\n", "hosts", "使えない文字"),
    (SNS, "^[A-Za-z0-9_]{1,15}$", "^([A-Za-z0-9_]+)+$", "platforms.x", "だけを使って"),
    (SNS, "^[A-Za-z0-9_]{1,15}$", "'[A-Za-z0-9_]{1,15}'", "platforms.x", "^ で始め"),
    (SNS, "https://x.com/{handle}", "https://x.com/", "platforms.x", "{handle} を一つ"),
    (SNS, "https://x.com/{handle}", "http://x.com/{handle}", "platforms.x", "https://"),
    (SNS, "https://x.com/{handle}", "https://example.com/{handle}", "platforms.x", "hosts のアドレス"),
    (SNS, "https://x.com/{handle}", "https://x.com/{handle}/about", "platforms.x", "最後の部分"),
    (SNS, "- key: event\n", "- key: notice\n", "categories", "「notice」が2回"),
    (SNS, "approved_by: deputy", "approved_by: mayor", "categories[2].approved_by", "使える値は"),
    (SNS, "  about: class\n", "", "prohibitions", "情報の分類（about: class）の禁止事項がありません"),
    (SNS, "  about: personal\n", "", "prohibitions", "個人情報（about: personal）の禁止事項がありません"),
    (SNS, "- key: secret\n", "- key: personal\n", "prohibitions", "「personal」が2回"),
    (SNS, "- key: sms\n", "- key: app\n", "mfa_kinds", "「app」が2回"),
    (SNS, "- key: profile\n", "- key: listed\n", "checks", "「listed」が2回"),
    (SNS, "idle_after_days: 180", "idle_after_days: 90", "dormancy", "より大きくしてください"),
    (SNS, "- key: impersonation\n", "- key: hijack\n", "playbooks", "「hijack」が2回"),
    (SNS, "- key: impersonation\n", "- key: hijack\n", "playbooks", "「impersonation」の対応の順がありません"),
    (SNS, "within_hours: 240", "within_hours: 1", "playbooks.hijack", "同じか大きく"),
    (SNS, "  - key: stop\n", "  - key: report\n", "playbooks.hijack", "「report」が2回"),
    (SNS, "procedure_kind: sns_account_procedure", "procedure_kind: leaflet", "procedure_kind", "規程の種類「leaflet」"),
    (SNS, "procedure_kind: sns_account_procedure", "procedure_kind: sns_account_policy", "procedure_kind", "restricted"),
    (SNS, "policy_kind: sns_account_policy", "policy_kind: sns_account_procedure", "policy_kind", "public"),
    (PERSONNEL, "confirm_within_days", "confirm_in_days", "confirm_in_days", "この項目は使えません"),
    (PERSONNEL, "- key: hire\n", "- key: move\n", "kinds", "「move」が2回"),
    (PERSONNEL, "  - 新規採用\n", "  - 異 動\n", "kinds（words）", "「異動」が2回"),
    (PERSONNEL, "effect: hire", "effect: lend", "effect", "使える値は"),
    (PERSONNEL, "  - 職員ID\n", "  - 氏　名\n", "columns（headings）", "「氏名」が2回"),
    (PERSONNEL, "- field: remark\n", "- field: kana\n", "columns", "「kana」が2回"),
    (PERSONNEL, "  required: true\n", "", "columns", "欄「staff_number」がないか"),
    (PERSONNEL, "- field: to_post\n", "- field: remark\n", "columns", "欄「to_post」がありません"),
    (PERSONNEL, "- key: cloud.manager\n", "- key: cloud.owner\n", "roles[5].key", "使える値は"),
    (PERSONNEL, "- key: cloud.manager\n", "- key: sns.officer\n", "roles", "「cloud.manager」がありません"),
    (PERSONNEL, "- key: cloud.manager\n", "- key: sns.officer\n", "checklist", "役割「cloud.manager」"),
    (PERSONNEL, "- key: understood\n", "- key: explained\n", "checklist", "「explained」が2回"),
    (PERSONNEL, ALL_ROLES, "  - sns.officer\n", "checklist", "役割「approval.step」に、引き継ぐ者"),
    (PERSONNEL, "  by: receiver\n  roles:\n" + ALL_ROLES, "  by: giver\n  roles:\n" + ALL_ROLES, "checklist", "引き受ける者"),
    (PERSONNEL, "  - sns.officer\n  - sns.operator\n", "  - sns.officer\n  - sns.officer\n", "checklist.password", "2回"),
    (MONITORING, "- key: sns.pause\n", "- key: sns.stop\n", "duty_kinds", "「sns.pause」がありません"),
    (READING, "- noun: handovers\n", "- noun: hand_overs\n", "rules", "「handovers」の行がありません"),
]


@pytest.mark.parametrize(("file", "old", "new", "place", "message"), CASES, ids=[f"{case[0]}-{case[2][:30]}" for case in CASES])
def test_a_fault_names_the_place_and_what_to_do(file: str, old: str, new: str, place: str, message: str) -> None:
    assert old in FILES[file], FILES[file]
    with pytest.raises(FaultyPolicy) as refused:
        parse({**FILES, file: FILES[file].replace(old, new, 1)})
    faults = [str(fault) for fault in refused.value.faults]
    assert any(place in fault and message in fault for fault in faults), faults
    assert all(fault.endswith("。") for fault in faults), faults


def test_a_list_with_every_setting_as_it_should_not_be_and_no_check_at_the_review() -> None:
    text = FILES[SNS].replace("- key: app\n", "- key: app\n  good: false\n")
    text = text.replace("- key: key\n", "- key: key\n  good: false\n").replace("- key: sms\n", "- key: sms\n  good: false\n")
    with pytest.raises(FaultyPolicy) as refused:
        parse({**FILES, SNS: text.replace("  - review\n", "  - opening\n")})
    places = [(fault.place, fault.message) for fault in refused.value.faults]
    assert any(place == "mfa_kinds" and "good: false としないもの" in message for place, message in places)
    assert any("review を含む" in message for _place, message in places)


@pytest.mark.parametrize("role", get_args(HandoverRole))
def test_every_role_is_named_and_both_sides_confirm_something(role: str) -> None:
    assert POLICY.personnel.role(role).label
    assert {item.by for item in POLICY.personnel.items(role)} == {"giver", "receiver"}


def test_the_handover_of_an_officer_asks_what_keeps_an_account_in_the_towns_hands() -> None:
    asked = {item.key for item in POLICY.personnel.items("sns.officer")}
    assert {"password", "mfa_device", "recovery", "admins_removed", "explained", "understood"} <= asked


@pytest.mark.parametrize(
    ("key", "order"),
    [
        (
            "hijack",
            ["detect", "report", "stop", "sessions", "credentials", "notice", "provider", "csirt", "record", "review", "prevent"],
        ),
        (
            "impersonation",
            ["detect", "report", "notice", "provider", "police", "csirt", "record", "removed", "review", "prevent"],
        ),
    ],
)
def test_a_playbook_goes_in_order_and_keeps_evidence(key: str, order: list[str]) -> None:
    steps = POLICY.sns.playbook(key).steps
    assert [step.key for step in steps] == order
    assert {step.key for step in steps if step.evidence} >= {"detect", "notice", "provider", "record"}


@pytest.mark.parametrize(
    ("pattern", "sound"),
    [("^[A-Za-z0-9._-]{1,20}$", True), ("^[a-z.]{1,3}$", True), ("^[a-z-.]{1,3}$", False), ("^[.-a]{1,3}$", False)],
)
def test_a_pattern_may_name_dots_and_a_dash_at_the_end(pattern: str, sound: bool) -> None:
    assert bounded(pattern) is sound
