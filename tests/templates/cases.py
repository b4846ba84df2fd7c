"""The facts the papers are filled with in these tests: the three witnesses of the clause catalogue, and awkward ones."""

from datetime import date

from govapi.policy.conditions import Facts
from tests.templates import accounts, cloud, letters
from tests.templates.content import numbered

CLEANING = Facts(controlled_area=True, starts_on=date(2027, 4, 1))
HEALTH = Facts(info="class2", personal=True, system=True, hosted=True, availability2=True, starts_on=date(2027, 4, 1))
HEALTH_MY_NUMBER = Facts(
    info="class2", personal=True, my_number=True, system=True, hosted=True, availability2=True, starts_on=date(2027, 4, 1)
)
EVERYTHING = Facts(
    info="class2", personal=True, my_number=True, system=True, hosted=True, availability2=True,
    long_term=True, controlled_area=True, starts_on=date(2027, 7, 1),
)  # fmt: skip
WITNESSES = {"庁舎清掃": CLEANING, "住民健康管理": HEALTH, "個人番号あり": HEALTH_MY_NUMBER}

LACKING = ("personal_info", "my_number", "reporting", "resubcontract")
"""What a running contract lacks, and a 覚書 adds."""

ADDRESS = "架空県架空市見本町一丁目１番地"
LONG_NAME = "株式会社髙﨑見本情報システム総合研究所㈱架空南部支店連携事業本部"


def names(principal: str = "発注者", contractor: str = "受注者") -> dict[str, object]:
    return {"principal": principal, "contractor": contractor, "city": "架空市", "ref": {}}


def paper_facts(document: str, facts: Facts, *, party: tuple[str, str] = ("発注者", "受注者")) -> dict[str, object]:
    """All facts a paper may ask for, as a contract in force would give them."""
    everything = LACKING if document == "memorandum" else ()
    given = {"items": accounts.ITEMS} if document == "handover_record" else {}
    return letters.FACTS | cloud.FACTS | accounts.FACTS | given | {
        "articles": numbered(document, facts, names(*party), everything),
        "city": {"name": "架空市", "office_name": "架空市役所", "mayor_title": "架空市長", "mayor_name": "見本　太郎", "address": ADDRESS},
        "party": {"principal": party[0], "contractor": party[1]},
        "contract": _contract(),
        "principal": {
            "organ_name": "架空市", "signatory_title": "架空市長", "signatory_name": "見本　太郎",
            "address": ADDRESS,
        },
        "contractor": contractor(),
        "security": _security(facts),
        "attachments": [
            {"order": 1, "title": "業務委託契約書"}, {"order": 2, "title": "個人情報取扱特記事項"},
            {"order": 3, "title": "情報セキュリティ特記仕様書"}, {"order": 4, "title": "仕様書"},
        ],
        "amendment": {
            "number": 1, "reason": "法令の改正に伴い、健診の対象者の区分を追加する必要が生じたため。",
            "changes": [
                {"item": "契約金額", "before": "金１，９８０，０００円", "after": "金２，２００，０００円"},
                {"item": "履行期間の終期", "before": "令和１０年３月３１日", "after": "令和１０年６月３０日"},
            ],
            "effective_on": date(2027, 10, 1), "decided_on": date(2027, 9, 20),
        },
        "document": {"title": "", "generated_on": date(2027, 3, 25), "template_version": 1},
        "erasure": {
            "methods": [
                {"label": "物理的破壊（穿孔、切断、粉砕等）", "kind": "破壊", "media_label": "ハードディスク、ＳＳＤ"},
                {"label": "暗号化消去", "kind": "除去", "media_label": "ハードディスク、ＳＳＤ"},
            ],
            "media": [{"label": "ハードディスク（ＨＤＤ）"}, {"label": "ＳＳＤ"}],
        },
    }  # fmt: skip


def _contract() -> dict[str, object]:
    return {
        "number": "契約-2027-0012", "title": "住民健康管理システム運用保守業務", "place": "架空市役所及び受注者の事業所",
        "fiscal_year": 2027, "method_label": "随意契約", "legal_ground": "", "term_from": date(2027, 4, 1),
        "term_to": date(2028, 3, 31), "amount": 1_980_000, "tax": 180_000, "tax_rate": "0.10", "unit_price": False,
        "unit_prices": [], "deposit": None, "deposit_exempt_reason": "架空市契約規則第２５条第３号に該当するため",
        "concluded_on": date(2027, 4, 1), "budget_line": "", "long_term": False, "debt_burden": False, "delivery": "",
        "payment_terms": "毎月払（月額の業務の完了を検査により確認した後）", "supervisor": "", "inspector": "",
    }  # fmt: skip


def contractor() -> dict[str, object]:
    return {
        "name": "株式会社見本製作所", "office_name": "架空支店", "representative_title": "支店長",
        "representative_name": "例示　花子", "address": "架空県架空市例町二丁目３番４号", "corporate_number": "1000000000001",
        "invoice_number": "T1000000000001", "members": [],
    }  # fmt: skip


def _security(facts: Facts) -> dict[str, object]:
    handled = facts.info != "none"
    return {
        "class_label": "自治体機密性３Ｂ" if handled else None,
        "integrity_label": "完全性２" if handled else None,
        "availability_label": "可用性２" if facts.availability2 else None,
        "information": ["住民の氏名及び住所", "健診の結果", "予防接種の記録"] if handled else [],
        "person_count_label": "１０，０００人以上" if facts.personal else None,
        "zone_label": "ＬＧＷＡＮ接続系" if facts.system else None,
        "processing_place": "受注者のデータセンター（国内）" if facts.hosted else None,
        "remote_maintenance": facts.system, "enters_area": facts.controlled_area,
        "security_officer_name": "仮名　次郎", "security_officer_title": "情報管理部長",
        "handed_documents": [
            {"title": "架空市情報セキュリティ対策基準（委託事業者向け抜粋）", "version": "第３版", "handed_on": date(2027, 3, 20), "method": "電子メール"},
        ],
    }  # fmt: skip
