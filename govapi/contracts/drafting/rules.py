"""The pages of the form: which fields stand on which, and how what was typed becomes values. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from govapi.contracts.terms.rules import EDITABLE, LABELS
from govapi.policy.rules import Answers
from govapi.policy.schema.procurement import Procurement
from govapi.policy.schema.questions import AnswerKind, Match, Question

TABS: Mapping[str, str] = {
    "basics": "件名・概要",
    "information": "取り扱う情報",
    "method": "方法・期間",
    "money": "金額・予算",
    "performance": "履行の体制",
}

FIELDS: Mapping[str, tuple[str, ...]] = {
    "basics": ("title", "fiscal_year", "outline", "place", "delivery"),
    "information": ("answers", "information", "chosen_class", "class_reason"),
    "method": (
        "method", "ground", "ground_reason", "predetermined_price", "split_answer", "starts_on", "ends_on", "term_kind",
        "long_term_kind", "advance_procedure",
    ),
    "money": (
        "is_unit_price", "amount", "tax_exempt", "unit_prices", "payment_terms", "budget_line", "deposit_kind", "deposit_amount",
        "deposit_exempt_reason", "concluded_on",
    ),
    "performance": (
        "supervisor_id", "inspector_id", "obligation_number", "contractor_officer_name", "contractor_officer_title",
        "contractor_officer_contact", "handed_documents", "notice_days",
    ),
}  # fmt: skip

FORM_LABELS: Mapping[str, str] = {
    **LABELS,
    "department_id": "所管課",
    "predecessor_id": "更新前の契約",
    "unit_prices.item": "品目等",
    "unit_prices.unit": "単位",
    "unit_prices.price": "単価",
    "unit_prices.estimated_quantity": "予定数量",
}


def tabs_in(status: str) -> list[str]:
    """The pages on which something may still be changed in this state."""
    open_fields = EDITABLE.get(status, frozenset())
    return [tab for tab, names in FIELDS.items() if open_fields & set(names)]


def tab_of(label: str) -> str:
    """The page on which the field with this label stands."""
    name = next((name for name, text in LABELS.items() if text == label), "title")
    return next((tab for tab, names in FIELDS.items() if name in names), "basics")


def lines(text: str) -> list[str]:
    """The lines of a text area, blank ones left out."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def answers_of(questions: Mapping[str, Question], typed: Mapping[str, str | None]) -> Answers:
    """Answers as the policy set reads them. What cannot be read stays as typed, for the policy set to refuse."""
    return {key: _answer(questions.get(key), text) for key, text in typed.items() if text}


def _answer(question: Question | None, text: str) -> bool | int | str:
    if question is not None and question.kind is AnswerKind.YES_NO:
        return {"true": True, "false": False}.get(text, text)
    if question is not None and question.kind is AnswerKind.NUMBER and text.isascii() and text.isdecimal():
        return int(text[:12])
    return text


def shown_when(matches: Iterable[Match], questions: Mapping[str, Question]) -> str:
    """The condition under which a question unfolds, for the page: ``answers.a=true,answers.b=x|y``."""
    return ",".join(f"answers.{match.question}={'|'.join(_matching(match, questions[match.question]))}" for match in matches)


def _matching(match: Match, question: Question) -> list[str]:
    if question.kind is AnswerKind.CHOICE:
        floor = question.choice_rank(str(match.at_least)) or 0
        return [choice.key for choice in question.choices[floor:]]
    return ["true"]


def settled(values: Mapping[str, Any], procurement: Procurement) -> dict[str, Any]:
    """Answers that a choice made void are emptied: a method without grounds has none, a plain term no kind of 長期継続契約."""
    found = dict(values)
    method = next((one for one in procurement.methods if one.key == found.get("method")), None)
    if method is not None and not method.grounds:
        found["ground"] = None
    if found.get("term_kind") not in (None, "long_term"):
        found["long_term_kind"] = None
    return found
