"""What changed between two policy sets, in sentences a person in charge can check."""

from collections.abc import Iterator, Mapping
from typing import Any

from govapi.policy.outline import SECTION_LABELS, children, label_of, tree
from govapi.policy.schema.policy_set import PolicySet

_FIELDS: Mapping[str, str] = {
    "leads": "期間",
    "yearly": "毎年の時期",
    "label": "名称",
    "title": "見出し",
    "basis": "根拠",
    "confirmed": "確認済み",
    "min_yen": "金額の下限",
    "max_yen": "金額の上限",
    "from_yen": "金額の下限",
    "amount": "金額",
    "amounts": "金額の表",
    "rates": "率の表",
    "percent": "率",
    "days": "日数",
    "max_years": "最長の年数",
    "quotes": "見積りの数",
    "steps": "回議の段階",
    "when": "条件",
    "because": "理由",
    "text": "文",
    "default": "初期値",
    "min": "最小",
    "max": "最大",
    "version": "版",
    "waivable_by": "例外措置を認める職務",
    "document": "置く帳票",
    "duties": "職務",
    "scope": "範囲",
    "paragraphs": "項",
    "parameters": "値",
    "source": "出所",
    "policy": "方針の規定",
    "class_code": "分類",
    "class_at_least": "分類の下限",
    "up_to_class": "使える分類の上限",
    "model": "三層の対策の構成",
    "outcome": "結果",
    "adds": "加わる条件",
    "blocks": "申請の可否",
    "due": "満たす時期",
    "items": "項目",
    "confirmation": "毎年の確認",
    "confirm_every_months": "確認の間隔（月）",
    "judgement_months": "判断の有効期間（月）",
    "registries": "登録制度の一覧",
    "registers": "登録として扱うか",
    "number_pattern": "登録番号の形",
    "columns": "欄",
    "headings": "見出し",
    "permitting": "許可権限者",
    "decided_by": "決裁の種類",
    "covers": "別表とする規則",
    "required": "必須か",
    "kinds": "種類",
    "rules": "規則",
    "conditions": "条件",
    "questionnaire": "質問と分類の規則",
    "questions": "質問",
    "derivations": "分類の規則",
    "choices": "選択肢",
    "terms_risks": "約款の危険",
    "review_every_months": "見直しの間隔（月）",
}
_LONGEST = 60


def differences(old: PolicySet, new: PolicySet) -> list[str]:
    """One sentence a change, in the order of the new policy set; empty when both say the same."""
    return list(_compare(tree(old), tree(new), ()))


def _compare(old: Any, new: Any, path: tuple[str, ...]) -> Iterator[str]:
    if old == new:
        return
    if _is_tree(old) and _is_tree(new) and type(old) is type(new):
        before, after = dict(children(old)), dict(children(new))
        for name in [*after, *(name for name in before if name not in after)]:
            label = _label(name, after.get(name), before.get(name), depth=len(path))
            if name not in before:
                yield f"{_place((*path, label))}を加えた。" + _value(after[name])
            elif name not in after:
                yield f"{_place((*path, label))}を削除した。" + _value(before[name])
            else:
                yield from _compare(before[name], after[name], (*path, label))
        return
    yield f"{_place(path)}を「{_short(old)}」から「{_short(new)}」に改めた。"


def _is_tree(node: object) -> bool:
    if isinstance(node, list):
        return any(isinstance(row, dict) for row in node)
    return isinstance(node, dict)


def _label(name: str, after: object, before: object, *, depth: int) -> str:
    if depth == 0:
        return SECTION_LABELS.get(name, name)
    own = label_of(after) or label_of(before)
    if own:
        return f"「{own}」"
    return f"第{name}" if name.isdigit() else _FIELDS.get(name, name)


def _place(path: tuple[str, ...]) -> str:
    return "の".join(path)


def _value(node: object) -> str:
    return "" if isinstance(node, dict | list) else f"（{_short(node)}）"


def _short(node: object) -> str:
    words = {True: "はい", False: "いいえ", None: "なし"}
    if node is None or isinstance(node, bool):
        return words[node]
    text = f"{node:,}" if isinstance(node, int) else "、".join(map(str, node)) if isinstance(node, list) else str(node)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
