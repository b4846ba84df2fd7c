"""Make the tables of contracts and what hangs on them (part 3 of 3)."""

import sqlalchemy as sa
from alembic import op

from govapi.db.walls import protect

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "terminations",
    "waivers",
]


def upgrade() -> None:
    _terminations()
    _waivers()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "waivers",
        "terminations",
    ):
        op.drop_table(table)


def _terminations() -> None:
    op.create_table(
        "terminations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("ground", sa.String(length=200), nullable=False),
        sa.Column("terminated_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("resumes", sa.String(length=30), nullable=False),
        sa.Column("proposed_name", sa.String(length=100), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_terminations_contract_id_contracts")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_terminations_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terminations")),
    )
    op.create_index("ix_terminations_contract", "terminations", ["municipality_code", "contract_id"], unique=False)
    op.create_index("ix_terminations_town", "terminations", ["municipality_code", "id"], unique=False)


def _waivers() -> None:
    op.create_table(
        "waivers",
        *_waivers_1(),
        *_waivers_2(),
    )
    op.create_index("ix_waivers_contract", "waivers", ["municipality_code", "contract_id", "clause_key"], unique=False)
    op.create_index("ix_waivers_town", "waivers", ["municipality_code", "id"], unique=False)


def _waivers_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("clause_key", sa.String(length=60), nullable=False),
        sa.Column("clause_title", sa.String(length=100), nullable=False),
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
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_waivers_contract_id_contracts")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_waivers_department_id_departments")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_waivers_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_waivers_organ_id_organs")),
        sa.ForeignKeyConstraint(["requested_by"], ["people.id"], name=op.f("fk_waivers_requested_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waivers")),
    ]


def _waivers_2() -> list[sa.schema.SchemaItem]:
    return [sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_waivers_municipality_code_number"))]
