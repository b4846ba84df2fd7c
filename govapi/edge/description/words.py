"""Words for the examples, by the name of the field: an example should read like the real thing, and look invented."""

import re

_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")

WORDS = {
    "action": "submit_plan",
    "class_code": "3B",
    "cursor": "WyIwMTliNGEzZSJd",
    "method": "open_tender",
    "pointer": "/title",
    "price": "12.50",
    "status": "draft",
    "absent_reason": "出張のため",
    "address": "架空県架空市見本町一丁目1番1号",
    "applicant_name": "架空　美咲",
    "article": "第５条",
    "because": "個人情報を取り扱うため必要です。",
    "budget_line": "一般会計 衛生費 保健衛生費 委託料",
    "caller": "架空　美咲",
    "class_label": "自治体機密性3B",
    "email": "mihon@example.jp",
    "file_name": "業務委託契約書_契約-2026-0012_第1版.docx",
    "generated_name": "架空　美咲",
    "item": "窓口業務",
    "kana": "みほんせいさくしょ",
    "kind_label": "株式会社等",
    "label": "件名",
    "message": "件名を入力してください。",
    "name": "株式会社見本製作所",
    "note": "次のとおり施行してよろしいか伺います。",
    "number": "契約-2026-0012",
    "outline": "住民健康管理システムの運用及び保守を行う。",
    "phone": "000-000-0000",
    "place": "架空市役所及び受託者の事業所",
    "post_title": "健康推進課長",
    "postal_code": "000-0001",
    "reason": "仕様の見直しのため",
    "record_number": "契約-2026-0012",
    "remark": "年度末に更新の予定",
    "representative_name": "見本　一郎",
    "representative_title": "代表取締役",
    "signatory_name": "見本　一郎",
    "signatory_title": "代表取締役",
    "status_label": "下書き",
    "subject": "misaki",
    "summary": "業務委託契約「住民健康管理システム運用保守業務委託」を起案",
    "title": "住民健康管理システム運用保守業務委託",
    "unit": "月",
}
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
FALLBACK = "見本"


def is_japanese(text: str) -> bool:
    """Whether the text holds any Japanese, as everything on screen does."""
    return bool(_JAPANESE.search(text))


def word_for(name: str) -> str:
    """An example for a text field of this name: by its whole name, else by its ending."""
    if "sha256" in name or name.endswith("_hash"):
        return SHA256
    return WORDS.get(name) or next((word for key, word in WORDS.items() if name.endswith(f"_{key}")), FALLBACK)
