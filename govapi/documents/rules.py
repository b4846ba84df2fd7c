"""Rules of papers and their templates, pure: how facts are frozen, what a file is called, which tags a template may have."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from uuid import UUID

from govapi.policy.schema.manifest import Manifest

ARTICLE_FACTS = ("articles[].key", "articles[].version", "articles[].label", "articles[].title", "articles[].paragraphs[].text")
"""What a template that carries clauses must print: without one of them a clause would be lost or could not be found again."""

# Facts every paper may ask for, besides those the manifest names: fixed between this room and those that hand facts in.
COMMON_FACTS: Mapping[str, str] = {
    "city.name": "団体名",
    "city.office_name": "庁舎の名称",
    "city.mayor_title": "長の職名",
    "city.mayor_name": "長の氏名",
    "city.address": "団体の所在地",
    "party.principal": "発注者の呼び方",
    "party.contractor": "受注者の呼び方",
    "contract.fiscal_year": "会計年度",
    "contract.method_label": "契約の方法",
    "contract.legal_ground": "契約の方法の根拠",
    "contract.tax_rate": "消費税及び地方消費税の率",
    "contract.budget_line": "予算科目",
    "contract.long_term": "長期継続契約であるか",
    "contract.debt_burden": "債務負担行為によるか",
    "contract.delivery": "成果物",
    "contract.supervisor": "監督職員",
    "contract.inspector": "検査職員",
    "amendment.decided_on": "変更を決定した日",
    "document.title": "書類の名称",
    "document.generated_on": "書類を作成した日",
    "document.template_version": "様式の版",
    "erasure.media": "媒体の一覧",
    "erasure.media[].label": "媒体の名称",
}


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact a paper needs and that is not known yet: its dotted name, and what it is called."""

    path: str
    label: str


def labels_of(manifest: Manifest, key: str | None = None) -> dict[str, str]:
    """What each fact is called: as the template ``key`` calls it, else as another template or the common list does."""
    labels = dict(COMMON_FACTS)
    for template in manifest.templates:
        labels.update(template.facts)
    own = next((template for template in manifest.templates if template.key == key), None)
    return labels | (own.facts if own else {})


def named(paths: Iterable[str], labels: Mapping[str, str]) -> list[MissingFact]:
    """Missing facts under their names; two of the same name (a list and its rows) are told once."""
    found: dict[str, MissingFact] = {}
    for path in paths:
        label = labels.get(path, path)
        found.setdefault(label, MissingFact(path, label))
    return list(found.values())


def template_faults(used: Sequence[str], known: Mapping[str, str], *, carries_clauses: bool) -> list[str]:
    """What is wrong with the tags of a template, one sentence each. ``known`` maps fact paths to their labels."""
    faults = [_unknown(path, known) for path in used if path not in known]
    if carries_clauses:
        lost = [known.get(path, path) for path in ARTICLE_FACTS if path not in used]
        if lost:
            names = "、".join(f"「{name}」" for name in lost)
            faults.append(
                f"条項を差し込む部分に{names}の札がありません。この様式は契約の条項を載せるものです。"
                "配布した様式の条項の部分を、そのまま残してください。"
            )
    return faults


def _unknown(path: str, known: Mapping[str, str]) -> str:
    near = get_close_matches(path, known, n=1, cutoff=0.6)
    hint = f"「{near[0]}」（{known[near[0]]}）の誤りではありませんか。" if near else "様式で使える項目の一覧を確かめてください。"
    return f"「{path}」という項目はありません。{hint}"


def plain(value: object) -> object:
    """Facts as JSON keeps them: days as ISO text, decimals as text."""
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    return value


def frozen(facts: Mapping[str, object]) -> dict[str, object]:
    """The facts as they are kept beside the file."""
    return {name: plain(value) for name, value in facts.items()}


def digest(facts: Mapping[str, object]) -> str:
    """SHA-256 of frozen facts, whatever the order of their names."""
    text = json.dumps(frozen(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def file_name(record_number: str, title: str, edition: int) -> str:
    """契約-2026-0012_情報セキュリティ特記仕様書_第2版.docx."""
    return f"{record_number}_{title}_第{edition}版.docx"


def clauses_of(facts: Mapping[str, object]) -> list[tuple[str, int]]:
    """(key, version) of each article handed in, in the order of the paper."""
    articles = facts.get("articles")
    rows = articles if isinstance(articles, list) else []
    return [(str(row["key"]), int(row["version"])) for row in rows]
