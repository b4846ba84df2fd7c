"""Make the tables of assessments, check sheets and evidence (part 3 of 3)."""

import sqlalchemy as sa
from alembic import op

from govapi.db.walls import protect

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "answer_links",
    "check_sheet_answers",
    "evidence",
    "workbook_returns",
]


def upgrade() -> None:
    _answer_links()
    _check_sheet_answers()
    _evidence()
    _workbook_returns()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "workbook_returns",
        "evidence",
        "check_sheet_answers",
        "answer_links",
    ):
        op.drop_table(table)


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


def _check_sheet_answers() -> None:
    op.create_table(
        "check_sheet_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("check_sheet_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("remark", sa.String(length=2000), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=True),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("comment", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_sheet_id"], ["check_sheets.id"], name=op.f("fk_check_sheet_answers_check_sheet_id_check_sheets")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_check_sheet_answers_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_sheet_answers")),
        sa.UniqueConstraint(
            "municipality_code",
            "check_sheet_id",
            "question",
            name=op.f("uq_check_sheet_answers_municipality_code_check_sheet_id_question"),
        ),
    )
    op.create_index("ix_check_sheet_answers_town", "check_sheet_answers", ["municipality_code", "id"], unique=False)


def _evidence() -> None:
    op.create_table(
        "evidence",
        *_evidence_1(),
        *_evidence_2(),
    )
    op.create_index("ix_evidence_contractor", "evidence", ["municipality_code", "contractor_id", "id"], unique=False)
    op.create_index("ix_evidence_town", "evidence", ["municipality_code", "id"], unique=False)
    op.create_index("ix_evidence_valid", "evidence", ["municipality_code", "valid_until", "id"], unique=False)


def _evidence_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("contractor_id", sa.Uuid(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("certificate_number", sa.String(length=100), nullable=False),
        sa.Column("scope", sa.String(length=2000), nullable=False),
        sa.Column("in_scope", sa.Boolean(), nullable=False),
        sa.Column("scope_decided_name", sa.String(length=100), nullable=False),
        sa.Column("scope_decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("scope_note", sa.String(length=2000), nullable=False),
        sa.Column("register_reference", sa.String(length=200), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("stated_until", sa.Date(), nullable=True),
        sa.Column("renewal_applied_on", sa.Date(), nullable=True),
        sa.Column("renewal_pending", sa.Boolean(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("held_open", sa.Boolean(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("not_counted_because", sa.String(length=500), nullable=False),
        sa.Column("replaced_by_id", sa.Uuid(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
    ]


def _evidence_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("file_name", sa.String(length=250), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("check_sheet_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_name", sa.String(length=100), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["check_sheet_id"], ["check_sheets.id"], name=op.f("fk_evidence_check_sheet_id_check_sheets")),
        sa.ForeignKeyConstraint(["contractor_id"], ["contractors.id"], name=op.f("fk_evidence_contractor_id_contractors")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_evidence_department_id_departments")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_evidence_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_evidence_organ_id_organs")),
        sa.ForeignKeyConstraint(["recorded_by"], ["people.id"], name=op.f("fk_evidence_recorded_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_evidence_municipality_code_number")),
    ]


def _workbook_returns() -> None:
    op.create_table(
        "workbook_returns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("check_sheet_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=250), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("respondent_name", sa.String(length=100), nullable=False),
        sa.Column("respondent_title", sa.String(length=100), nullable=False),
        sa.Column("received_by", sa.Uuid(), nullable=True),
        sa.Column("received_name", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_sheet_id"], ["check_sheets.id"], name=op.f("fk_workbook_returns_check_sheet_id_check_sheets")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_workbook_returns_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["received_by"], ["people.id"], name=op.f("fk_workbook_returns_received_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workbook_returns")),
    )
    op.create_index(
        "ix_workbook_returns_check_sheet", "workbook_returns", ["municipality_code", "check_sheet_id", "id"], unique=False
    )
    op.create_index("ix_workbook_returns_town", "workbook_returns", ["municipality_code", "id"], unique=False)
