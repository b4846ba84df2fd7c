"""Add to the tables that are already there what assessments and performance need."""

import sqlalchemy as sa
from alembic import op

from govapi.db.base import Json

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("jobs", sa.Column("result", Json, nullable=True))


def downgrade() -> None:
    op.drop_column("jobs", "result")
