"""Make the tables of personnel changes and handovers (part 1 of 2)."""

import sqlalchemy as sa
from alembic import op

from govapi.db.walls import protect

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "personnel_changes",
    "personnel_effects",
    "handovers",
]


def upgrade() -> None:
    _personnel_changes()
    _personnel_effects()
    _handovers()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "handovers",
        "personnel_effects",
        "personnel_changes",
    ):
        op.drop_table(table)


def _personnel_changes() -> None:
    op.create_table(
        "personnel_changes",
        *_personnel_changes_1(),
    )
    op.create_index("ix_personnel_changes_newest", "personnel_changes", ["municipality_code", "id"], unique=False)
    op.create_index(
        "ix_personnel_changes_status", "personnel_changes", ["municipality_code", "status", "publish_on"], unique=False
    )
    op.create_index("ix_personnel_changes_town", "personnel_changes", ["municipality_code", "id"], unique=False)


def _personnel_changes_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("publish_on", sa.Date(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("published_edition", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("imported_by", sa.Uuid(), nullable=True),
        sa.Column("imported_name", sa.String(length=100), nullable=False),
        sa.Column("applied_by", sa.Uuid(), nullable=True),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("remark", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["applied_by"], ["people.id"], name=op.f("fk_personnel_changes_applied_by_people")),
        sa.ForeignKeyConstraint(["imported_by"], ["people.id"], name=op.f("fk_personnel_changes_imported_by_people")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_personnel_changes_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["withdrawn_by"], ["people.id"], name=op.f("fk_personnel_changes_withdrawn_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_changes")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_personnel_changes_municipality_code_number")),
    ]


def _personnel_effects() -> None:
    op.create_table(
        "personnel_effects",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("signature", sa.String(length=200), nullable=False),
        sa.Column("did", sa.String(length=10), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("was_to_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["change_id"], ["personnel_changes.id"], name=op.f("fk_personnel_effects_change_id_personnel_changes")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_personnel_effects_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_effects")),
    )
    op.create_index(
        "ix_personnel_effects_appointment", "personnel_effects", ["municipality_code", "appointment_id"], unique=False
    )
    op.create_index("ix_personnel_effects_change", "personnel_effects", ["municipality_code", "change_id"], unique=False)
    op.create_index("ix_personnel_effects_town", "personnel_effects", ["municipality_code", "id"], unique=False)


def _handovers() -> None:
    op.create_table(
        "handovers",
        *_handovers_1(),
        *_handovers_2(),
    )
    op.create_index("ix_handovers_change", "handovers", ["municipality_code", "change_id", "id"], unique=False)
    op.create_index("ix_handovers_department", "handovers", ["municipality_code", "department_path", "id"], unique=False)
    op.create_index("ix_handovers_giver", "handovers", ["municipality_code", "giver_id", "status"], unique=False)
    op.create_index("ix_handovers_newest", "handovers", ["municipality_code", "id"], unique=False)
    op.create_index("ix_handovers_receiver", "handovers", ["municipality_code", "receiver_id", "status"], unique=False)
    op.create_index("ix_handovers_record", "handovers", ["municipality_code", "record_id"], unique=False)
    op.create_index("ix_handovers_status", "handovers", ["municipality_code", "status", "id"], unique=False)
    op.create_index("ix_handovers_town", "handovers", ["municipality_code", "id"], unique=False)


def _handovers_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("record_number", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=True),
        sa.Column("post_title", sa.String(length=200), nullable=False),
        sa.Column("giver_id", sa.Uuid(), nullable=False),
        sa.Column("giver_name", sa.String(length=100), nullable=False),
        sa.Column("giver_post", sa.String(length=200), nullable=False),
        sa.Column("receiver_id", sa.Uuid(), nullable=True),
        sa.Column("receiver_name", sa.String(length=100), nullable=False),
        sa.Column("receiver_post", sa.String(length=200), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("remark", sa.String(length=4000), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
    ]


def _handovers_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("given_for_reason", sa.String(length=2000), nullable=False),
        sa.Column("received_by", sa.Uuid(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped_reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["personnel_changes.id"], name=op.f("fk_handovers_change_id_personnel_changes")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_handovers_department_id_departments")),
        sa.ForeignKeyConstraint(["given_by"], ["people.id"], name=op.f("fk_handovers_given_by_people")),
        sa.ForeignKeyConstraint(["giver_id"], ["people.id"], name=op.f("fk_handovers_giver_id_people")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_handovers_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_handovers_organ_id_organs")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_handovers_post_id_posts")),
        sa.ForeignKeyConstraint(["received_by"], ["people.id"], name=op.f("fk_handovers_received_by_people")),
        sa.ForeignKeyConstraint(["receiver_id"], ["people.id"], name=op.f("fk_handovers_receiver_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
        sa.UniqueConstraint("municipality_code", "key", name=op.f("uq_handovers_municipality_code_key")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_handovers_municipality_code_number")),
    ]
