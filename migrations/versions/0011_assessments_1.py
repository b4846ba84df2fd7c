"""Make the tables of assessments, check sheets and evidence (part 1 of 3)."""

import sqlalchemy as sa
from alembic import op

from govapi.db.base import Json
from govapi.db.walls import protect

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "assessment_needs",
    "assessments",
    "campaigns",
]


def upgrade() -> None:
    _assessment_needs()
    _assessments()
    _campaigns()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "campaigns",
        "assessments",
        "assessment_needs",
    ):
        op.drop_table(table)


def _assessment_needs() -> None:
    op.create_table(
        "assessment_needs",
        *_assessment_needs_1(),
        *_assessment_needs_2(),
    )
    op.create_index("ix_assessment_needs_contractor", "assessment_needs", ["municipality_code", "contractor_id"], unique=False)
    op.create_index("ix_assessment_needs_town", "assessment_needs", ["municipality_code", "id"], unique=False)


def _assessment_needs_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("contractor_id", sa.Uuid(), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("record_number", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("tier", sa.String(length=1), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contractor_id"], ["contractors.id"], name=op.f("fk_assessment_needs_contractor_id_contractors")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_assessment_needs_department_id_departments")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_assessment_needs_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_assessment_needs_organ_id_organs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_needs")),
    ]


def _assessment_needs_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.UniqueConstraint(
            "municipality_code",
            "record_id",
            "contractor_id",
            name=op.f("uq_assessment_needs_municipality_code_record_id_contractor_id"),
        )
    ]


def _assessments() -> None:
    op.create_table(
        "assessments",
        *_assessments_1(),
        *_assessments_2(),
    )
    op.create_index("ix_assessments_counted", "assessments", ["municipality_code", "counted_with", "id"], unique=False)
    op.create_index("ix_assessments_department", "assessments", ["municipality_code", "department_path", "id"], unique=False)
    op.create_index("ix_assessments_next", "assessments", ["municipality_code", "next_review_on", "id"], unique=False)
    op.create_index("ix_assessments_recount", "assessments", ["municipality_code", "recount_on", "id"], unique=False)
    op.create_index("ix_assessments_status", "assessments", ["municipality_code", "status", "id"], unique=False)
    op.create_index("ix_assessments_tier", "assessments", ["municipality_code", "tier", "id"], unique=False)
    op.create_index("ix_assessments_town", "assessments", ["municipality_code", "id"], unique=False)


def _assessments_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("contractor_id", sa.Uuid(), nullable=False),
        sa.Column("tier", sa.String(length=1), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("check_sheet_id", sa.Uuid(), nullable=True),
        sa.Column("judged_on", sa.Date(), nullable=True),
        sa.Column("judged_by_name", sa.String(length=100), nullable=False),
        sa.Column("judged_by_post", sa.String(length=200), nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("conditions", sa.String(length=4000), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("followed", sa.Boolean(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("last_review_on", sa.Date(), nullable=True),
        sa.Column("next_review_on", sa.Date(), nullable=True),
        sa.Column("next_nominal_on", sa.Date(), nullable=True),
        sa.Column("next_cause", sa.String(length=40), nullable=False),
        sa.Column("next_cause_label", sa.String(length=500), nullable=False),
        sa.Column("recount_on", sa.Date(), nullable=True),
        sa.Column("counted_with", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contractor_id"], ["contractors.id"], name=op.f("fk_assessments_contractor_id_contractors")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_assessments_department_id_departments")),
    ]


def _assessments_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_assessments_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_assessments_organ_id_organs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessments")),
        sa.UniqueConstraint(
            "municipality_code", "contractor_id", "tier", name=op.f("uq_assessments_municipality_code_contractor_id_tier")
        ),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_assessments_municipality_code_number")),
    ]


def _campaigns() -> None:
    op.create_table(
        "campaigns",
        *_campaigns_1(),
        *_campaigns_2(),
    )
    op.create_index("ix_campaigns_status", "campaigns", ["municipality_code", "status", "id"], unique=False)
    op.create_index("ix_campaigns_town", "campaigns", ["municipality_code", "id"], unique=False)


def _campaigns_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("tiers", Json, nullable=False),
        sa.Column("section_id", sa.Uuid(), nullable=True),
        sa.Column("section_path", sa.String(length=400), nullable=False),
        sa.Column("due_before", sa.Date(), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("message", sa.String(length=4000), nullable=False),
        sa.Column("with_links", sa.Boolean(), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_name", sa.String(length=100), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sending_by", sa.Uuid(), nullable=True),
        sa.Column("sending_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("nudged_on", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_name", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_campaigns_department_id_departments")),
    ]


def _campaigns_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_campaigns_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["opened_by"], ["people.id"], name=op.f("fk_campaigns_opened_by_people")),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_campaigns_organ_id_organs")),
        sa.ForeignKeyConstraint(["section_id"], ["departments.id"], name=op.f("fk_campaigns_section_id_departments")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_campaigns_municipality_code_number")),
    ]
