"""Make the tables of performance and sub-contracting (part 1 of 2)."""

import sqlalchemy as sa
from alembic import op

from govapi.db.base import Json
from govapi.db.walls import protect

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "regular_reports",
    "rosters",
    "site_visits",
]


def upgrade() -> None:
    _regular_reports()
    _rosters()
    _site_visits()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "site_visits",
        "rosters",
        "regular_reports",
    ):
        op.drop_table(table)


def _regular_reports() -> None:
    op.create_table(
        "regular_reports",
        *_regular_reports_1(),
    )
    op.create_index("ix_regular_reports_town", "regular_reports", ["municipality_code", "id"], unique=False)


def _regular_reports_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_to", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("summary", sa.String(length=4000), nullable=False),
        sa.Column("security_ok", sa.Boolean(), nullable=False),
        sa.Column("security_note", sa.String(length=2000), nullable=False),
        sa.Column("had_incident", sa.Boolean(), nullable=False),
        sa.Column("staff_changed", sa.Boolean(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("recorded_name", sa.String(length=100), nullable=False),
        sa.CheckConstraint("period_to >= period_from", name=op.f("ck_regular_reports_period")),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_regular_reports_contract_id_contracts")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_regular_reports_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regular_reports")),
        sa.UniqueConstraint(
            "municipality_code",
            "contract_id",
            "period_from",
            name=op.f("uq_regular_reports_municipality_code_contract_id_period_from"),
        ),
    ]


def _rosters() -> None:
    op.create_table(
        "rosters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("is_change", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("worker_count", sa.Integer(), nullable=False),
        sa.Column("recorded_name", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_rosters_contract_id_contracts")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_rosters_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rosters")),
        sa.UniqueConstraint(
            "municipality_code", "contract_id", "edition", name=op.f("uq_rosters_municipality_code_contract_id_edition")
        ),
    )
    op.create_index("ix_rosters_town", "rosters", ["municipality_code", "id"], unique=False)


def _site_visits() -> None:
    op.create_table(
        "site_visits",
        *_site_visits_1(),
        *_site_visits_2(),
    )
    op.create_index("ix_site_visits_contract", "site_visits", ["municipality_code", "contract_id", "id"], unique=False)
    op.create_index("ix_site_visits_department", "site_visits", ["municipality_code", "department_path", "id"], unique=False)
    op.create_index("ix_site_visits_status", "site_visits", ["municipality_code", "status", "id"], unique=False)
    op.create_index("ix_site_visits_town", "site_visits", ["municipality_code", "id"], unique=False)


def _site_visits_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("purpose", sa.String(length=2000), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("from_time", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("inspectors", Json, nullable=False),
        sa.Column("items", Json, nullable=False),
        sa.Column("notified_by", sa.Uuid(), nullable=True),
        sa.Column("notified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("visited_on", sa.Date(), nullable=True),
        sa.Column("attended_by", sa.String(length=400), nullable=False),
        sa.Column("conclusion", sa.String(length=4000), nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_site_visits_contract_id_contracts")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_site_visits_department_id_departments")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_site_visits_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["notified_by"], ["people.id"], name=op.f("fk_site_visits_notified_by_people")),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_site_visits_organ_id_organs")),
    ]


def _site_visits_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_visits")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_site_visits_municipality_code_number")),
    ]
