"""The items of an application: which unfold, what is wrong with an answer, what changed since the last one. Pure."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from govapi.kit.errors import FieldFault
from govapi.kit.japan.era import FIRST_DAY, LAST_DAY, wareki
from govapi.kit.text import has_control_chars
from govapi.policy.schema.classification import Classification
from govapi.policy.schema.cloud import Cloud, Item
from govapi.policy.schema.questions import Question

Answer = bool | int | str
MOST_CHARACTERS = 2000
MOST = 10**9

# The fields of an application as its form, its faults and its papers call them.
LABELS: Mapping[str, str] = {
    "title": "利用の名称",
    "purpose": "利用の目的及び業務",
    "users": "利用者の範囲",
    "user_count": "利用者数",
    "starts_on": "利用期間の始期",
    "ends_on": "利用期間の終期",
    "cost": "年間の費用",
    "budget_line": "予算科目",
    "contract_id": "契約",
    "answers": "取り扱う情報についての質問",
    "information": "取り扱う情報の項目",
    "person_count": "個人情報の件数",
    "chosen_class": "取り扱う情報の分類",
    "class_reason": "分類を引き下げた理由",
    "zone": "接続元",
    "form": "契約形態",
    "learns": "入力した情報の学習への利用",
    "items": "申請書の項目",
    "terms_id": "確かめた約款",
    "residual_risk": "残る危険",
    "risk_accepted_by": "残る危険を受け入れる者",
    "alternative": "停止したときの代替手段",
    "exception_reason": "例外措置の理由",
    "exception_measures": "代わりに講ずる対策",
    "exception_until": "例外措置の期限",
}

# What every application gives; a new field of the table is asked only where it stands here.
REQUIRED = (
    "title", "purpose", "users", "user_count", "starts_on", "zone", "form", "learns", "alternative", "residual_risk",
    "risk_accepted_by",
)  # fmt: skip

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Axes:
    """What decides which items are asked. ``kinds`` are those of the service."""

    class_code: str | None
    personal: bool
    form: str | None
    zone: str | None
    kinds: frozenset[str]


def asked_items(cloud: Cloud, classes: Classification, axes: Axes) -> tuple[Item, ...]:
    """The items that unfold, in order. Answers to folded items count for nothing."""
    return tuple(item for item in cloud.items if _unfolds(item, classes, axes))


def _unfolds(item: Item, classes: Classification, axes: Axes) -> bool:
    return all(
        (
            item.class_at_least is None or classes.at_least(axes.class_code, item.class_at_least),
            item.personal is None or axes.personal,
            not item.forms or axes.form in item.forms,
            not item.kinds or bool(axes.kinds & set(item.kinds)),
            not item.zones or axes.zone in item.zones,
        )
    )


def unanswered(items: Sequence[Item], answers: Mapping[str, Answer]) -> list[str]:
    """Labels of the items that must be answered and are not."""
    return [item.label for item in items if item.required and answers.get(item.key, "") == ""]


def item_faults(cloud: Cloud, answers: Mapping[str, Answer]) -> list[FieldFault]:
    """Answers to unknown items, of the wrong kind, or outside the choices. Pointers are relative to the answers."""
    known = {item.key: item for item in cloud.items}
    faults = []
    for key, answer in answers.items():
        item = known.get(key)
        message = "この項目は方針セットにありません。" if item is None else _fault(item, answer)
        if message:
            faults.append(FieldFault(f"/{key}", message))
    return faults


def _fault(item: Item, answer: Answer) -> str | None:
    if answer == "":
        return None  # emptied again
    if item.kind == "yes_no":
        return None if isinstance(answer, bool) else "はい又はいいえで答えてください。"
    if item.kind == "number":
        whole = isinstance(answer, int) and not isinstance(answer, bool)
        return None if whole and 0 <= int(answer) <= MOST else "0以上の整数で答えてください。"
    if not isinstance(answer, str):
        return "文字で答えてください。"
    if item.kind == "choice":
        labels = "、".join(choice.label for choice in item.choices)
        return None if answer in {choice.key for choice in item.choices} else f"次のいずれかを選んでください。{labels}"
    if item.kind == "date":
        return None if _is_day(answer) else "日付は「2026-04-01」の形で入力してください。"
    return _text_fault(answer)


def _text_fault(answer: str) -> str | None:
    if len(answer) > MOST_CHARACTERS:
        return f"{MOST_CHARACTERS}文字以内で入力してください。"
    return "使用できない制御文字が含まれています。文字を入力し直してください。" if has_control_chars(answer, lines=True) else None


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and FIRST_DAY <= date.fromisoformat(text) <= LAST_DAY
    except ValueError:
        return False


def in_words(item: Item, answer: Answer | None) -> str:
    """An answer as it is shown and printed; empty when there is none."""
    if answer is None or (answer == ""):
        return ""
    if isinstance(answer, bool):
        return "はい" if answer else "いいえ"
    if item.kind == "choice":
        return next((choice.label for choice in item.choices if choice.key == answer), str(answer))
    if item.kind == "date" and _is_day(str(answer)):
        return wareki(date.fromisoformat(str(answer)))
    return str(answer)


def question_in_words(question: Question, answer: Answer | None) -> str:
    """The answer to a question about the information, as it is shown and printed."""
    if answer is None or isinstance(answer, bool):
        return "" if answer is None else "はい" if answer else "いいえ"
    return next((choice.label for choice in question.choices if choice.key == answer), str(answer))


@dataclass(frozen=True)
class Change:
    """What changed since the last application, in words."""

    item: str
    before: str
    after: str


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """What differs between two applications, each label → value in words; in the order of the later one."""
    labels = [*after, *(label for label in before if label not in after)]
    pairs = ((label, before.get(label, ""), after.get(label, "")) for label in labels)
    return [Change(label, old, new) for label, old, new in pairs if old != new]


def kept(answers: Mapping[str, Answer], known: Collection[str]) -> dict[str, Answer]:
    """Answers carried into a new application: those the policy set of today still asks for."""
    return {key: answer for key, answer in answers.items() if key in known}
