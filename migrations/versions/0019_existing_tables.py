"""Add to the tables that are already there what assessments and performance need."""

import sqlalchemy as sa
from alembic import op

from govapi.db.base import Json

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contracts", sa.Column("assessment_published", sa.Boolean(), server_default=sa.text("(false)"), nullable=False))
    op.add_column("contracts", sa.Column("confirmation_plan", sa.String(length=2000), server_default="", nullable=False))
    op.add_column("contracts", sa.Column("confirmation_due", sa.Date(), nullable=True))
    op.add_column("contracts", sa.Column("confirmed_on", sa.Date(), nullable=True))
    op.add_column("contracts", sa.Column("confirmation_result", sa.String(length=2000), server_default="", nullable=False))
    op.add_column("contracts", sa.Column("told_with", sa.Integer(), server_default="0", nullable=False))
    op.create_index("ix_contracts_told", "contracts", ["municipality_code", "told_with", "id"], unique=False)
    op.add_column("jobs", sa.Column("result", Json, nullable=True))


def downgrade() -> None:
    op.drop_column("jobs", "result")
    op.drop_index("ix_contracts_told", table_name="contracts")
    op.drop_column("contracts", "told_with")
    op.drop_column("contracts", "confirmation_result")
    op.drop_column("contracts", "confirmed_on")
    op.drop_column("contracts", "confirmation_due")
    op.drop_column("contracts", "confirmation_plan")
    op.drop_column("contracts", "assessment_published")
