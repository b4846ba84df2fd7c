"""The columns of the workbook, the words that may stand in them, and what a row says. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from govapi.contracts.intake.rules import GUIDE, NO_INFORMATION, SHEET
from govapi.kit.entry_sheet import EXAMPLE, NO, YES, Item, Words
from govapi.people.rules import Section
from govapi.policy.schema.cloud import Form, Zone
from govapi.policy.schema.policy_set import PolicySet

__all__ = ["GUIDE", "NO_INFORMATION", "SHEET"]

MAX_ROWS, MAX_FAULTS = 300, 200
MOST_COUNTRIES, COUNTRY_LENGTH = 50, 60
FACTS = ("personal", "my_number")
_DAY = "例：令和8年4月1日、R8.4.1、2026-04-01。"
_ASK = "「あり」又は「なし」を選びます。分からないときは空欄にします。"
_NEW = "新しく登録するサービスのときに記入します。"

ITEMS: tuple[Item, ...] = (
    Item("mark", "整理番号", "お使いの台帳の番号等です。なくても構いません。「記入例」と書いた行は読み飛ばします。", EXAMPLE, limit=60),
    Item("title", "利用の名称", "何のための利用かが分かる名称を記入します。", "健診の案内の作成（記入例）", True, 30),
    Item("section", "利用する課", "一覧から選びます。", "", True, 20),
    Item("service", "サービス名", "サービスの名称です。登録済みのサービスと一致するときは、そのサービスの利用とします。", "見本文書作成サービス", True, 26),
    Item("provider", "提供者の名称", f"{_NEW}同じ名称のサービスが複数あるときも記入します。", "株式会社見本ソフトウェア", width=26),
    Item("corporate_number", "提供者の法人番号", f"13桁の数字です。国内の事業者について、{_NEW}", "8999900000001", width=17, limit=30),
    Item("country", "提供者の国", "国外の事業者について、国の名称を記入します。国内の事業者のときは空欄にします。", "", limit=60),
    Item("kind", "サービスの種類", f"{_NEW}一覧から選びます。", "", width=24),
    Item("form", "契約形態", "一覧から選びます。", "", True, 20),
    Item("zone", "接続元", "どのネットワークの端末から利用しているかを選びます。画面転送による利用は、インターネット接続系とします。", "", True, 20),
    Item("purpose", "利用の目的及び業務", "どの業務で何に使っているかを記入します。", "案内文の下書きに使う。", width=30, limit=2000, several_lines=True),
    Item("users", "利用者の範囲", "例：健康推進課の職員", "健康推進課の職員", width=22, limit=1000),
    Item("user_count", "利用者数", "人数を数字で記入します。", "12", width=10),
    Item("contract", "契約番号", "この台帳の契約に基づく利用のときに、契約の番号（契約-2026-0001等）を記入します。", "", width=18, limit=30),
    Item("class_code", "自治体機密性", "入力してよい情報の分類です。入力しないときは「取り扱わない」を選びます。分からないときは空欄です。", "", width=16),
    Item("personal", "個人情報", f"個人情報を入力し、保存し、又は表示するかを答えます。{_ASK}", NO, width=10),
    Item("my_number", "個人番号", f"個人番号（マイナンバー）を取り扱うかを答えます（番号そのものは記入しません。）。{_ASK}", NO, width=10),
    Item("person_count", "個人情報の件数", "おおよその人数を数字で記入します。", "", width=12),
    Item("learns", "学習への利用", f"入力した情報が提供者の学習に利用されるかを答えます。{_ASK}", NO, width=10),
    Item("starts_on", "利用を始めた日", _DAY, "令和7年4月1日", True),
    Item("ends_on", "利用期間の終期", f"決まっているときに記入します。{_DAY}", ""),
    Item("cost", "年間の費用（税込み）", "円単位の数字です。無料のときは0を記入します。", "０", width=16),
    Item("budget_line", "予算科目", "款、項、目、節等を記入します。", "", width=24),
    Item("decided_on", "承認日", f"移行の前に利用を承認した日です。{_DAY}", "R7.3.20"),
    Item("decided_by_post", "承認した者の職", "例：情報政策課長", "情報政策課長", width=20),
    Item("decided_by_name", "承認した者の氏名", "承認した者の氏名です。", "例示　花子", limit=100),
    Item("confirm_on", "次の確認の日", f"お使いの台帳に定めがあるときに記入します。空欄のときは、承認日等から数えます。{_DAY}", ""),
    Item("manager", "クラウドサービス管理者の職", "利用する課の職名（課長等）を記入します。空欄のときは、指定する仕事が所属に示されます。", "課長", width=20),
    Item("data_countries", "データの保存国", f"複数あるときは「、」で区切ります。{_NEW}", "日本", width=20, limit=500),
    Item("terms_url", "約款のURL", f"https:// から始まるものを記入します。{_NEW}", "https://service.example/terms", width=28, limit=500),
    Item("alternative", "停止したときの代替手段", "サービスが止まったときの業務の続け方です。", "庁内の文書作成ソフトを使う。",
         width=26, limit=2000, several_lines=True),
    Item("residual_risk", "残る危険", "対策の後にも残る危険です。", "", width=26, limit=2000, several_lines=True),
    Item("risk_accepted_by", "残る危険を受け入れる者", "職と氏名を記入します。", "", width=20),
    Item("remark", "備考", "ほかに残しておくことがあれば記入します。", "", width=26, limit=1000, several_lines=True),
)  # fmt: skip
BY_KEY: Mapping[str, Item] = {item.key: item for item in ITEMS}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as it was understood; what could not be read is empty, and stands among the faults."""

    row: int
    title: str
    section: Section | None
    service: str
    provider: str
    corporate_number: str | None  # None: something stands there that cannot be read
    country: str
    kind: str
    form: Form | None
    zone: Zone | None
    class_code: str | None  # NO_INFORMATION, a code, or None when not known
    learns: bool | None
    starts_on: date | None
    ends_on: date | None
    decided_on: date | None
    confirm_on: date | None
    facts: Mapping[str, bool] = field(default_factory=dict)
    numbers: Mapping[str, int | None] = field(default_factory=dict)  # user_count, person_count, cost
    texts: Mapping[str, str] = field(default_factory=dict)


def headings() -> list[str]:
    """Every heading of the sheet. All must be there, so that nothing typed is passed over unread."""
    return [item.heading for item in ITEMS]


def words(policy: PolicySet) -> Mapping[str, Words]:
    """The words to choose from, by column, with the value each stands for."""
    return {
        "kind": {one.label: one.key for one in policy.cloud.kinds},
        "form": {form.label: form.value for form in Form},
        "zone": {zone.label: zone.value for zone in Zone},
        "class_code": {"取り扱わない": NO_INFORMATION} | {one.label: one.code for one in policy.classification.confidentiality},
        **{key: {YES: True, NO: False} for key in ("personal", "my_number", "learns")},
    }


def countries(text: str) -> list[str]:
    """日本、アメリカ合衆国 → two names."""
    return [part.strip() for part in text.replace(",", "、").replace("，", "、").split("、") if part.strip()]
