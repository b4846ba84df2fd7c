"""The columns of the file, the words that may stand in them, and what a row says. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from govapi.contracts.intake.rules import GUIDE, SHEET
from govapi.kit.entry_sheet import EXAMPLE, NO, YES, Item, Words, plain
from govapi.people.rules import Section
from govapi.policy.schema.policy_set import PolicySet
from govapi.sns_accounts.officers.rules import Role

__all__ = ["GUIDE", "SHEET"]

MAX_ROWS, MAX_FAULTS = 300, 200
ROLES: Sequence[Role] = ("officer", "deputy", "operator")
MANY = ("categories", "takes")
_SEPARATORS = re.compile(r"[、，,;；/／\n]")
_DAY = "例：令和8年4月1日、R8.4.1、2026-04-01。"
_POST = (
    "運用する課の職は職名（課長等）を、ほかの課の職は課の名称に続けて職名（広報課課長等）を記入します。同じ職名の職が複数あるときは、"
    "続けて職員の氏名を括弧に入れます。"
)
_SEVERAL = "複数あるときは「、」で区切ります。"

ITEMS: tuple[Item, ...] = (
    Item("mark", "整理番号", "お使いの台帳の番号等です。なくても構いません。「記入例」と書いた行は読み飛ばします。", EXAMPLE, limit=60),
    Item("platform", "サービス", "一覧から選びます。", "", True, 20),
    Item("name", "アカウントの名称", "プロフィールに表示している名称を記入します。", "架空市健康推進課（記入例）", True, 28),
    Item("handle", "アカウントID", "@に続く文字等、サービスの中でアカウントを表す文字です。", "@kakuu_kenkou", True, 22),
    Item("url", "URL", "アカウントのページのアドレスです。アカウントIDから決まるサービスでは、空欄にできます。", "", width=30, limit=500),
    Item("section", "運用する課", "一覧から選びます。", "", True, 20),
    Item("purpose", "目的", "何のためのアカウントかを記入します。", "健康に関する情報を早く知らせる。", width=30, limit=4000, several_lines=True),
    Item("audience", "対象とする者", "例：市民、観光客", "市民", width=18, limit=1000),
    Item("categories", "発信できる情報", f"シート「記入要領」に示す区分を記入します。{_SEVERAL}", "", width=30, limit=2000, several_lines=True),
    Item("takes", "住民等から受け取る情報", f"シート「記入要領」に示すものを記入します。受け取らないときは「なし」とします。{_SEVERAL}", NO, width=22,
         limit=1000, several_lines=True),
    Item("takes_note", "受け取る情報の取扱い", "受け取った情報の保存先、保存期間等です。", "", width=24, limit=2000, several_lines=True),
    Item("reply_policy", "返信等の方針", "例：原則として返信しない。", "原則として返信しない。", width=24, limit=2000, several_lines=True),
    Item("hours", "対応時間", "例：開庁日の午前8時30分から午後5時15分まで", "開庁日の執務時間", width=20, limit=500),
    Item("contact", "問合せ先", "住民に示している問合せ先です。", "健康推進課", width=20, limit=500),
    Item("outsourced", "運用の委託", "発信等の運用を委託しているかを選びます。", NO, width=10),
    Item("contract", "契約番号", "運用を委託しているときに、この台帳の契約の番号（契約-2026-0001等）を記入します。", "", width=18, limit=30),
    Item("cloud_use", "クラウド利用番号", "情報を受け取るアカウントについて、この台帳の利用の承認の番号を記入します。", "", width=20, limit=40),
    Item("officer", "責任者の職", f"{_POST}空欄のときは、指定する仕事が所属に示されます。", "課長", width=20),
    Item("deputy", "副責任者の職", f"{_POST}", "", width=20),
    Item("operator", "運用担当者の職", f"{_POST}{_SEVERAL}", "主事", width=20, limit=1000),
    Item("login_method", "ログインの方法", "一覧から選びます。", "", width=20),
    Item("mfa_kind", "多要素認証の方法", "一覧から選びます。", "", width=18),
    Item("mfa_holder", "多要素認証の機器を保管する職", "機器を保管する職です。", "健康推進課課長", width=20),
    Item("secrets_kept", "ID及びパスワードの保管場所", "どこに、誰が保管しているかを記入します。ID及びパスワードそのものは、記入しないでください。",
         "課の金庫（課長が保管）", width=26, limit=500),
    Item("recovery_kind", "復旧用の連絡先の種類", "一覧から選びます。", "", width=20),
    Item("recovery_holder", "復旧用の連絡先を管理する課", "メールアドレス等を管理する課です。", "健康推進課", width=20),
    Item("devices", "発信に使う端末", "例：課の公用スマートフォン", "課の公用端末", width=20, limit=500),
    Item("verified_mark", "認証マーク", "認証マーク、政府機関等の表示があるときに記入します。", "", width=16, limit=100),
    Item("followers", "フォロワー数", "数字で記入します。", "", width=12),
    Item("password_changed_on", "パスワードを変更した日", _DAY, ""),
    Item("site_url", "公式サイトの掲載ページ", "アカウントを掲載している本市の公式サイトのページのアドレスです。", "", width=28, limit=500),
    Item("site_checked_on", "掲載を確かめた日", _DAY, ""),
    Item("public", "公式アカウントの一覧への掲載", "空欄のときは、掲載するものとします。", YES, width=12),
    Item("decided_on", "承認日", f"移行の前に開設を承認した日です。{_DAY}", "R6.3.20"),
    Item("decided_by_post", "承認した者の職", "例：広報課長", "広報課長", width=20),
    Item("decided_by_name", "承認した者の氏名", "承認した者の氏名です。", "例示　花子", limit=100),
    Item("opened_on", "運用を始めた日", _DAY, "令和6年4月1日"),
    Item("last_post_on", "最後の発信の日", f"休眠の確認に使います。{_DAY}", ""),
    Item("reviewed_on", "最後の年次の確認の日", _DAY, ""),
    Item("review_on", "次の年次の確認の日", f"お使いの台帳に定めがあるときに記入します。空欄のときは、最後の確認の日等から数えます。{_DAY}", ""),
)  # fmt: skip
BY_KEY: Mapping[str, Item] = {item.key: item for item in ITEMS}
# What stands on the account as it was written.
TEXTS = (
    "handle", "url", "purpose", "audience", "takes_note", "reply_policy", "hours", "contact", "mfa_holder", "secrets_kept",
    "recovery_holder", "devices", "verified_mark", "site_url", "decided_by_post", "decided_by_name",
)  # fmt: skip
DAYS = ("password_changed_on", "site_checked_on", "decided_on", "opened_on", "last_post_on", "reviewed_on")
CHOSEN = ("login_method", "mfa_kind", "recovery_kind")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as it was understood; what could not be read is empty, and stands among the faults. ``values``: fields of the
    account; ``posts``: the words for the posts of each role."""

    row: int
    mark: str
    section: Section | None
    platform: str
    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    contract: str = ""
    cloud_use: str = ""
    posts: Mapping[Role, Sequence[str]] = field(default_factory=dict)


def headings() -> list[str]:
    """Every heading of the sheet. All must be there, so that nothing typed is passed over unread."""
    return [item.heading for item in ITEMS]


def words(policy: PolicySet) -> Mapping[str, Words]:
    """The words to choose from, by column, with the value each stands for."""
    sns = policy.sns
    return {
        "platform": {one.label: one.key for one in sns.platforms},
        "login_method": {one.label: one.key for one in sns.login_methods},
        "mfa_kind": {one.label: one.key for one in sns.mfa_kinds},
        "recovery_kind": {one.label: one.key for one in sns.recovery_kinds},
        **{key: {YES: True, NO: False} for key in ("outsourced", "public")},
    }


def lists(policy: PolicySet) -> Mapping[str, Words]:
    """The words of the columns in which several may stand."""
    return {
        "categories": {one.label: one.key for one in policy.sns.categories},
        "takes": {one.label: one.key for one in policy.sns.takes},
    }


def short_names(policy: PolicySet) -> dict[str, str]:
    """What a service is called for short: X for 「X（旧Twitter）」, and its key."""
    found = {plain(one.label.partition("（")[0]): one.key for one in policy.sns.platforms}
    return found | {plain(one.key): one.key for one in policy.sns.platforms}


def parts(text: str, known: Mapping[str, Any]) -> list[str]:
    """行政からのお知らせ、催しの案内 → two words; a word that has such a mark in itself is left whole."""
    if plain(text) in known:
        return [text.strip()]
    return list(dict.fromkeys(part.strip() for part in _SEPARATORS.split(text) if part.strip()))


def fits_together(entry: Entry, today: date) -> list[tuple[str, str]]:
    """What does not fit together in the row; each sentence says what to do."""
    values, found = entry.values, []
    for key in DAYS:
        if (day := values.get(key)) is not None and day > today:
            found.append((key, "先の日付です。今日以前の日を入力してください。"))
    opened = values.get("opened_on")
    for key in ("last_post_on", "reviewed_on"):
        if opened is not None and (day := values.get(key)) is not None and day < opened:
            found.append((key, "運用を始めた日より前の日付です。どちらかを直してください。"))
    if entry.contract and not values.get("outsourced"):
        found.append(("outsourced", "契約番号があるときは、運用の委託を「あり」としてください。"))
    if entry.cloud_use and not values.get("takes"):
        found.append(("takes", "クラウド利用番号があるときは、住民等から受け取る情報を記入してください。"))
    return found
