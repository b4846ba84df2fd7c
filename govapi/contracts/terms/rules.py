"""Which fields a contract needs at each decision, what they are called, and in which state they may change. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

LABELS: Mapping[str, str] = {
    "title": "件名",
    "outline": "業務概要",
    "fiscal_year": "会計年度",
    "method": "契約の方法",
    "ground": "随意契約等の根拠",
    "ground_reason": "契約の方法を選んだ理由",
    "split_answer": "分割発注でない理由",
    "predetermined_price": "予定価格（税込み）",
    "amount": "契約金額（税込み）",
    "tax_exempt": "免税事業者",
    "is_unit_price": "単価契約",
    "unit_prices": "単価表",
    "payment_terms": "支払条件",
    "budget_line": "予算科目",
    "obligation_number": "支出負担行為番号",
    "deposit_kind": "契約保証金",
    "deposit_amount": "契約保証金の額",
    "deposit_exempt_reason": "契約保証金を免除する理由",
    "starts_on": "履行期間の始期",
    "ends_on": "履行期間の終期",
    "term_kind": "期間の種類",
    "long_term_kind": "長期継続契約の種類",
    "advance_procedure": "準備行為",
    "concluded_on": "契約日",
    "notice_days": "更新等を通知する日数",
    "place": "履行場所",
    "delivery": "成果物",
    "supervisor_id": "監督職員",
    "inspector_id": "検査職員",
    "contractor_officer_name": "受託者の情報セキュリティ責任者の氏名",
    "contractor_officer_title": "受託者の情報セキュリティ責任者の役職",
    "contractor_officer_contact": "受託者の情報セキュリティ責任者の連絡先",
    "answers": "取り扱う情報についての答え",
    "information": "取り扱う情報の種類",
    "handed_documents": "渡した実施手順等",
    "chosen_class": "自治体機密性",
    "class_reason": "分類を引き下げる理由",
    "assessment_published": "委託先評価の条件の公表",
    "confirmation_plan": "契約後に対策を確かめる計画",
    "confirmation_due": "対策を確かめる期限",
}

NULLABLE = frozenset(
    {
        "method", "ground", "predetermined_price", "amount", "deposit_amount", "starts_on", "ends_on", "long_term_kind",
        "concluded_on", "notice_days", "supervisor_id", "inspector_id", "chosen_class", "confirmation_due",
    }
)  # fmt: skip

# Settled by the 施行伺 (the bidders price them): afterwards only a return to the draft, or an amendment, changes them.
# How the contractor's assessment is made a condition, or is confirmed afterwards: until the conclusion is asked for.
SUITABILITY_FIELDS = frozenset({"assessment_published", "confirmation_plan", "confirmation_due"})
PLAN_FIELDS = frozenset(LABELS) - SUITABILITY_FIELDS - {"obligation_number", "concluded_on", "handed_documents"}
CONCLUSION_FIELDS = frozenset(
    {
        "budget_line", "obligation_number", "concluded_on", "deposit_kind", "deposit_amount", "deposit_exempt_reason",
        "supervisor_id", "inspector_id", "contractor_officer_name", "contractor_officer_title", "contractor_officer_contact",
        "amount", "tax_exempt", "unit_prices", "payment_terms", "notice_days", "handed_documents", *SUITABILITY_FIELDS,
    }
)  # fmt: skip
RUNNING_FIELDS = frozenset(
    {
        "supervisor_id", "inspector_id", "contractor_officer_name", "contractor_officer_title", "contractor_officer_contact",
        "handed_documents", "notice_days", "obligation_number",
    }
)  # fmt: skip

EDITABLE: Mapping[str, frozenset[str]] = {
    "draft": frozenset(LABELS),
    "plan_approved": CONCLUSION_FIELDS,
    "selecting": CONCLUSION_FIELDS,
    "selected": CONCLUSION_FIELDS,
    "concluded": RUNNING_FIELDS,
    "active": RUNNING_FIELDS,
    "suspended": RUNNING_FIELDS,
    "amending": RUNNING_FIELDS,
    "terminating": RUNNING_FIELDS,
}

NEEDED_FOR_PLAN = (
    "title", "outline", "method", "predetermined_price", "budget_line", "starts_on", "ends_on", "place",
)  # fmt: skip
NEEDED_FOR_CONCLUSION = ("amount", "obligation_number", "concluded_on", "deposit_kind", "supervisor_id", "inspector_id")


def locked(status: str, names: Iterable[str]) -> list[str]:
    """Labels of the fields that may not be changed in this state."""
    return [LABELS[name] for name in sorted(names) if name not in EDITABLE.get(status, frozenset())]


def missing_for_plan(values: Mapping[str, Any], *, needs_ground: bool) -> list[str]:
    """Labels of what the 施行伺 still needs."""
    names = list(NEEDED_FOR_PLAN)
    if needs_ground:
        names += ["ground", "ground_reason"]
    if values["term_kind"] == "long_term":
        names.append("long_term_kind")
    if values["is_unit_price"]:
        names.append("unit_prices")
    return _empty(values, names)


def missing_for_conclusion(values: Mapping[str, Any], *, handles_information: bool) -> list[str]:
    """Labels of what the 契約締結伺 still needs."""
    names = list(NEEDED_FOR_CONCLUSION)
    if values["deposit_kind"] == "exempt":
        names.append("deposit_exempt_reason")
    if values["deposit_kind"] == "paid":
        names.append("deposit_amount")
    if handles_information:
        names.append("contractor_officer_name")
    return _empty(values, names)


def _empty(values: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    return [LABELS[name] for name in names if values[name] in (None, "", [])]
