"""A policy set as a tree whose places have stable names: `/routes/contract_upto_1m/max_yen`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from govapi.policy.loading import to_json
from govapi.policy.schema.policy_set import PolicySet

SECTION_LABELS: Mapping[str, str] = {
    "name": "名称",
    "classification": "情報資産の分類",
    "questionnaire": "質問と分類の規則",
    "routes": "決裁経路",
    "deputising": "代決",
    "procurement": "契約の方法と金額",
    "erasure": "返却・消去の方法",
    "reading": "閲覧の規則",
    "roles": "職務と役割",
    "notices": "知らせる時期",
    "assessing": "委託先評価",
    "monitoring": "履行の監督と事故",
    "cloud": "クラウドサービスの利用",
    "regulating": "規程の一覧",
    "sns": "ソーシャルメディアサービスの利用",
    "personnel": "人事異動と引継ぎ",
    "document_settings": "帳票の書き方",
    "manifest": "帳票の目録",
    "clauses": "条項の目録",
    "articles": "帳票に常に置く条",
}

_NAMES = ("key", "id", "code", "noun", "document", "method", "level", "class_at_least", "since")


def children(node: object) -> Iterator[tuple[str, Any]]:
    """The named places right below a node of the JSON tree. Rows are named by key (`contracts.amount` for a field)."""
    if isinstance(node, Mapping):
        yield from node.items()
    elif isinstance(node, Sequence) and not isinstance(node, str):
        names = [_row_name(row) for row in node]
        named = None not in names and len(set(names)) == len(names)
        for number, row in enumerate(node, start=1):
            yield (str(names[number - 1]) if named else str(number)), row


def _row_name(row: object) -> str | None:
    if not isinstance(row, Mapping):
        return None
    if "noun" in row and "field" in row:
        return f"{row['noun']}.{row['field']}"
    return next((str(row[name] or "始めから") for name in _NAMES if name in row), None) or _kind_of(row)


def _kind_of(row: Mapping[str, Any]) -> str | None:
    return str(row["kind"]) if "kind" in row and "amounts" in row else None


def label_of(node: object) -> str:
    """The Japanese name a row bears, or nothing."""
    if not isinstance(node, Mapping):
        return ""
    asked = f"{node['id']} {node['text']}" if "id" in node and "text" in node else ""
    return str(node.get("label") or node.get("title") or node.get("heading") or asked)


def tree(policy: PolicySet) -> dict[str, Any]:
    """The JSON tree of a policy set."""
    return to_json(policy)


def path_label(whole: dict[str, Any], pointer: str) -> str:
    """「決裁経路「契約に関する決裁（100万円未満）」」 for `/routes/contract_upto_1m` in a tree. KeyError when there is no such place."""
    node: Any = whole
    labels: list[str] = []
    for depth, name in enumerate(pointer.strip("/").split("/")):
        node = dict(children(node))[name]
        labels.append(SECTION_LABELS.get(name, name) if depth == 0 else f"「{label_of(node)}」" if label_of(node) else "")
    return "".join(labels)
