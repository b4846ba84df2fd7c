"""The addresses given out: never the token itself, only what it hashes to."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class AnswerLink(TenantRow, table=True):
    """回答用リンク: one address to one check sheet, until its last day, until it is revoked, until the round goes on."""

    __tablename__ = "answer_links"
    __table_args__ = (
        UniqueConstraint("municipality_code", "token_hash"),
        Index("ix_answer_links_sheet", "municipality_code", "check_sheet_id", "id"),
    )

    check_sheet_id: UUID = Field(foreign_key="check_sheets.id")
    token_hash: str = Field(max_length=64)  # SHA-256 of the token, in hexadecimal
    expires_on: date  # the last day on which it opens
    follows_deadline: bool = True  # no day was chosen: a new deadline moves the last day
    mailed_to: str = Field(default="", max_length=254)
    issued_by: UUID | None = Field(default=None, foreign_key="people.id")
    issued_name: str = Field(max_length=100)
    issued_at: datetime
    revoked_at: datetime | None = None
    revoked_name: str = Field(default="", max_length=100)
    visits: int = 0  # how often somebody came back after half an hour or more
    first_seen_at: datetime | None = None
    last_seen_at: datetime | None = None
    submitted_at: datetime | None = None
    receipt: str = Field(default="", max_length=40)  # the receipt number of the last submission
