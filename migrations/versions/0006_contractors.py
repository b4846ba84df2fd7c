"""Make the tables of contractors and the offices one contracts with."""

import sqlalchemy as sa
from alembic import op

from govapi.db.walls import protect

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "contractors",
    "contractor_offices",
    "contractor_restrictions",
    "venture_members",
]


def upgrade() -> None:
    _contractors()
    _contractor_offices()
    _contractor_restrictions()
    _venture_members()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "venture_members",
        "contractor_restrictions",
        "contractor_offices",
        "contractors",
    ):
        op.drop_table(table)


def _contractors() -> None:
    op.create_table(
        "contractors",
        *_contractors_1(),
        *_contractors_2(),
    )
    op.create_index("ix_contractors_kana", "contractors", ["municipality_code", "kana_key", "id"], unique=False)
    op.create_index("ix_contractors_name_key", "contractors", ["municipality_code", "name_key"], unique=False)
    op.create_index("ix_contractors_town", "contractors", ["municipality_code", "id"], unique=False)


def _contractors_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kana", sa.String(length=200), nullable=False),
        sa.Column("kana_key", sa.String(length=200), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("corporate_number", sa.String(length=13), nullable=True),
        sa.Column("invoice_number", sa.String(length=14), nullable=True),
        sa.Column("representative_title", sa.String(length=100), nullable=False),
        sa.Column("representative_name", sa.String(length=100), nullable=False),
        sa.Column("postal_code", sa.String(length=8), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("qualification_number", sa.String(length=30), nullable=False),
        sa.Column("qualified_until", sa.Date(), nullable=True),
        sa.Column("remark", sa.String(length=4000), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_contractors_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contractors")),
    ]


def _contractors_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.UniqueConstraint(
            "municipality_code", "corporate_number", name=op.f("uq_contractors_municipality_code_corporate_number")
        ),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_contractors_municipality_code_number")),
    ]


def _contractor_offices() -> None:
    op.create_table(
        "contractor_offices",
        *_contractor_offices_1(),
    )
    op.create_index(
        "ix_contractor_offices_contractor", "contractor_offices", ["municipality_code", "contractor_id"], unique=False
    )
    op.create_index("ix_contractor_offices_town", "contractor_offices", ["municipality_code", "id"], unique=False)


def _contractor_offices_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("contractor_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("signatory_title", sa.String(length=100), nullable=False),
        sa.Column("signatory_name", sa.String(length=100), nullable=False),
        sa.Column("postal_code", sa.String(length=8), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("delegated_from", sa.Date(), nullable=True),
        sa.Column("delegated_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "delegated_to IS NULL OR delegated_from IS NULL OR delegated_to > delegated_from",
            name=op.f("ck_contractor_offices_delegation"),
        ),
        sa.ForeignKeyConstraint(
            ["contractor_id"], ["contractors.id"], name=op.f("fk_contractor_offices_contractor_id_contractors")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_contractor_offices_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contractor_offices")),
    ]


def _contractor_restrictions() -> None:
    op.create_table(
        "contractor_restrictions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("contractor_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.CheckConstraint("to_date IS NULL OR to_date > from_date", name=op.f("ck_contractor_restrictions_dates")),
        sa.ForeignKeyConstraint(
            ["contractor_id"], ["contractors.id"], name=op.f("fk_contractor_restrictions_contractor_id_contractors")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipalities.code"],
            name=op.f("fk_contractor_restrictions_municipality_code_municipalities"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contractor_restrictions")),
    )
    op.create_index(
        "ix_contractor_restrictions_contractor", "contractor_restrictions", ["municipality_code", "contractor_id"], unique=False
    )
    op.create_index("ix_contractor_restrictions_town", "contractor_restrictions", ["municipality_code", "id"], unique=False)


def _venture_members() -> None:
    op.create_table(
        "venture_members",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("venture_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("is_lead", sa.Boolean(), nullable=False),
        sa.Column("share_percent", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["contractors.id"], name=op.f("fk_venture_members_member_id_contractors")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_venture_members_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["venture_id"], ["contractors.id"], name=op.f("fk_venture_members_venture_id_contractors")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venture_members")),
        sa.UniqueConstraint(
            "municipality_code", "venture_id", "member_id", name=op.f("uq_venture_members_municipality_code_venture_id_member_id")
        ),
    )
    op.create_index("ix_venture_members_town", "venture_members", ["municipality_code", "id"], unique=False)
