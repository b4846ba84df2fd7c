"""Make the table of the steps an incident of an account takes."""

import sqlalchemy as sa
from alembic import op

from govapi.db.walls import protect

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "incident_steps",
]


def upgrade() -> None:
    _incident_steps()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in ("incident_steps",):
        op.drop_table(table)


def _incident_steps() -> None:
    op.create_table(
        "incident_steps",
        *_incident_steps_1(),
        *_incident_steps_2(),
    )
    op.create_index("ix_incident_steps_file", "incident_steps", ["municipality_code", "sha256"], unique=False)
    op.create_index("ix_incident_steps_town", "incident_steps", ["municipality_code", "id"], unique=False)


def _incident_steps_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("playbook", sa.String(length=20), nullable=False),
        sa.Column("step", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("evidence", sa.Boolean(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.Column("done_name", sa.String(length=100), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("not_needed_because", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["done_by"], ["people.id"], name=op.f("fk_incident_steps_done_by_people")),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_incident_steps_incident_id_incidents")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_incident_steps_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_steps")),
    ]


def _incident_steps_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.UniqueConstraint(
            "municipality_code", "incident_id", "step", name=op.f("uq_incident_steps_municipality_code_incident_id_step")
        )
    ]
