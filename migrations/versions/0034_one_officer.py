"""Let the database refuse a second officer of one account, or of one service, on one day."""

from govapi.db.walls import drop_one_at_a_time, one_at_a_time

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    one_at_a_time("sns_assignments", ["target_id"], "role = 'officer'")


def downgrade() -> None:
    drop_one_at_a_time("sns_assignments")
