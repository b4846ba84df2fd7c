"""Shapes of the accounts at the doors."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from govapi.edge.shapes import Day, Flag, Identifier, Input, Line, Output, Prose, Reason, RequiredLine
from govapi.kit import held_back
from govapi.workflow.shapes import AvailableOut

Status = Literal["draft", "in_approval", "approved", "active", "paused", "closing", "closed", "refused", "withdrawn"]
WebAddress = Annotated[
    str,
    StringConstraints(max_length=500, strip_whitespace=True, pattern=r"^(https?://[^\s<>\"]+)?$"),
    AfterValidator(held_back.check),
    Field(examples=["https://social.example/account"]),
]
Handle = Annotated[Line, StringConstraints(min_length=1, max_length=200)]
Keys = Annotated[list[Identifier], Field(max_length=50)]
Few = Annotated[Line, StringConstraints(max_length=100)]
Lines = Annotated[Reason, Field(max_length=500)]
Many = Annotated[int, Field(strict=True, ge=0, le=2_000_000_000)]


class PlanPatch(Input):
    """What is decided on the application, and changed afterwards by a decision alone."""

    name: RequiredLine | None = Field(default=None, description="アカウントの名称")
    handle: Handle | None = Field(default=None, description="アカウントID（ハンドル）")
    url: WebAddress | None = Field(default=None, description="アカウントのURL")
    purpose: Prose | None = Field(default=None, description="目的")
    audience: Annotated[Reason, Field(max_length=1000)] | None = Field(default=None, description="対象とする者")
    categories: Keys | None = Field(default=None, description="発信できる情報（方針セットの key）")
    takes: Keys | None = Field(default=None, description="住民等から受け取る情報（方針セットの key）")
    takes_note: Reason | None = Field(default=None, description="受け取る情報の取扱い")
    reply_policy: Reason | None = Field(default=None, description="返信等の方針")
    hours: Lines | None = Field(default=None, description="対応時間")
    contact: Lines | None = Field(default=None, description="問合せ先")
    outsourced: Flag | None = Field(default=None, description="運用を委託する")


class SnsAccountPatch(PlanPatch):
    """The fields to change; those left out stay as they are. ``null`` empties the links, the days and the number of followers."""

    public: Flag | None = Field(default=None, description="公式アカウントの一覧に載せる")
    contract_id: UUID | None = Field(default=None, description="運用の委託契約")
    cloud_use_id: UUID | None = Field(default=None, description="クラウドサービスの利用の承認")
    login_method: Identifier | None = Field(default=None, description="ログインの方法")
    mfa_kind: Identifier | None = Field(default=None, description="多要素認証の方法")
    mfa_holder: Line | None = Field(default=None, description="多要素認証の機器を保管する職")
    secrets_kept: Lines | None = Field(
        default=None, description="ID及びパスワードをどこに、だれが保管するか（パスワードそのものは書かない）"
    )
    recovery_kind: Identifier | None = Field(default=None, description="復旧用の連絡先の種類")
    recovery_holder: Line | None = Field(default=None, description="復旧用の連絡先を管理する課")
    devices: Lines | None = Field(default=None, description="発信に使う端末")
    official_devices_only: Flag | None = None
    verified_mark: Few | None = Field(default=None, description="認証マーク等")
    followers: Many | None = None
    password_changed_on: Day | None = None
    site_url: WebAddress | None = Field(default=None, description="このアカウントを掲載した公式サイトのページ")
    site_checked_on: Day | None = None


class SnsAccountIn(SnsAccountPatch):
    """An account to apply for. The address may be left out where it follows from the handle."""

    platform: Identifier = Field(description="サービス（方針セットの key）")
    name: RequiredLine
    handle: Handle
    department_id: UUID | None = Field(default=None, description="運用する課（省くと起案者の所属）")


class CheckIn(Input):
    """The answer to a check: whether it is so, and what to say about it."""

    good: Flag
    note: Lines = ""


class ChecksIn(Input):
    """Answers to the checks before the opening; those left out stay as they are."""

    answers: Annotated[
        dict[Identifier, CheckIn],
        Field(min_length=1, max_length=50, examples=[{"listed": {"good": True, "note": "掲載を確かめた。"}}]),
    ]


class BadgeOut(Output):
    key: str
    label: str


class CheckOut(Output):
    """A check before the opening, with the answer it has."""

    key: str
    label: str
    help: str
    required: bool
    wanted: bool = Field(description="開設できる答え")
    good: bool | None = None
    note: str = ""
    on: date | None = None
    by: str = ""
    settled: bool = Field(default=False, description="整っている")


class LinkOut(Output):
    """A contract or the use of a cloud service the account rests on. Its number and title only for those who may see it."""

    id: UUID
    number: str = ""
    title: str = ""
    state: str
    live: bool


class SnsAccountRow(Output):
    """An account in a list."""

    id: UUID
    number: str
    status: Status
    status_label: str = ""
    badges: list[BadgeOut] = Field(default_factory=list)
    platform: str
    platform_label: str = ""
    name: str
    handle: str
    url: str
    organ_id: UUID
    department_id: UUID
    section_name: str = ""
    officer_title: str = Field(default="", description="責任者の職")
    officer_name: str = Field(default="", description="責任者の氏名（欠員のときは空）")
    takes: list[str]
    outsourced: bool
    public: bool
    opened_on: date | None
    last_post_on: date | None
    review_on: date | None
    pause_kind: str
    migrated: bool
    version: int
    created_at: datetime


class SnsAccountOut(SnsAccountRow):
    """An account with everything its reader may see and do."""

    purpose: str
    audience: str
    categories: list[str]
    category_labels: list[str] = Field(default_factory=list)
    take_labels: list[str] = Field(default_factory=list)
    takes_note: str
    reply_policy: str
    hours: str
    contact: str
    contract: LinkOut | None = None
    cloud_use: LinkOut | None = None
    keys_visible: bool = Field(default=True, description="認証の情報の保管について閲覧できるか")
    login_method: str
    login_label: str = ""
    mfa_kind: str
    mfa_label: str = ""
    mfa_holder: str
    secrets_kept: str
    recovery_kind: str
    recovery_label: str = ""
    recovery_holder: str
    devices: str
    official_devices_only: bool
    verified_mark: str
    followers: int | None
    password_changed_on: date | None
    site_url: str
    site_checked_on: date | None
    opening_checks: list[CheckOut] = Field(default_factory=list)
    missing: list[str] = Field(default_factory=list, description="次に進むまでに要ること")
    change_id: UUID | None = Field(default=None, description="進行中の変更の申請")
    change_number: str = ""
    policy_version: int
    requested_at: datetime | None
    decided_by_name: str
    decided_by_post: str
    decided_on: date | None
    reviewed_on: date | None
    paused_at: datetime | None
    pause_label: str = ""
    pause_reason: str
    closing_at: datetime | None
    close_reason: str
    closed_on: date | None
    available_actions: list[AvailableOut] = Field(default_factory=list)
