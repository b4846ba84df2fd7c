"""The account, from the application to its closing. Where a password is kept stands here, never the password."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, column
from sqlmodel import Field

from govapi.db.base import Json, TenantRow

LIVE = column("status").in_(("draft", "in_approval", "approved", "active", "paused", "closing"))


class SnsAccount(TenantRow, table=True):
    """ソーシャルメディアアカウント. ``handle_key`` and ``url_key`` are the normalised forms (`policy.platforms`); of accounts that
    are not ended each stands once in the town."""

    __tablename__ = "sns_accounts"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        Index(
            "uq_sns_accounts_handle",
            "municipality_code",
            "platform",
            "handle_key",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
        Index("uq_sns_accounts_url", "municipality_code", "url_key", unique=True, sqlite_where=LIVE, postgresql_where=LIVE),
        Index("ix_sns_accounts_newest", "municipality_code", "id"),
        Index("ix_sns_accounts_status", "municipality_code", "status", "id"),
        Index("ix_sns_accounts_platform", "municipality_code", "platform", "status", "id"),
        Index("ix_sns_accounts_department", "municipality_code", "department_path", "id"),
        Index("ix_sns_accounts_url", "municipality_code", "url_key"),
        Index("ix_sns_accounts_contract", "municipality_code", "contract_id"),
        Index("ix_sns_accounts_use", "municipality_code", "cloud_use_id"),
        Index("ix_sns_accounts_review", "municipality_code", "status", "review_on"),
        Index("ix_sns_accounts_quiet", "municipality_code", "status", "quiet_since"),
    )

    number: str = Field(max_length=30)
    status: str = Field(default="draft", max_length=20)
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)
    policy_version: int = 0
    migrated: bool = False
    created_by: UUID | None = Field(default=None, foreign_key="people.id")
    returned: bool = False

    # どのアカウントか
    platform: str = Field(max_length=64)  # of the policy set
    name: str = Field(max_length=200)
    handle: str = Field(max_length=200)
    handle_key: str = Field(max_length=200)
    url: str = Field(max_length=500)
    url_key: str = Field(max_length=500)

    # 運用計画
    purpose: str = Field(default="", max_length=4000)
    audience: str = Field(default="", max_length=1000)
    categories: list[str] = Field(default_factory=list, sa_type=Json)  # 発信できる情報, keys of the policy set
    takes: list[str] = Field(default_factory=list, sa_type=Json)  # what it takes from residents, keys of the policy set
    takes_note: str = Field(default="", max_length=2000)
    reply_policy: str = Field(default="", max_length=2000)
    hours: str = Field(default="", max_length=500)  # 対応時間
    contact: str = Field(default="", max_length=500)  # 問合せ先
    public: bool = True  # stands in the public list while it runs
    contract_id: UUID | None = Field(default=None, foreign_key="contracts.id")  # 運用の委託
    outsourced: bool = False
    cloud_use_id: UUID | None = Field(default=None, foreign_key="cloud_uses.id")  # クラウドサービスの利用の承認

    # 認証と端末: what is set up and where, never a secret
    login_method: str = Field(default="", max_length=64)
    mfa_kind: str = Field(default="", max_length=64)
    mfa_holder: str = Field(default="", max_length=200)  # the post that keeps the device
    secrets_kept: str = Field(default="", max_length=500)  # where ID and password are kept and who holds them
    recovery_kind: str = Field(default="", max_length=64)
    recovery_holder: str = Field(default="", max_length=200)  # the section whose address or telephone it is
    devices: str = Field(default="", max_length=500)
    official_devices_only: bool = True
    verified_mark: str = Field(default="", max_length=100)  # 認証マーク, 政府機関ラベル
    followers: int | None = Field(default=None, ge=0)
    password_changed_on: date | None = None

    # 開設の確認
    site_url: str = Field(default="", max_length=500)  # the page of the official site that lists it
    site_checked_on: date | None = None
    checks: dict[str, Any] = Field(default_factory=dict, sa_type=Json)  # key → {"good", "note", "on", "by"}

    # 決裁
    requested_by: UUID | None = Field(default=None, foreign_key="people.id")
    requested_at: datetime | None = None
    decided_by_name: str = Field(default="", max_length=100)
    decided_by_post: str = Field(default="", max_length=200)
    decided_on: date | None = None

    # 運用
    opened_by: UUID | None = Field(default=None, foreign_key="people.id")
    opened_at: datetime | None = None
    opened_on: date | None = None
    last_post_on: date | None = None
    followed_on: date | None = None  # the day on which the last post was looked up
    counted_from: date | None = None  # opening or resuming: silence is counted from here at the earliest
    quiet_since: date | None = None  # from which day on nothing was published: last post, opening, resuming (`activity`)
    reviewed_on: date | None = None
    review_on: date | None = None
    paused_by: UUID | None = Field(default=None, foreign_key="people.id")
    paused_at: datetime | None = None
    pause_kind: str = Field(default="", max_length=20)  # own | emergency | vacancy | dormant
    pause_reason: str = Field(default="", max_length=2000)

    # 閉鎖
    closing_by: UUID | None = Field(default=None, foreign_key="people.id")
    closing_at: datetime | None = None
    close_reason: str = Field(default="", max_length=2000)
    final_notice_on: date | None = None
    exported_on: date | None = None
    export_sha256: str = Field(default="", max_length=64)
    export_filename: str = Field(default="", max_length=200)
    export_note: str = Field(default="", max_length=2000)  # where it is kept as a 公文書, or why nothing was exported
    handle_left: str = Field(default="", max_length=20)  # deleted | locked
    handle_left_on: date | None = None
    logins_removed_on: date | None = None
    link_removed_on: date | None = None
    closing_waived: dict[str, str] = Field(default_factory=dict, sa_type=Json)  # step of the closing → why it does not apply
    recording_by: UUID | None = Field(default=None, foreign_key="people.id")  # who recorded the closing last: cannot confirm it
    recording_name: str = Field(default="", max_length=100)
    closed_by: UUID | None = Field(default=None, foreign_key="people.id")
    closed_at: datetime | None = None
    closed_on: date | None = None
