"""Make the tables of findings, measures and incidents."""

import sqlalchemy as sa
from alembic import op

from govapi.db.walls import protect

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "measure_files",
]


def upgrade() -> None:
    _measure_files()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in ("measure_files",):
        op.drop_table(table)


def _measure_files() -> None:
    op.create_table(
        "measure_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=250), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("uploaded_by", sa.Uuid(), nullable=True),
        sa.Column("uploaded_name", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_measure_files_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["uploaded_by"], ["people.id"], name=op.f("fk_measure_files_uploaded_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_files")),
    )
    op.create_index("ix_measure_files_record", "measure_files", ["municipality_code", "record_id", "id"], unique=False)
    op.create_index("ix_measure_files_town", "measure_files", ["municipality_code", "id"], unique=False)
