"""Make the tables of approval routes and their steps."""

import sqlalchemy as sa
from alembic import op

from govapi.db.walls import protect

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "approvals",
    "approval_steps",
]


def upgrade() -> None:
    _approvals()
    _approval_steps()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "approval_steps",
        "approvals",
    ):
        op.drop_table(table)


def _approvals() -> None:
    op.create_table(
        "approvals",
        *_approvals_1(),
        *_approvals_2(),
    )
    op.create_index("ix_approvals_applicant", "approvals", ["municipality_code", "applied_by", "id"], unique=False)
    op.create_index("ix_approvals_record", "approvals", ["municipality_code", "record_id", "id"], unique=False)
    op.create_index("ix_approvals_status", "approvals", ["municipality_code", "status", "id"], unique=False)
    op.create_index("ix_approvals_town", "approvals", ["municipality_code", "id"], unique=False)


def _approvals_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("kind_label", sa.String(length=60), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("record_number", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("class_code", sa.String(length=4), nullable=True),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.Column("applied_by", sa.Uuid(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applicant_name", sa.String(length=100), nullable=False),
        sa.Column("applicant_post", sa.String(length=200), nullable=False),
        sa.Column("current_position", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("concurrent_reason", sa.String(length=2000), nullable=False),
        sa.Column("outside", sa.Boolean(), nullable=False),
        sa.Column("outside_decided_on", sa.Date(), nullable=True),
        sa.Column("outside_post", sa.String(length=200), nullable=False),
        sa.Column("outside_name", sa.String(length=100), nullable=False),
    ]


def _approvals_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("outside_mode", sa.String(length=10), nullable=False),
        sa.Column("outside_reference", sa.String(length=100), nullable=False),
        sa.Column("outside_file", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["applied_by"], ["people.id"], name=op.f("fk_approvals_applied_by_people")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_approvals_department_id_departments")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_approvals_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_approvals_organ_id_organs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approvals")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_approvals_municipality_code_number")),
    ]


def _approval_steps() -> None:
    op.create_table(
        "approval_steps",
        *_approval_steps_1(),
        *_approval_steps_2(),
    )
    op.create_index("ix_approval_steps_acted", "approval_steps", ["municipality_code", "acted_by"], unique=False)
    op.create_index("ix_approval_steps_deputy", "approval_steps", ["municipality_code", "deputy_path", "status"], unique=False)
    op.create_index("ix_approval_steps_town", "approval_steps", ["municipality_code", "id"], unique=False)
    op.create_index("ix_approval_steps_waiting", "approval_steps", ["municipality_code", "post_id", "status"], unique=False)


def _approval_steps_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("approval_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("decides_as", sa.String(length=4), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("post_title", sa.String(length=200), nullable=False),
        sa.Column("deputy_path", sa.String(length=400), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("acted_by", sa.Uuid(), nullable=True),
        sa.Column("acted_name", sa.String(length=100), nullable=False),
        sa.Column("acted_post", sa.String(length=200), nullable=False),
        sa.Column("acted_as", sa.String(length=4), nullable=False),
        sa.Column("acted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("comment", sa.String(length=2000), nullable=False),
        sa.Column("absent_reason", sa.String(length=500), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("looked_after_by", sa.Uuid(), nullable=True),
        sa.Column("looked_after_name", sa.String(length=100), nullable=False),
        sa.Column("looked_after_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["acted_by"], ["people.id"], name=op.f("fk_approval_steps_acted_by_people")),
        sa.ForeignKeyConstraint(["approval_id"], ["approvals.id"], name=op.f("fk_approval_steps_approval_id_approvals")),
        sa.ForeignKeyConstraint(["looked_after_by"], ["people.id"], name=op.f("fk_approval_steps_looked_after_by_people")),
    ]


def _approval_steps_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_approval_steps_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_approval_steps_post_id_posts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_steps")),
        sa.UniqueConstraint(
            "municipality_code", "approval_id", "position", name=op.f("uq_approval_steps_municipality_code_approval_id_position")
        ),
    ]
