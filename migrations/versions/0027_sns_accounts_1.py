"""Make the tables of social media accounts and of those who answer for them (part 1 of 3)."""

import sqlalchemy as sa
from alembic import op

from govapi.db.walls import protect

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "sns_services",
    "sns_assignments",
]


def upgrade() -> None:
    _sns_services()
    _sns_assignments()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "sns_assignments",
        "sns_services",
    ):
        op.drop_table(table)


def _sns_services() -> None:
    op.create_table(
        "sns_services",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("terms_url", sa.String(length=500), nullable=False),
        sa.Column("terms_checked_on", sa.Date(), nullable=True),
        sa.Column("terms_checked_by", sa.Uuid(), nullable=True),
        sa.Column("terms_checked_name", sa.String(length=100), nullable=False),
        sa.Column("terms_note", sa.String(length=2000), nullable=False),
        sa.Column("remark", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_sns_services_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["terms_checked_by"], ["people.id"], name=op.f("fk_sns_services_terms_checked_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sns_services")),
        sa.UniqueConstraint("municipality_code", "platform", name=op.f("uq_sns_services_municipality_code_platform")),
    )
    op.create_index("ix_sns_services_town", "sns_services", ["municipality_code", "id"], unique=False)


def _sns_assignments() -> None:
    op.create_table(
        "sns_assignments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(length=10), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("named_by", sa.Uuid(), nullable=True),
        sa.Column("named_name", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint("to_date IS NULL OR to_date > from_date", name=op.f("ck_sns_assignments_dates")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_sns_assignments_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["named_by"], ["people.id"], name=op.f("fk_sns_assignments_named_by_people")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_sns_assignments_post_id_posts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sns_assignments")),
        sa.UniqueConstraint("municipality_code", "target_id", "role", "post_id", "from_date", name="uq_sns_assignments_begin"),
    )
    op.create_index("ix_sns_assignments_post", "sns_assignments", ["municipality_code", "post_id"], unique=False)
    op.create_index(
        "ix_sns_assignments_target", "sns_assignments", ["municipality_code", "target_id", "role", "from_date"], unique=False
    )
    op.create_index("ix_sns_assignments_town", "sns_assignments", ["municipality_code", "id"], unique=False)
