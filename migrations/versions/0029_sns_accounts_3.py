"""Make the tables of social media accounts and of those who answer for them (part 3 of 3)."""

import sqlalchemy as sa
from alembic import op

from govapi.db.base import Json
from govapi.db.walls import protect

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "sns_reviews",
    "sns_texts",
]


def upgrade() -> None:
    _sns_reviews()
    _sns_texts()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "sns_texts",
        "sns_reviews",
    ):
        op.drop_table(table)


def _sns_reviews() -> None:
    op.create_table(
        "sns_reviews",
        *_sns_reviews_1(),
    )
    op.create_index("ix_sns_reviews_town", "sns_reviews", ["municipality_code", "id"], unique=False)


def _sns_reviews_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("answers", Json, nullable=False),
        sa.Column("result", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("correct_by", sa.Date(), nullable=True),
        sa.Column("corrected_on", sa.Date(), nullable=True),
        sa.Column("corrected_note", sa.String(length=2000), nullable=False),
        sa.Column("corrected_name", sa.String(length=100), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("reviewed_by", sa.Uuid(), nullable=True),
        sa.Column("reviewed_name", sa.String(length=100), nullable=False),
        sa.Column("reviewed_post", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["sns_accounts.id"], name=op.f("fk_sns_reviews_account_id_sns_accounts")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_sns_reviews_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["reviewed_by"], ["people.id"], name=op.f("fk_sns_reviews_reviewed_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sns_reviews")),
        sa.UniqueConstraint("municipality_code", "account_id", "turn", name="uq_sns_reviews_turn"),
    ]


def _sns_texts() -> None:
    op.create_table(
        "sns_texts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("regulation_id", sa.Uuid(), nullable=False),
        sa.Column("public_url", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["sns_accounts.id"], name=op.f("fk_sns_texts_account_id_sns_accounts")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_sns_texts_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["regulation_id"], ["regulations.id"], name=op.f("fk_sns_texts_regulation_id_regulations")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sns_texts")),
        sa.UniqueConstraint("municipality_code", "account_id", "kind", name="uq_sns_texts_kind"),
    )
    op.create_index("ix_sns_texts_regulation", "sns_texts", ["municipality_code", "regulation_id"], unique=False)
    op.create_index("ix_sns_texts_town", "sns_texts", ["municipality_code", "id"], unique=False)
