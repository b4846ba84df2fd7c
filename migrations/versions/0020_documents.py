"""Make the tables of regulations and their texts."""

import sqlalchemy as sa
from alembic import op

from govapi.db.walls import protect

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "regulations",
    "regulation_texts",
]


def upgrade() -> None:
    _regulations()
    _regulation_texts()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "regulation_texts",
        "regulations",
    ):
        op.drop_table(table)


def _regulations() -> None:
    op.create_table(
        "regulations",
        *_regulations_1(),
    )
    op.create_index("ix_regulations_department", "regulations", ["municipality_code", "department_path", "id"], unique=False)
    op.create_index("ix_regulations_kind", "regulations", ["municipality_code", "kind", "id"], unique=False)
    op.create_index("ix_regulations_newest", "regulations", ["municipality_code", "id"], unique=False)
    op.create_index("ix_regulations_town", "regulations", ["municipality_code", "id"], unique=False)


def _regulations_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("layer", sa.String(length=20), nullable=False),
        sa.Column("publicity", sa.String(length=20), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("remark", sa.String(length=2000), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("reviewed_name", sa.String(length=100), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_regulations_department_id_departments")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_regulations_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_regulations_organ_id_organs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regulations")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_regulations_municipality_code_number")),
    ]


def _regulation_texts() -> None:
    op.create_table(
        "regulation_texts",
        *_regulation_texts_1(),
        *_regulation_texts_2(),
    )
    op.create_index("ix_regulation_texts_file", "regulation_texts", ["municipality_code", "sha256"], unique=False)
    op.create_index(
        "ix_regulation_texts_regulation", "regulation_texts", ["municipality_code", "regulation_id", "effective_on"], unique=False
    )
    op.create_index("ix_regulation_texts_town", "regulation_texts", ["municipality_code", "id"], unique=False)
    op.create_index(
        "uq_regulation_texts_day",
        "regulation_texts",
        ["municipality_code", "regulation_id", "effective_on"],
        unique=True,
        sqlite_where=sa.text("withdrawn_on IS NULL"),
        postgresql_where=sa.text("withdrawn_on IS NULL"),
    )


def _regulation_texts_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("regulation_id", sa.Uuid(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("edition", sa.String(length=100), nullable=False),
        sa.Column("enacted_on", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("repealed_on", sa.Date(), nullable=True),
        sa.Column("approver_post", sa.String(length=200), nullable=False),
        sa.Column("approver_name", sa.String(length=100), nullable=False),
        sa.Column("approval_number", sa.String(length=60), nullable=False),
        sa.Column("summary", sa.String(length=2000), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_name", sa.String(length=100), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=2000), nullable=False),
        sa.CheckConstraint("repealed_on IS NULL OR repealed_on > effective_on", name=op.f("ck_regulation_texts_dates")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_regulation_texts_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["people.id"], name=op.f("fk_regulation_texts_recorded_by_people")),
    ]


def _regulation_texts_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(
            ["regulation_id"], ["regulations.id"], name=op.f("fk_regulation_texts_regulation_id_regulations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regulation_texts")),
        sa.UniqueConstraint("municipality_code", "regulation_id", "turn", name="uq_regulation_texts_turn"),
    ]
