"""Make the tables of contracts and what hangs on them (part 2 of 3)."""

import sqlalchemy as sa
from alembic import op

from govapi.db.base import Json
from govapi.db.walls import protect

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "contract_clauses",
    "contract_terms",
    "handed_items",
    "inspections",
    "nothing_handed",
]


def upgrade() -> None:
    _contract_clauses()
    _contract_terms()
    _handed_items()
    _inspections()
    _nothing_handed()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "nothing_handed",
        "inspections",
        "handed_items",
        "contract_terms",
        "contract_clauses",
    ):
        op.drop_table(table)


def _contract_clauses() -> None:
    op.create_table(
        "contract_clauses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("clause_version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("because", sa.String(length=1000), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("document", sa.String(length=40), nullable=False),
        sa.Column("article", sa.String(length=40), nullable=False),
        sa.Column("parameters", Json, nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_contract_clauses_contract_id_contracts")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_contract_clauses_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_clauses")),
        sa.UniqueConstraint(
            "municipality_code", "contract_id", "key", name=op.f("uq_contract_clauses_municipality_code_contract_id_key")
        ),
    )
    op.create_index("ix_contract_clauses_town", "contract_clauses", ["municipality_code", "id"], unique=False)


def _contract_terms() -> None:
    op.create_table(
        "contract_terms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("amendment_id", sa.Uuid(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("terms", Json, nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_contract_terms_contract_id_contracts")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_contract_terms_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_terms")),
    )
    op.create_index(
        "ix_contract_terms_contract", "contract_terms", ["municipality_code", "contract_id", "effective_on"], unique=False
    )
    op.create_index("ix_contract_terms_town", "contract_terms", ["municipality_code", "id"], unique=False)


def _handed_items() -> None:
    op.create_table(
        "handed_items",
        *_handed_items_1(),
    )
    op.create_index("ix_handed_items_contract", "handed_items", ["municipality_code", "contract_id"], unique=False)
    op.create_index("ix_handed_items_town", "handed_items", ["municipality_code", "id"], unique=False)


def _handed_items_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.Column("medium", sa.String(length=40), nullable=False),
        sa.Column("class_code", sa.String(length=4), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_name", sa.String(length=100), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.String(length=200), nullable=False),
        sa.Column("attended_by", sa.String(length=200), nullable=False),
        sa.Column("certificate_sha256", sa.String(length=64), nullable=False),
        sa.Column("log_sha256", sa.String(length=64), nullable=False),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.Column("confirmed_name", sa.String(length=100), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["confirmed_by"], ["people.id"], name=op.f("fk_handed_items_confirmed_by_people")),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_handed_items_contract_id_contracts")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_handed_items_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["people.id"], name=op.f("fk_handed_items_recorded_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handed_items")),
    ]


def _inspections() -> None:
    op.create_table(
        "inspections",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("inspected_on", sa.Date(), nullable=False),
        sa.Column("inspector_id", sa.Uuid(), nullable=False),
        sa.Column("inspector_name", sa.String(length=100), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("security_kept", sa.Boolean(), nullable=False),
        sa.Column("remark", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_inspections_contract_id_contracts")),
        sa.ForeignKeyConstraint(["inspector_id"], ["people.id"], name=op.f("fk_inspections_inspector_id_people")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_inspections_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspections")),
    )
    op.create_index("ix_inspections_contract", "inspections", ["municipality_code", "contract_id"], unique=False)
    op.create_index("ix_inspections_town", "inspections", ["municipality_code", "id"], unique=False)


def _nothing_handed() -> None:
    op.create_table(
        "nothing_handed",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.Column("said_name", sa.String(length=100), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_nothing_handed_contract_id_contracts")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_nothing_handed_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["said_by"], ["people.id"], name=op.f("fk_nothing_handed_said_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nothing_handed")),
    )
    op.create_index("ix_nothing_handed_contract", "nothing_handed", ["municipality_code", "contract_id"], unique=False)
    op.create_index("ix_nothing_handed_town", "nothing_handed", ["municipality_code", "id"], unique=False)
