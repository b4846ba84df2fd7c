"""Make the tables of dated duties and of the mail about them."""

import sqlalchemy as sa
from alembic import op

from govapi.db.walls import protect

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "duties",
]


def upgrade() -> None:
    _duties()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in ("duties",):
        op.drop_table(table)


def _duties() -> None:
    op.create_table(
        "duties",
        *_duties_1(),
        *_duties_2(),
    )
    op.create_index("ix_duties_department", "duties", ["municipality_code", "department_path", "status", "due_on"], unique=False)
    op.create_index("ix_duties_due", "duties", ["municipality_code", "status", "due_on", "id"], unique=False)
    op.create_index("ix_duties_record", "duties", ["municipality_code", "record_id"], unique=False)
    op.create_index("ix_duties_remind", "duties", ["municipality_code", "status", "remind_on", "id"], unique=False)
    op.create_index("ix_duties_ripe", "duties", ["municipality_code", "status", "opens_on", "id"], unique=False)
    op.create_index("ix_duties_town", "duties", ["municipality_code", "id"], unique=False)


def _duties_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("nominal_on", sa.Date(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("remind_on", sa.Date(), nullable=True),
        sa.Column("cause", sa.String(length=40), nullable=False),
        sa.Column("cause_label", sa.String(length=500), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_label", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_duties_department_id_departments")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_duties_municipality_code_municipalities")
        ),
    ]


def _duties_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_duties_organ_id_organs")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_duties_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duties")),
        sa.UniqueConstraint("municipality_code", "key", name=op.f("uq_duties_municipality_code_key")),
    ]
