"""Make the tables of assessments, check sheets and evidence (part 2 of 3)."""

import sqlalchemy as sa
from alembic import op

from govapi.db.base import Json
from govapi.db.walls import protect

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "assessment_exceptions",
    "assessment_triggers",
    "check_sheets",
]


def upgrade() -> None:
    _assessment_exceptions()
    _assessment_triggers()
    _check_sheets()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "check_sheets",
        "assessment_triggers",
        "assessment_exceptions",
    ):
        op.drop_table(table)


def _assessment_exceptions() -> None:
    op.create_table(
        "assessment_exceptions",
        *_assessment_exceptions_1(),
        *_assessment_exceptions_2(),
    )
    op.create_index(
        "ix_assessment_exceptions_assessment", "assessment_exceptions", ["municipality_code", "assessment_id", "id"], unique=False
    )
    op.create_index(
        "ix_assessment_exceptions_department",
        "assessment_exceptions",
        ["municipality_code", "department_path", "id"],
        unique=False,
    )
    op.create_index(
        "ix_assessment_exceptions_force",
        "assessment_exceptions",
        ["municipality_code", "contractor_id", "status", "until"],
        unique=False,
    )
    op.create_index(
        "ix_assessment_exceptions_status", "assessment_exceptions", ["municipality_code", "status", "id"], unique=False
    )
    op.create_index("ix_assessment_exceptions_town", "assessment_exceptions", ["municipality_code", "id"], unique=False)


def _assessment_exceptions_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("contractor_id", sa.Uuid(), nullable=False),
        sa.Column("tier", sa.String(length=1), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("compensation", sa.String(length=2000), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_name", sa.String(length=100), nullable=False),
        sa.Column("decided_by_post", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_assessment_exceptions_assessment_id_assessments")
        ),
        sa.ForeignKeyConstraint(
            ["contractor_id"], ["contractors.id"], name=op.f("fk_assessment_exceptions_contractor_id_contractors")
        ),
    ]


def _assessment_exceptions_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_assessment_exceptions_department_id_departments")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_assessment_exceptions_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_assessment_exceptions_organ_id_organs")),
        sa.ForeignKeyConstraint(["requested_by"], ["people.id"], name=op.f("fk_assessment_exceptions_requested_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_exceptions")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_assessment_exceptions_municipality_code_number")),
    ]


def _assessment_triggers() -> None:
    op.create_table(
        "assessment_triggers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=500), nullable=False),
        sa.Column("source_noun", sa.String(length=40), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("source_number", sa.String(length=60), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("raised_name", sa.String(length=100), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("settled_sheet_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_assessment_triggers_assessment_id_assessments")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_assessment_triggers_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_triggers")),
        sa.UniqueConstraint("municipality_code", "assessment_id", "kind", "source_id", name="uq_assessment_triggers_source"),
    )
    op.create_index(
        "ix_assessment_triggers_open", "assessment_triggers", ["municipality_code", "assessment_id", "settled_on"], unique=False
    )
    op.create_index("ix_assessment_triggers_town", "assessment_triggers", ["municipality_code", "id"], unique=False)


def _check_sheets() -> None:
    op.create_table(
        "check_sheets",
        *_check_sheets_1(),
        *_check_sheets_2(),
    )
    op.create_index("ix_check_sheets_assessment", "check_sheets", ["municipality_code", "assessment_id", "id"], unique=False)
    op.create_index("ix_check_sheets_campaign", "check_sheets", ["municipality_code", "campaign_id", "status"], unique=False)
    op.create_index("ix_check_sheets_department", "check_sheets", ["municipality_code", "department_path", "id"], unique=False)
    op.create_index("ix_check_sheets_status", "check_sheets", ["municipality_code", "status", "id"], unique=False)
    op.create_index("ix_check_sheets_town", "check_sheets", ["municipality_code", "id"], unique=False)


def _check_sheets_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("contractor_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=True),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("tier", sa.String(length=1), nullable=False),
        sa.Column("sheet_key", sa.String(length=64), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.String(length=10), nullable=False),
        sa.Column("occasion_label", sa.String(length=500), nullable=False),
        sa.Column("previous_id", sa.Uuid(), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("contact_name", sa.String(length=100), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by", sa.String(length=20), nullable=False),
        sa.Column("respondent_name", sa.String(length=100), nullable=False),
        sa.Column("respondent_title", sa.String(length=100), nullable=False),
        sa.Column("returned", sa.Boolean(), nullable=False),
        sa.Column("return_comment", sa.String(length=4000), nullable=False),
        sa.Column("submitted_by", sa.Uuid(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
    ]


def _check_sheets_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("proposed_verdict", sa.String(length=20), nullable=False),
        sa.Column("proposed_until", sa.Date(), nullable=True),
        sa.Column("opinion", sa.String(length=4000), nullable=False),
        sa.Column("conditions", sa.String(length=4000), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("coverage", Json, nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessments.id"], name=op.f("fk_check_sheets_assessment_id_assessments")),
        sa.ForeignKeyConstraint(["contractor_id"], ["contractors.id"], name=op.f("fk_check_sheets_contractor_id_contractors")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_check_sheets_department_id_departments")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_check_sheets_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_check_sheets_organ_id_organs")),
        sa.ForeignKeyConstraint(["previous_id"], ["check_sheets.id"], name=op.f("fk_check_sheets_previous_id_check_sheets")),
        sa.ForeignKeyConstraint(["submitted_by"], ["people.id"], name=op.f("fk_check_sheets_submitted_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_sheets")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_check_sheets_municipality_code_number")),
    ]
