"""Facts for the bench: every shipped clause, numbered, with blank parameters written as they read."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from govapi.documents.numbering import Article, Item, Paragraph, as_facts, number_articles
from tests.documents.engine import samples

CLAUSES = Path(__file__).parents[2] / "contract_templates" / "clauses"
_CONTRACT: dict[str, object] = {
    "city": {"name": "架空市", "office_name": "架空市役所", "mayor_title": "架空市長", "mayor_name": "見本 太郎", "address": "架空県架空市見本町1番地"},
    "party": {"principal": "発注者", "contractor": "受注者"},
    "contract": {
        "number": "契約-2026-0012", "title": "例示システム運用保守業務", "place": "架空市役所", "fiscal_year": 2026, "amount": 1_980_000,
        "tax": 180_000, "tax_rate": 10, "term_from": "2026-04-01", "term_to": "2027-03-31", "concluded_on": "2026-04-01",
        "method_label": "随意契約", "supervisor": "見本 次郎", "inspector": "見本 三郎",
    },
    "principal": {
        "organ_name": "架空市", "signatory_title": "架空市長", "signatory_name": "見本 太郎", "address": "架空県架空市見本町1番地",
    },
    "contractor": {
        "name": "株式会社見本製作所", "office_name": "架空支店", "representative_title": "代表取締役", "representative_name": "例示 花子",
        "address": "架空県架空市例示町2番地", "members": [{"name": "有限会社例示"}, {"name": "合同会社仮名"}],
    },
    "security": {
        "class_label": "自治体機密性3A", "integrity_label": "完全性2", "availability_label": "可用性2",
        "information": ["住民の氏名及び住所", "税に関する情報"], "person_count_label": "約1万人", "zone_label": "LGWAN接続系",
        "processing_place": "受注者の事業所", "remote_maintenance": True, "enters_area": True, "security_officer_name": "例示 四郎",
        "security_officer_title": "情報セキュリティ責任者", "handed_documents": [
            {"title": "情報セキュリティポリシーの写し", "version": "第3版", "handed_on": "2026-04-01", "method": "手交"},
        ],
    },
    "attachments": [{"title": "仕様書", "order": 1}, {"title": "個人情報取扱特記事項", "order": 2}],
    "document": {"title": "情報セキュリティ特記仕様書", "generated_on": "2026-04-01", "template_version": 1},
}  # fmt: skip
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


def all_clauses() -> dict[str, object]:
    """Facts of a 特記仕様書 that carries every clause there is; a made-up set of like size when none is shipped."""
    shipped = [yaml.safe_load(path.read_text("utf-8")) for path in sorted(CLAUSES.glob("*.yaml"))]
    articles = [article for clause in shipped for article in _articles(clause)]
    if not articles:
        return samples.clause_facts(40)
    return {**_CONTRACT, "articles": as_facts(number_articles(articles), lambda text: _TAG.sub("受注者", text))}


def _articles(clause: Mapping[str, Any]) -> list[Article]:
    bodies: Sequence[Mapping[str, Any]] = clause.get("articles") or [clause]
    return [
        Article(clause["key"], clause["version"], body["title"], [_paragraph(p) for p in body["paragraphs"]]) for body in bodies
    ]


def _paragraph(paragraph: Mapping[str, Any]) -> Paragraph:
    return Paragraph(paragraph["text"], [_item(item) for item in paragraph.get("items", ())])


def _item(item: Mapping[str, Any]) -> Item:
    return Item(item["text"], [_item(below) for below in item.get("items", ())])
