"""Make the tables of contracts and what hangs on them (part 1 of 3)."""

import sqlalchemy as sa
from alembic import op

from govapi.db.base import Json
from govapi.db.walls import protect

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "contracts",
    "amendments",
    "attachments",
]


def upgrade() -> None:
    _contracts()
    _amendments()
    _attachments()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "attachments",
        "amendments",
        "contracts",
    ):
        op.drop_table(table)


def _contracts() -> None:
    op.create_table(
        "contracts",
        *_contracts_1(),
        *_contracts_2(),
        *_contracts_3(),
    )
    op.create_index("ix_contracts_contractor", "contracts", ["municipality_code", "contractor_id", "id"], unique=False)
    op.create_index("ix_contracts_department", "contracts", ["municipality_code", "department_path", "id"], unique=False)
    op.create_index("ix_contracts_ends", "contracts", ["municipality_code", "ends_on", "id"], unique=False)
    op.create_index("ix_contracts_newest", "contracts", ["municipality_code", "id"], unique=False)
    op.create_index("ix_contracts_organ", "contracts", ["municipality_code", "organ_id", "id"], unique=False)
    op.create_index("ix_contracts_status", "contracts", ["municipality_code", "status", "id"], unique=False)
    op.create_index("ix_contracts_town", "contracts", ["municipality_code", "id"], unique=False)
    op.create_index("ix_contracts_year", "contracts", ["municipality_code", "fiscal_year", "id"], unique=False)


def _contracts_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("outline", sa.String(length=4000), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("predecessor_id", sa.Uuid(), nullable=True),
        sa.Column("migrated", sa.Boolean(), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=True),
        sa.Column("ground", sa.String(length=40), nullable=True),
        sa.Column("ground_reason", sa.String(length=2000), nullable=False),
        sa.Column("split_answer", sa.String(length=2000), nullable=False),
        sa.Column("predetermined_price", sa.Integer(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("tax_rate", sa.Numeric(precision=5, scale=4), nullable=True),
        sa.Column("tax_exempt", sa.Boolean(), nullable=False),
        sa.Column("is_unit_price", sa.Boolean(), nullable=False),
        sa.Column("unit_prices", Json, nullable=False),
        sa.Column("payment_terms", sa.String(length=500), nullable=False),
        sa.Column("budget_line", sa.String(length=200), nullable=False),
        sa.Column("obligation_number", sa.String(length=60), nullable=False),
        sa.Column("deposit_kind", sa.String(length=10), nullable=False),
    ]


def _contracts_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("deposit_amount", sa.Integer(), nullable=True),
        sa.Column("deposit_exempt_reason", sa.String(length=200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("term_kind", sa.String(length=20), nullable=False),
        sa.Column("long_term_kind", sa.String(length=40), nullable=True),
        sa.Column("advance_procedure", sa.Boolean(), nullable=False),
        sa.Column("concluded_on", sa.Date(), nullable=True),
        sa.Column("notice_days", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("delivery", sa.String(length=2000), nullable=False),
        sa.Column("supervisor_id", sa.Uuid(), nullable=True),
        sa.Column("inspector_id", sa.Uuid(), nullable=True),
        sa.Column("contractor_officer_name", sa.String(length=100), nullable=False),
        sa.Column("contractor_officer_title", sa.String(length=100), nullable=False),
        sa.Column("contractor_officer_contact", sa.String(length=200), nullable=False),
        sa.Column("answers", Json, nullable=False),
        sa.Column("information", Json, nullable=False),
        sa.Column("handed_documents", Json, nullable=False),
        sa.Column("derived_class", sa.String(length=4), nullable=True),
        sa.Column("chosen_class", sa.String(length=4), nullable=True),
        sa.Column("class_reason", sa.String(length=2000), nullable=False),
        sa.Column("class_code", sa.String(length=4), nullable=True),
        sa.Column("integrity", sa.Integer(), nullable=False),
        sa.Column("availability", sa.Integer(), nullable=False),
        sa.Column("facts", Json, nullable=False),
        sa.Column("contractor_id", sa.Uuid(), nullable=True),
        sa.Column("office_id", sa.Uuid(), nullable=True),
        sa.Column("selection_reason", sa.String(length=2000), nullable=False),
        sa.Column("suspension_approval", sa.String(length=2000), nullable=False),
    ]


def _contracts_3() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("submitted_by", sa.Uuid(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned", sa.Boolean(), nullable=False),
        sa.CheckConstraint("amount IS NULL OR amount >= 0", name=op.f("ck_contracts_amount")),
        sa.CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name=op.f("ck_contracts_term")),
        sa.ForeignKeyConstraint(["contractor_id"], ["contractors.id"], name=op.f("fk_contracts_contractor_id_contractors")),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name=op.f("fk_contracts_created_by_people")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_contracts_department_id_departments")),
        sa.ForeignKeyConstraint(["inspector_id"], ["people.id"], name=op.f("fk_contracts_inspector_id_people")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_contracts_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["contractor_offices.id"], name=op.f("fk_contracts_office_id_contractor_offices")),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_contracts_organ_id_organs")),
        sa.ForeignKeyConstraint(["predecessor_id"], ["contracts.id"], name=op.f("fk_contracts_predecessor_id_contracts")),
        sa.ForeignKeyConstraint(["submitted_by"], ["people.id"], name=op.f("fk_contracts_submitted_by_people")),
        sa.ForeignKeyConstraint(["supervisor_id"], ["people.id"], name=op.f("fk_contracts_supervisor_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contracts")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_contracts_municipality_code_number")),
    ]


def _amendments() -> None:
    op.create_table(
        "amendments",
        *_amendments_1(),
        *_amendments_2(),
    )
    op.create_index("ix_amendments_contract", "amendments", ["municipality_code", "contract_id", "id"], unique=False)
    op.create_index("ix_amendments_due", "amendments", ["municipality_code", "status", "effective_on"], unique=False)
    op.create_index("ix_amendments_town", "amendments", ["municipality_code", "id"], unique=False)


def _amendments_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("changes", Json, nullable=False),
        sa.Column("clauses", Json, nullable=False),
        sa.Column("resumes", sa.String(length=30), nullable=False),
        sa.Column("amount_before", sa.Integer(), nullable=True),
        sa.Column("amount_after", sa.Integer(), nullable=True),
        sa.Column("class_before", sa.String(length=4), nullable=True),
        sa.Column("class_after", sa.String(length=4), nullable=True),
        sa.Column("returned", sa.Boolean(), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("drafted_by", sa.Uuid(), nullable=True),
        sa.Column("submitted_by", sa.Uuid(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_amendments_contract_id_contracts")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_amendments_department_id_departments")),
        sa.ForeignKeyConstraint(["drafted_by"], ["people.id"], name=op.f("fk_amendments_drafted_by_people")),
    ]


def _amendments_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_amendments_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_amendments_organ_id_organs")),
        sa.ForeignKeyConstraint(["submitted_by"], ["people.id"], name=op.f("fk_amendments_submitted_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendments")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_amendments_municipality_code_number")),
    ]


def _attachments() -> None:
    op.create_table(
        "attachments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("name", sa.String(length=250), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("uploaded_by", sa.Uuid(), nullable=True),
        sa.Column("uploaded_name", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_attachments_contract_id_contracts")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_attachments_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_attachments_organ_id_organs")),
        sa.ForeignKeyConstraint(["uploaded_by"], ["people.id"], name=op.f("fk_attachments_uploaded_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_index("ix_attachments_contract", "attachments", ["municipality_code", "contract_id", "sha256"], unique=False)
    op.create_index("ix_attachments_town", "attachments", ["municipality_code", "id"], unique=False)
