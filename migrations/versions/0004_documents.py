"""Make the tables of documents and their templates."""

import sqlalchemy as sa
from alembic import op

from govapi.db.base import Json
from govapi.db.walls import append_only, protect

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "document_templates",
    "generated_documents",
]
APPEND_ONLY = [
    "document_templates",
    "generated_documents",
]


def upgrade() -> None:
    _document_templates()
    _generated_documents()
    protect(TENANT_TABLES)
    append_only(APPEND_ONLY)


def downgrade() -> None:
    for table in (
        "generated_documents",
        "document_templates",
    ):
        op.drop_table(table)


def _document_templates() -> None:
    op.create_table(
        "document_templates",
        *_document_templates_1(),
    )
    op.create_index(
        "ix_document_templates_active", "document_templates", ["municipality_code", "key", "active_from"], unique=False
    )
    op.create_index("ix_document_templates_town", "document_templates", ["municipality_code", "id"], unique=False)


def _document_templates_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("template_version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("carries_clauses", sa.Boolean(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("fact_paths", Json, nullable=False),
        sa.Column("active_from", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("uploaded_by", sa.Uuid(), nullable=True),
        sa.Column("uploaded_name", sa.String(length=100), nullable=False),
        sa.Column("uploaded_post", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_document_templates_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["uploaded_by"], ["people.id"], name=op.f("fk_document_templates_uploaded_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_templates")),
        sa.UniqueConstraint(
            "municipality_code",
            "key",
            "template_version",
            name=op.f("uq_document_templates_municipality_code_key_template_version"),
        ),
    ]


def _generated_documents() -> None:
    op.create_table(
        "generated_documents",
        *_generated_documents_1(),
        *_generated_documents_2(),
    )
    op.create_index(
        "ix_generated_documents_department", "generated_documents", ["municipality_code", "department_path", "id"], unique=False
    )
    op.create_index("ix_generated_documents_town", "generated_documents", ["municipality_code", "id"], unique=False)


def _generated_documents_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("record_number", sa.String(length=60), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("template_id", sa.Uuid(), nullable=False),
        sa.Column("template_key", sa.String(length=64), nullable=False),
        sa.Column("template_version", sa.Integer(), nullable=False),
        sa.Column("template_sha256", sa.String(length=64), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("facts", Json, nullable=False),
        sa.Column("facts_sha256", sa.String(length=64), nullable=False),
        sa.Column("generated_by", sa.Uuid(), nullable=True),
        sa.Column("generated_name", sa.String(length=100), nullable=False),
        sa.Column("generated_post", sa.String(length=200), nullable=False),
        sa.Column("generated_at", sa.DateTime(timezone=True), nullable=False),
    ]


def _generated_documents_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_generated_documents_department_id_departments")
        ),
        sa.ForeignKeyConstraint(["generated_by"], ["people.id"], name=op.f("fk_generated_documents_generated_by_people")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_generated_documents_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_generated_documents_organ_id_organs")),
        sa.ForeignKeyConstraint(
            ["template_id"], ["document_templates.id"], name=op.f("fk_generated_documents_template_id_document_templates")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_generated_documents")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_generated_documents_municipality_code_number")),
        sa.UniqueConstraint("municipality_code", "record_id", "template_key", "edition", name="uq_generated_documents_edition"),
    ]
