"""Make the tables of personnel changes and handovers (part 2 of 2)."""

import sqlalchemy as sa
from alembic import op

from govapi.db.walls import protect

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "personnel_moves",
    "handover_items",
]


def upgrade() -> None:
    _personnel_moves()
    _handover_items()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "handover_items",
        "personnel_moves",
    ):
        op.drop_table(table)


def _personnel_moves() -> None:
    op.create_table(
        "personnel_moves",
        *_personnel_moves_1(),
        *_personnel_moves_2(),
    )
    op.create_index("ix_personnel_moves_person", "personnel_moves", ["municipality_code", "person_id"], unique=False)
    op.create_index("ix_personnel_moves_town", "personnel_moves", ["municipality_code", "id"], unique=False)


def _personnel_moves_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("staff_number", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kana", sa.String(length=100), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("kind_label", sa.String(length=200), nullable=False),
        sa.Column("effect", sa.String(length=20), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Boolean(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("from_post_id", sa.Uuid(), nullable=True),
        sa.Column("to_post_id", sa.Uuid(), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["personnel_changes.id"], name=op.f("fk_personnel_moves_change_id_personnel_changes")
        ),
        sa.ForeignKeyConstraint(["from_post_id"], ["posts.id"], name=op.f("fk_personnel_moves_from_post_id_posts")),
    ]


def _personnel_moves_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_personnel_moves_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_personnel_moves_person_id_people")),
        sa.ForeignKeyConstraint(["to_post_id"], ["posts.id"], name=op.f("fk_personnel_moves_to_post_id_posts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_moves")),
        sa.UniqueConstraint("municipality_code", "change_id", "edition", "line", name="uq_personnel_moves_line"),
    ]


def _handover_items() -> None:
    op.create_table(
        "handover_items",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("handover_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("by", sa.String(length=10), nullable=False),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.Column("done_name", sa.String(length=100), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("not_needed_because", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(["done_by"], ["people.id"], name=op.f("fk_handover_items_done_by_people")),
        sa.ForeignKeyConstraint(["handover_id"], ["handovers.id"], name=op.f("fk_handover_items_handover_id_handovers")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_handover_items_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_items")),
        sa.UniqueConstraint(
            "municipality_code", "handover_id", "item", name=op.f("uq_handover_items_municipality_code_handover_id_item")
        ),
    )
    op.create_index("ix_handover_items_town", "handover_items", ["municipality_code", "id"], unique=False)
