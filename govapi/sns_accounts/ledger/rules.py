"""What the ledger says of each account, pure: one line an account, in the order of the columns."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

# Heading, width in characters.
COLUMNS: Sequence[tuple[str, float]] = (
    ("番号", 20), ("状態", 14), ("休止の区分", 18), ("サービス", 18), ("アカウントの名称", 28), ("アカウントID", 22), ("URL", 34),
    ("目的", 34), ("所管課", 18), ("責任者（職）", 22), ("責任者（氏名）", 16), ("副責任者（職）", 22), ("副責任者（氏名）", 16),
    ("運用担当者", 30), ("発信できる情報", 34), ("住民等から受け取る情報", 28), ("ログインの方法", 26), ("多要素認証", 20),
    ("復旧用の連絡先", 20), ("公用端末のみの利用", 12), ("認証マーク", 16), ("公式サイトの掲載ページ", 34), ("掲載を確かめた日", 16),
    ("公式アカウントの一覧への掲載", 14), ("フォロワー数", 12), ("運用手順", 18), ("運用方針", 18), ("開設の承認の日", 16), ("開設の日", 14),
    ("最後の発信の日", 16), ("直近の年次の確認", 16), ("次の年次の確認", 16), ("パスワードを変更した日", 16), ("運用の委託", 12),
    ("委託契約", 20), ("閉鎖の日", 14), ("閉鎖の理由", 28), ("移行", 8),
    # Where the secrets are kept: only in the ledger of who may read it.
    ("多要素認証の機器を保管する職", 24), ("ID及びパスワードの保管場所", 30), ("復旧用の連絡先を管理する課", 24), ("発信に使う端末", 28),
)  # fmt: skip
KEYS = 4  # the last columns
HIDDEN = "（閲覧できません）"


@dataclass(frozen=True)
class Line:
    """One account, in the words of the ledger. ``keys``: where its secrets are kept; None for who may not read it."""

    number: str
    status: str
    pause: str
    platform: str
    name: str
    handle: str
    url: str
    purpose: str
    section: str
    officer_post: str
    officer_name: str
    deputy_post: str
    deputy_name: str
    operators: Sequence[str]
    categories: Sequence[str]
    takes: Sequence[str]
    login: str
    mfa: str
    recovery: str
    official_devices_only: bool
    verified_mark: str
    site_url: str
    site_checked_on: date | None
    public: bool
    followers: int | None
    procedure: str
    policy: str
    decided_on: date | None
    opened_on: date | None
    last_post_on: date | None
    reviewed_on: date | None
    review_on: date | None
    password_changed_on: date | None
    outsourced: bool
    contract: str
    closed_on: date | None
    close_reason: str
    migrated: bool
    keys: tuple[str, str, str, str] | None


def columns(lines: Sequence[Line]) -> Sequence[tuple[str, float]]:
    """The columns of a ledger: those about the secrets only where the reader may read some of them."""
    return COLUMNS if any(line.keys is not None for line in lines) else COLUMNS[:-KEYS]


def cells(line: Line, count: int) -> Sequence[str | int | date | None]:
    """The line as the row of a sheet of so many columns."""
    values = [_cell(getattr(line, one.name)) for one in fields(line)[:-1]]
    return [*values, *(line.keys or (HIDDEN,) * KEYS)][:count]


def _cell(value: object) -> str | int | date | None:
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, list | tuple):
        return "、".join(str(one) for one in value)
    if isinstance(value, str | int | date) or value is None:
        return value
    raise TypeError(f"no cell for {value!r}")
