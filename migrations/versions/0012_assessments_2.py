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
    "assessment_triggers",
    "check_sheets",
    "answer_links",
]


def upgrade() -> None:
    _assessment_triggers()
    _check_sheets()
    _answer_links()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "answer_links",
        "check_sheets",
        "assessment_triggers",
    ):
        op.drop_table(table)


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


def _answer_links() -> None:
    op.create_table(
        "answer_links",
        *_answer_links_1(),
    )
    op.create_index("ix_answer_links_sheet", "answer_links", ["municipality_code", "check_sheet_id", "id"], unique=False)
    op.create_index("ix_answer_links_town", "answer_links", ["municipality_code", "id"], unique=False)


def _answer_links_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("check_sheet_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("follows_deadline", sa.Boolean(), nullable=False),
        sa.Column("mailed_to", sa.String(length=254), nullable=False),
        sa.Column("issued_by", sa.Uuid(), nullable=True),
        sa.Column("issued_name", sa.String(length=100), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_name", sa.String(length=100), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("receipt", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_sheet_id"], ["check_sheets.id"], name=op.f("fk_answer_links_check_sheet_id_check_sheets")
        ),
        sa.ForeignKeyConstraint(["issued_by"], ["people.id"], name=op.f("fk_answer_links_issued_by_people")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_answer_links_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_links")),
        sa.UniqueConstraint("municipality_code", "token_hash", name=op.f("uq_answer_links_municipality_code_token_hash")),
    ]
