"""The pages of the application: which fields stand on which, and how what was typed becomes values. Pure."""

from collections.abc import Iterable, Mapping

from govapi.cloud_services.uses.applying.rules import LABELS, Answer
from govapi.kit.japan.era import parse_date_ja
from govapi.policy.schema.cloud import Item

TABS: Mapping[str, str] = {
    "purpose": "目的・期間",
    "information": "取り扱う情報",
    "setting": "使い方",
    "items": "安全の確認",
    "risk": "残る危険と管理者",
}

FIELDS: Mapping[str, tuple[str, ...]] = {
    "purpose": ("title", "purpose", "users", "user_count", "starts_on", "ends_on", "cost", "budget_line", "contract_id"),
    "information": ("answers", "information", "person_count", "chosen_class", "class_reason"),
    "setting": ("zone", "form", "learns"),
    "items": ("items",),
    "risk": (
        "terms_id", "residual_risk", "risk_accepted_by", "alternative", "exception_reason", "exception_measures", "exception_until",
    ),
}  # fmt: skip

FORM_LABELS: Mapping[str, str] = {
    **LABELS,
    "service_id": "サービス",
    "department_id": "利用する課",
    "manager_post_id": "クラウドサービス管理者とする職",
    "note": "伺い文",
}


def following(tab: str) -> str | None:
    """The page after this one; None on the last."""
    names = list(TABS)
    at = names.index(tab) + 1
    return names[at] if at < len(names) else None


def tab_of(sentence: str) -> str:
    """The page on which what this sentence misses is filled in; empty when that is not on a page of the application."""
    for tab, signs in _SIGNS.items():
        if any(sign in sentence for sign in signs):
            return tab
    return ""


_SIGNS: Mapping[str, tuple[str, ...]] = {
    "information": ("情報についての質問", "分類を引き下げた理由"),
    "items": ("申請書の次の項目",),
    "risk": ("例外措置", "管理者となる職", "約款"),
    "purpose": ("利用期間",),
}


def typed_items(items: Iterable[Item], typed: Mapping[str, str | None]) -> dict[str, Answer]:
    """Answers to the items as the policy set reads them; blank empties one. What cannot be read stays as typed, to be refused."""
    known = {item.key: item for item in items}
    return {key: _answer(known.get(key), text or "") for key, text in typed.items()}


def _answer(item: Item | None, text: str) -> Answer:
    if item is None or not text:
        return text
    if item.kind == "yes_no":
        return {"true": True, "false": False}.get(text, text)
    if item.kind == "number":
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else text
    if item.kind == "date":
        try:
            return parse_date_ja(text).isoformat()
        except ValueError:
            return text
    return text
