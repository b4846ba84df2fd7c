"""What the ledger says of each use, pure: one line a use, in the order of the columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

# Heading, width in characters.
COLUMNS: Sequence[tuple[str, float]] = (
    ("番号", 20), ("状態", 12), ("サービス", 26), ("提供者", 24), ("提供者の国", 14), ("件名", 30), ("所管課", 18),
    ("クラウドサービス管理者（職）", 22), ("クラウドサービス管理者（氏名）", 18), ("利用者の範囲", 26), ("利用者数", 10),
    ("入力できる情報の上限", 22), ("個人情報", 10), ("接続元", 20), ("契約形態", 20), ("情報の保存国", 18), ("登録制度への登録", 28),
    ("登録の有効期限", 16), ("承認の区分", 14), ("承認の日", 14), ("承認した者（職）", 26), ("承認した者（氏名）", 16), ("利用の始期", 14),
    ("利用の終期", 14), ("満たしていない条件", 30), ("次の確認の日", 14), ("約款の版", 18), ("約款を確認した日", 16),
    ("約款のSHA-256", 24), ("認証", 24), ("サービスの変化（件）", 12), ("終了の日", 14), ("消去の日", 14), ("消去の証明", 24), ("移行", 8),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One use, in the words of the ledger."""

    number: str
    status: str
    service: str
    provider: str
    country: str
    title: str
    section: str
    manager_post: str
    manager_name: str
    users: str
    user_count: int | None
    ceiling: str
    personal: bool
    zone: str
    form: str
    data_countries: Sequence[str]
    registration: str
    registered_until: date | None
    decision: str
    decided_on: date | None
    decided_by_post: str
    decided_by_name: str
    starts_on: date | None
    ends_on: date | None
    open_conditions: Sequence[str]
    confirm_on: date | None
    terms_edition: str
    terms_checked_on: date | None
    terms_sha256: str
    certificates: str
    events: int
    ended_on: date | None
    deleted_on: date | None
    proof: str
    migrated: bool


def cells(line: Line) -> Sequence[str | int | date | None]:
    """The line as the row of a sheet, as long as ``COLUMNS``."""
    values = [getattr(line, name) for name in Line.__dataclass_fields__]
    return [_cell(one) for one in values]


def _cell(value: object) -> str | int | date | None:
    if isinstance(value, bool):
        return "あり" if value else "なし"
    if isinstance(value, list | tuple):
        return "、".join(str(one) for one in value)
    if isinstance(value, str | int | date) or value is None:
        return value
    raise TypeError(f"no cell for {value!r}")
