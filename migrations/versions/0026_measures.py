"""Make the tables of findings, measures and incidents."""

import sqlalchemy as sa
from alembic import op

from govapi.db.walls import protect

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "incident_uses",
]


def upgrade() -> None:
    _incident_uses()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in ("incident_uses",):
        op.drop_table(table)


def _incident_uses() -> None:
    op.create_table(
        "incident_uses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("noun", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_incident_uses_incident_id_incidents")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_incident_uses_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_incident_uses_organ_id_organs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_uses")),
        sa.UniqueConstraint("municipality_code", "incident_id", "record_id", name="uq_incident_uses_record"),
    )
    op.create_index("ix_incident_uses_department", "incident_uses", ["municipality_code", "department_path"], unique=False)
    op.create_index("ix_incident_uses_record", "incident_uses", ["municipality_code", "record_id"], unique=False)
    op.create_index("ix_incident_uses_town", "incident_uses", ["municipality_code", "id"], unique=False)
