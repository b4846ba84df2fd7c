"""The columns of the workbook, the words that may stand in them, and what a row must satisfy. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from govapi.contractors.rules import KINDS
from govapi.contracts.rules import TERM_KINDS
from govapi.kit.entry_sheet import EXAMPLE, NO, YES, Item, Words, plain
from govapi.people.rules import Section
from govapi.policy.schema.policy_set import PolicySet

SHEET, GUIDE = "移行登録", "記入要領"
MAX_ROWS, MAX_FAULTS = 2000, 200
CLAUSE = "条項　"
NO_INFORMATION = "none"
NEW, KNOWN = "new", "known"
FACTS = ("personal", "my_number", "system", "hosted", "controlled_area")

YES_NO_HOW = "「あり」又は「なし」を選びます。分からないときは空欄にします。"

ITEMS: tuple[Item, ...] = (
    Item("mark", "整理番号", "お使いの台帳の番号等です。なくても構いません。「記入例」と書いた行は読み飛ばします。", EXAMPLE, limit=60),
    Item("title", "件名", "契約書のとおりに記入します。", "住民健診予約受付業務委託（記入例）", True, 34),
    Item("section", "所管課", "一覧から選びます。", "", True, 20),
    Item("fiscal_year", "会計年度", "例：令和8年度、R8、2026。空欄のときは、履行期間の始期の年度とします。", "令和8年度", limit=20),
    Item("outline", "業務概要", "何をしてもらう業務かを短く記入します。", "健診の予約を電話及び画面で受け付ける。", width=30, limit=2000, several_lines=True),
    Item("method", "契約の方法", "一覧から選びます。", "", width=18),
    Item("ground", "根拠", "随意契約又は指名競争入札のときに、根拠となる号を一覧から選びます。", "", width=22),
    Item("name", "相手方の名称", "契約書のとおりに記入します（髙、﨑、㈱等もそのまま）。", "株式会社見本受付センター", True, 26),
    Item("corporate_number", "法人番号", "13桁の数字です。登録済みの相手方と一致するときは、その相手方とします。", "8999900000001", width=17, limit=30),
    Item("kind", "相手方の種別", "法人番号がない相手方を新しく登録するときに選びます。空欄のときは法人とします。", KINDS["corporation"], width=16),
    Item("register", "相手方の登録", "法人番号がなく、似た名称の相手方が登録済みのときに、どちらとするかを選びます。", "", width=16),
    Item("kana", "相手方のふりがな", "新しく登録する相手方のときに記入します。", "みほんうけつけせんたー", width=22),
    Item("address", "相手方の所在地", "新しく登録する相手方のときに記入します。", "架空県架空市見本町二丁目2番2号", width=26),
    Item("representative_title", "代表者の職名", "新しく登録する相手方のときに記入します。", "代表取締役", limit=100),
    Item("representative_name", "代表者の氏名", "新しく登録する相手方のときに記入します。", "例示　花子", limit=100),
    Item("concluded_on", "契約日", "例：令和8年4月1日、R8.4.1、2026-04-01。", "令和8年4月1日"),
    Item("starts_on", "履行期間の始期", "例：令和8年4月1日、R8.4.1、2026-04-01。", "R8.4.1", True),
    Item("ends_on", "履行期間の終期", "終わった契約は登録できません。", "2027-03-31", True),
    Item("amount", "契約金額（税込み）", "円単位の数字です。変更契約をしているときは、変更後の額を記入します。", "１，９８０，０００", width=16),
    Item("is_unit_price", "単価契約", "単価契約のときに「はい」を選びます。契約金額には予定総額を記入します。", "いいえ", width=10),
    Item("term_kind", "期間の種類", "年度を越える契約のときに、一覧から選びます。空欄のときは単年度契約とします。", "", width=20),
    Item("budget_line", "予算科目", "款、項、目、節等を記入します。", "一般会計 衛生費 保健衛生費 委託料", width=26),
    Item("obligation_number", "支出負担行為番号", "財務会計システムの番号です。", "第0000号", limit=60, any_digits=True),
    Item("place", "履行場所", "業務を行う場所です。", "受託者の事業所", width=20),
    Item("class_code", "自治体機密性", "取り扱う情報の分類です。情報を取り扱わないときは「取り扱わない」を選びます。分からないときは空欄です。", "", width=16),
    Item("personal", "個人情報", f"住民、職員等の個人情報を取り扱うかを答えます。{YES_NO_HOW}", YES, width=10),
    Item("my_number", "個人番号", f"個人番号（マイナンバー）を取り扱うかを答えます（番号そのものは記入しません。）。{YES_NO_HOW}", NO, width=10),
    Item("system", "情報システム", f"情報システムの開発、導入、運用、保守又は提供を含むかを答えます。{YES_NO_HOW}", YES, width=10),
    Item("hosted", "庁外保管", f"本市の情報を庁舎の外（受託者の施設、クラウドサービス等）で扱い、又は保管するかを答えます。{YES_NO_HOW}", YES, width=10),
    Item("availability", "自治体可用性", "業務が止まると軽微とはいえない支障があるときは、２を選びます。分からないときは空欄にします。", "", width=16),
    Item("controlled_area", "立入り", f"受託者の従事者が、執務室、サーバ室等、本市の情報を保管する区域に立ち入るかを答えます。{YES_NO_HOW}", NO, width=10),
    Item("officer_name", "受託者の情報セキュリティ責任者", "受託者が定めた責任者の氏名です。", "見本　次郎", width=20, limit=100),
    Item("remark", "備考", "ほかに残しておくことがあれば記入します。", "", width=26, limit=1000, several_lines=True),
)  # fmt: skip
BY_KEY: Mapping[str, Item] = {item.key: item for item in ITEMS}

CLAUSE_WORDS: Words = {"含む": "included", "なし": "absent", "未確認": "unconfirmed"}


@dataclass(frozen=True, slots=True)
class Party:
    """The other side as written in a row."""

    name: str
    corporate_number: str | None = ""  # None: something stands there that cannot be read
    kind: str = ""
    register: str = ""
    kana: str = ""
    address: str = ""
    representative_title: str = ""
    representative_name: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as it was understood; what could not be read is empty, and stands among the faults."""

    row: int
    title: str
    section: Section | None
    fiscal_year: int | None
    party: Party
    concluded_on: date | None
    starts_on: date | None
    ends_on: date | None
    amount: int | None
    method: str | None
    ground: str | None
    is_unit_price: bool
    term_kind: str
    class_code: str | None  # NO_INFORMATION, a code, or None when not known
    facts: Mapping[str, bool] = field(default_factory=dict)
    clauses: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


def words(policy: PolicySet) -> Mapping[str, Words]:
    """The words to choose from, by column, with the value each stands for."""
    levels = policy.classification
    return {
        "method": {one.label: one.key for one in policy.procurement.methods},
        "ground": {one.label: one.key for one in policy.procurement.grounds},
        "kind": {label: key for key, label in KINDS.items()},
        "register": {"新規登録": NEW, "登録済みの相手方": KNOWN},
        "is_unit_price": {"はい": True, "いいえ": False},
        "term_kind": {label: key for key, label in TERM_KINDS.items()},
        "class_code": {"取り扱わない": NO_INFORMATION, **{one.label: one.code for one in levels.confidentiality}},
        "availability": {one.label: one.level >= 2 for one in levels.availability},
        **{name: {YES: True, NO: False} for name in FACTS},
    }


def clause_headings(policy: PolicySet) -> dict[str, str]:
    """The heading of each clause's column by the key of the clause, in the order of the catalogue."""
    return {clause.key: f"{CLAUSE}{clause.title}" for clause in policy.clauses}


def headings(policy: PolicySet) -> list[str]:
    """Every heading of the sheet. All must be there, so that nothing typed is passed over unread."""
    return [item.heading for item in ITEMS] + list(clause_headings(policy).values())


_ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988}
_YEAR = re.compile(r"(?:(?P<west>20[0-9]{2})|(?P<era>令和|平成|R|H)(?P<year>元|[0-9]{1,2}))(?:年度?)?")


def fiscal_year_of(text: str) -> int | None:
    """令和8年度, R8, 2026年度 → 2026; None when it is no fiscal year."""
    found = _YEAR.fullmatch(plain(text).upper())
    if found is None:
        return None
    year = int(found["west"]) if found["west"] else _ERAS[found["era"]] + (1 if found["year"] == "元" else int(found["year"]))
    return year if 2000 <= year <= 2100 else None
