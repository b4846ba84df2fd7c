"""Entries of published lists, the lists that were read, and which service an entry is."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import Json, TenantRow


class RegistrationList(TenantRow, table=True):
    """取り込んだ一覧: one published list as fetched on a day, with what it changed."""

    __tablename__ = "registration_lists"
    __table_args__ = (
        Index("ix_registration_lists_registry", "municipality_code", "registry_key", "fetched_on", "id"),
        UniqueConstraint("municipality_code", "number"),
        Index("ix_registration_lists_newest", "municipality_code", "id"),
        Index("ix_registration_lists_file", "municipality_code", "sha256"),
    )

    number: str = Field(max_length=30)
    registry_key: str = Field(max_length=64)
    fetched_on: date
    filename: str = Field(max_length=200)
    sha256: str = Field(max_length=64)
    rows: int
    added: int = 0
    changed: int = 0
    gone: int = 0
    returned: int = 0
    warnings: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)
    imported_by: UUID | None = Field(default=None, foreign_key="people.id")
    imported_name: str = Field(max_length=100)


class Registration(TenantRow, table=True):
    """登録: one entry of a list as it stood when it was last seen. ``gone_on``: the fetch in which it was missing."""

    __tablename__ = "registrations"
    __table_args__ = (
        UniqueConstraint("municipality_code", "registry_key", "number"),
        Index("ix_registrations_newest", "municipality_code", "id"),
        Index("ix_registrations_name", "municipality_code", "name_key"),
        Index("ix_registrations_provider", "municipality_code", "provider_key"),
        Index("ix_registrations_state", "municipality_code", "registry_key", "state", "id"),
        Index("ix_registrations_expires", "municipality_code", "expires_on", "id"),
    )

    registry_key: str = Field(max_length=64)
    number: str = Field(max_length=60)
    service_name: str = Field(max_length=300)
    provider_name: str = Field(max_length=300)
    name_key: str = Field(max_length=300)
    provider_key: str = Field(max_length=300)
    registered_on: date | None = None
    expires_on: date | None = None  # the last day on which it holds
    scope: str = Field(default="", max_length=4000)
    auditor: str = Field(default="", max_length=300)
    audit_period: str = Field(default="", max_length=200)
    state: str = Field(default="registered", max_length=20)  # registered | renewing | suspended | cancelled | gone
    state_text: str = Field(default="", max_length=100)  # as the list says it
    state_on: date  # the day on which the town learned of this state
    first_fetched_on: date
    fetched_on: date
    gone_on: date | None = None


class RegistrationMatch(TenantRow, table=True):
    """サービスと登録の対応: proposed by name, confirmed or refused by a person; only a confirmed one counts."""

    __tablename__ = "registration_matches"
    __table_args__ = (
        UniqueConstraint("municipality_code", "service_id", "registration_id", name="uq_registration_matches_pair"),
        Index("ix_registration_matches_registration", "municipality_code", "registration_id"),
        Index("ix_registration_matches_status", "municipality_code", "status", "id"),
    )

    number: str = Field(max_length=60)  # the entry's, so that the trail can name it
    service_id: UUID = Field(foreign_key="cloud_services.id")
    registration_id: UUID = Field(foreign_key="registrations.id")
    status: str = Field(default="proposed", max_length=20)  # proposed | confirmed | refused
    because: str = Field(default="", max_length=300)
    remark: str = Field(default="", max_length=4000)  # that the 言明の対象範囲 covers what is used
    seen_name: str = Field(default="", max_length=300)  # of the entry, when it was confirmed
    seen_scope: str = Field(default="", max_length=4000)
    decided_by: UUID | None = Field(default=None, foreign_key="people.id")
    decided_name: str = Field(default="", max_length=100)
    decided_at: datetime | None = None
