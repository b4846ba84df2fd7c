"""Add to the tables that are already there what accounts and personnel changes need."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("appointments", sa.Column("announced_on", sa.Date(), nullable=True))
    op.add_column("appointments", sa.Column("end_announced_on", sa.Date(), nullable=True))
    op.add_column("incidents", sa.Column("playbook", sa.String(length=20), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("incidents", "playbook")
    op.drop_column("appointments", "end_announced_on")
    op.drop_column("appointments", "announced_on")
