"""The job table: what is to be done, for which town, and how it went."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import Json, TenantRow, utc_now


class Job(TenantRow, table=True):
    """ジョブ: written in the transaction that wants it, so it exists exactly when that transaction committed."""

    __tablename__ = "jobs"
    __table_args__ = (
        UniqueConstraint("municipality_code", "key"),
        Index("ix_jobs_waiting", "status", "run_at"),
    )

    task: str = Field(max_length=60)
    args: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    key: str | None = Field(default=None, max_length=120)  # the same key is queued once: "housekeeping 2026-11-23"
    status: str = Field(default="waiting", max_length=10)  # waiting | running | done | failed
    run_at: datetime = Field(default_factory=utc_now)
    leased_until: datetime | None = None
    attempts: int = 0
    error: str = Field(default="", max_length=500)
    finished_at: datetime | None = None
    result: dict[str, Any] | None = Field(default=None, sa_type=Json, nullable=True)  # what a task tells about its run: counts
