"""Make the tables of cloud services, their uses and registrations (part 5 of 5)."""

import sqlalchemy as sa
from alembic import op

from govapi.db.walls import protect

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "unapproved_uses",
]


def upgrade() -> None:
    _unapproved_uses()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in ("unapproved_uses",):
        op.drop_table(table)


def _unapproved_uses() -> None:
    op.create_table(
        "unapproved_uses",
        *_unapproved_uses_1(),
        *_unapproved_uses_2(),
    )
    op.create_index("ix_unapproved_uses_deadline", "unapproved_uses", ["municipality_code", "status", "deadline"], unique=False)
    op.create_index(
        "ix_unapproved_uses_department", "unapproved_uses", ["municipality_code", "department_path", "id"], unique=False
    )
    op.create_index("ix_unapproved_uses_newest", "unapproved_uses", ["municipality_code", "id"], unique=False)
    op.create_index("ix_unapproved_uses_service", "unapproved_uses", ["municipality_code", "service_id", "id"], unique=False)
    op.create_index("ix_unapproved_uses_status", "unapproved_uses", ["municipality_code", "status", "id"], unique=False)
    op.create_index("ix_unapproved_uses_town", "unapproved_uses", ["municipality_code", "id"], unique=False)


def _unapproved_uses_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=True),
        sa.Column("service_name", sa.String(length=200), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("how_found", sa.String(length=1000), nullable=False),
        sa.Column("purpose", sa.String(length=2000), nullable=False),
        sa.Column("information", sa.String(length=2000), nullable=False),
        sa.Column("class_code", sa.String(length=4), nullable=True),
        sa.Column("personal", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_name", sa.String(length=100), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("instruction", sa.String(length=2000), nullable=False),
        sa.Column("instructed_by", sa.Uuid(), nullable=True),
        sa.Column("instructed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("use_id", sa.Uuid(), nullable=True),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        sa.Column("data_removed_on", sa.Date(), nullable=True),
        sa.Column("report", sa.String(length=2000), nullable=False),
        sa.Column("prevention", sa.String(length=2000), nullable=False),
        sa.Column("reported_by", sa.Uuid(), nullable=True),
    ]


def _unapproved_uses_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reported_name", sa.String(length=100), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("close_note", sa.String(length=2000), nullable=False),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_name", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["closed_by"], ["people.id"], name=op.f("fk_unapproved_uses_closed_by_people")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_unapproved_uses_department_id_departments")),
        sa.ForeignKeyConstraint(["instructed_by"], ["people.id"], name=op.f("fk_unapproved_uses_instructed_by_people")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_unapproved_uses_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_unapproved_uses_organ_id_organs")),
        sa.ForeignKeyConstraint(["recorded_by"], ["people.id"], name=op.f("fk_unapproved_uses_recorded_by_people")),
        sa.ForeignKeyConstraint(["reported_by"], ["people.id"], name=op.f("fk_unapproved_uses_reported_by_people")),
        sa.ForeignKeyConstraint(["service_id"], ["cloud_services.id"], name=op.f("fk_unapproved_uses_service_id_cloud_services")),
        sa.ForeignKeyConstraint(["use_id"], ["cloud_uses.id"], name=op.f("fk_unapproved_uses_use_id_cloud_uses")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unapproved_uses")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_unapproved_uses_municipality_code_number")),
    ]
