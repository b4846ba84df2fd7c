"""The use of a service: the application, its decision, and the life after it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import Json, TenantRow


class CloudUse(TenantRow, table=True):
    """クラウドサービスの利用. ``starts_on`` and ``ends_on`` are the first and the last day; a change or renewal is a new row that
    supersedes the one before (``previous_id``) when it is permitted."""

    __tablename__ = "cloud_uses"
    __table_args__ = (
        UniqueConstraint("municipality_code", "number"),
        CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="term"),
        Index("ix_cloud_uses_newest", "municipality_code", "id"),
        Index("ix_cloud_uses_status", "municipality_code", "status", "id"),
        Index("ix_cloud_uses_service", "municipality_code", "service_id", "status", "id"),
        Index("ix_cloud_uses_department", "municipality_code", "department_path", "id"),
        Index("ix_cloud_uses_zone", "municipality_code", "zone", "status", "id"),
        Index("ix_cloud_uses_contract", "municipality_code", "contract_id"),
        Index("ix_cloud_uses_previous", "municipality_code", "previous_id"),
        Index("ix_cloud_uses_confirm", "municipality_code", "status", "confirm_on"),
        Index("ix_cloud_uses_told", "municipality_code", "told_with", "id"),
    )

    number: str = Field(max_length=30)
    status: str = Field(default="draft", max_length=20)
    occasion: str = Field(default="new", max_length=20)  # new | change | renewal
    previous_id: UUID | None = Field(default=None, foreign_key="cloud_uses.id")
    service_id: UUID = Field(foreign_key="cloud_services.id")
    contract_id: UUID | None = Field(default=None, foreign_key="contracts.id")
    organ_id: UUID = Field(foreign_key="organs.id")
    department_id: UUID = Field(foreign_key="departments.id")
    department_path: str = Field(max_length=400)
    policy_version: int = 0
    migrated: bool = False
    created_by: UUID | None = Field(default=None, foreign_key="people.id")
    returned: bool = False

    # 何に、誰が、いつまで
    title: str = Field(max_length=200)
    purpose: str = Field(default="", max_length=4000)
    users: str = Field(default="", max_length=1000)  # 利用者の範囲
    user_count: int | None = Field(default=None, ge=0, le=1_000_000)
    starts_on: date | None = None
    ends_on: date | None = None
    cost: int | None = None  # yen a year with tax
    budget_line: str = Field(default="", max_length=200)

    # 取り扱う情報 (answers of the cloud questionnaire), class ceiling
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    information: list[str] = Field(default_factory=list, sa_type=Json)  # kinds of information, in words
    person_count: int | None = Field(default=None, ge=0)
    derived_class: str | None = Field(default=None, max_length=4)
    chosen_class: str | None = Field(default=None, max_length=4)
    class_reason: str = Field(default="", max_length=2000)
    class_code: str | None = Field(default=None, max_length=4)  # the ceiling that holds
    personal: bool = False

    # the other axes
    zone: str | None = Field(default=None, max_length=20)
    form: str | None = Field(default=None, max_length=20)
    learns: bool | None = None  # learns from what is put in; None: not answered

    items: dict[str, Any] = Field(default_factory=dict, sa_type=Json)  # key of the policy's item → answer
    terms_id: UUID | None = Field(default=None, foreign_key="cloud_terms.id")  # the terms the applicant has confirmed
    residual_risk: str = Field(default="", max_length=2000)
    risk_accepted_by: str = Field(default="", max_length=200)  # post and name of who accepts it
    alternative: str = Field(default="", max_length=2000)  # 代替手段
    exception_reason: str = Field(default="", max_length=2000)
    exception_measures: str = Field(default="", max_length=2000)
    exception_until: date | None = None

    # what the rules said when it was submitted
    outcome: str = Field(default="", max_length=20)
    ruling: dict[str, Any] = Field(default_factory=dict, sa_type=Json)

    # 決裁
    requested_by: UUID | None = Field(default=None, foreign_key="people.id")
    requested_at: datetime | None = None
    decision: str = Field(default="", max_length=20)  # approved | conditional | excepted | refused
    decided_by_name: str = Field(default="", max_length=100)
    decided_by_post: str = Field(default="", max_length=200)
    decided_on: date | None = None

    # 利用中
    confirm_on: date | None = None  # day of the next yearly confirmation
    told_with: int = Field(default=0, sa_column_kwargs={"server_default": "0"})

    # 終了
    ending_by: UUID | None = Field(default=None, foreign_key="people.id")
    ending_at: datetime | None = None
    end_reason: str = Field(default="", max_length=2000)
    exported_on: date | None = None
    export_note: str = Field(default="", max_length=2000)
    accounts_removed_on: date | None = None
    data_deleted_on: date | None = None
    backups_deleted_on: date | None = None
    removal_waived: dict[str, str] = Field(default_factory=dict, sa_type=Json)  # step → why it does not apply here
    deletion_method: str = Field(default="", max_length=1000)  # key of a method of the policy set; empty: none of them fits
    deletion_note: str = Field(default="", max_length=2000)
    proof_sha256: str = Field(default="", max_length=64)
    proof_filename: str = Field(default="", max_length=200)
    removal_by: UUID | None = Field(default=None, foreign_key="people.id")  # who recorded the removal last: cannot complete it
    removal_name: str = Field(default="", max_length=100)
    ended_by: UUID | None = Field(default=None, foreign_key="people.id")
    ended_at: datetime | None = None
