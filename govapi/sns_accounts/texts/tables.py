"""Which regulation is the procedure, and which the policy, of an account."""

from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from govapi.db.base import TenantRow


class SnsText(TenantRow, table=True):
    """アカウントの運用手順・運用方針: its dated texts stand in the register of regulations."""

    __tablename__ = "sns_texts"
    __table_args__ = (
        UniqueConstraint("municipality_code", "account_id", "kind", name="uq_sns_texts_kind"),
        Index("ix_sns_texts_regulation", "municipality_code", "regulation_id"),
    )

    account_id: UUID = Field(foreign_key="sns_accounts.id")
    kind: str = Field(max_length=10)  # procedure 運用手順 | policy 運用方針
    regulation_id: UUID = Field(foreign_key="regulations.id")
    public_url: str = Field(default="", max_length=500)  # of the policy: where everybody reads it
