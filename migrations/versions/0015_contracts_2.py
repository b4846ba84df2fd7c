"""Make the tables of performance and sub-contracting (part 2 of 2)."""

import sqlalchemy as sa
from alembic import op

from govapi.db.base import Json
from govapi.db.walls import protect

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "subcontracts",
    "work_places",
    "roster_workers",
    "site_visit_findings",
]


def upgrade() -> None:
    _subcontracts()
    _work_places()
    _roster_workers()
    _site_visit_findings()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "site_visit_findings",
        "roster_workers",
        "work_places",
        "subcontracts",
    ):
        op.drop_table(table)


def _subcontracts() -> None:
    op.create_table(
        "subcontracts",
        *_subcontracts_1(),
        *_subcontracts_2(),
        *_subcontracts_3(),
    )
    op.create_index("ix_subcontracts_contract", "subcontracts", ["municipality_code", "contract_id", "id"], unique=False)
    op.create_index("ix_subcontracts_contractor", "subcontracts", ["municipality_code", "contractor_id"], unique=False)
    op.create_index("ix_subcontracts_department", "subcontracts", ["municipality_code", "department_path", "id"], unique=False)
    op.create_index("ix_subcontracts_parent", "subcontracts", ["municipality_code", "parent_id"], unique=False)
    op.create_index("ix_subcontracts_status", "subcontracts", ["municipality_code", "status", "id"], unique=False)
    op.create_index("ix_subcontracts_town", "subcontracts", ["municipality_code", "id"], unique=False)


def _subcontracts_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("contractor_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("representative", sa.String(length=200), nullable=False),
        sa.Column("corporate_number", sa.String(length=13), nullable=True),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("scope", sa.String(length=2000), nullable=False),
        sa.Column("is_whole", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_to", sa.Date(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("share_percent", sa.Integer(), nullable=True),
        sa.Column("started_early_on", sa.Date(), nullable=True),
        sa.Column("further_planned", sa.Boolean(), nullable=False),
        sa.Column("information", Json, nullable=False),
        sa.Column("class_code", sa.String(length=4), nullable=True),
        sa.Column("personal", sa.Boolean(), nullable=False),
    ]


def _subcontracts_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("my_number", sa.Boolean(), nullable=False),
        sa.Column("system", sa.Boolean(), nullable=False),
        sa.Column("hosted", sa.Boolean(), nullable=False),
        sa.Column("measures", sa.String(length=4000), nullable=False),
        sa.Column("supervision", sa.String(length=4000), nullable=False),
        sa.Column("assessment_plan", sa.String(length=2000), nullable=False),
        sa.Column("conditions", Json, nullable=False),
        sa.Column("proposal", sa.String(length=10), nullable=False),
        sa.Column("submitted_by", sa.Uuid(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned", sa.Boolean(), nullable=False),
        sa.Column("decided_by_name", sa.String(length=100), nullable=False),
        sa.Column("decided_by_post", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_note", sa.String(length=2000), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_because", sa.String(length=2000), nullable=False),
        sa.CheckConstraint("amount IS NULL OR amount >= 0", name=op.f("ck_subcontracts_amount")),
        sa.CheckConstraint("period_to >= period_from", name=op.f("ck_subcontracts_period")),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_subcontracts_contract_id_contracts")),
        sa.ForeignKeyConstraint(["contractor_id"], ["contractors.id"], name=op.f("fk_subcontracts_contractor_id_contractors")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_subcontracts_department_id_departments")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_subcontracts_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_subcontracts_organ_id_organs")),
        sa.ForeignKeyConstraint(["parent_id"], ["subcontracts.id"], name=op.f("fk_subcontracts_parent_id_subcontracts")),
        sa.ForeignKeyConstraint(["submitted_by"], ["people.id"], name=op.f("fk_subcontracts_submitted_by_people")),
    ]


def _subcontracts_3() -> list[sa.schema.SchemaItem]:
    return [
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subcontracts")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_subcontracts_municipality_code_number")),
    ]


def _work_places() -> None:
    op.create_table(
        "work_places",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("work", sa.String(length=500), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("notified_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("recorded_name", sa.String(length=100), nullable=False),
        sa.Column("end_notified_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=2000), nullable=False),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_work_places_term")),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_work_places_contract_id_contracts")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_work_places_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_places")),
    )
    op.create_index("ix_work_places_contract", "work_places", ["municipality_code", "contract_id", "id"], unique=False)
    op.create_index("ix_work_places_town", "work_places", ["municipality_code", "id"], unique=False)


def _roster_workers() -> None:
    op.create_table(
        "roster_workers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("roster_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("affiliation", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=100), nullable=False),
        sa.Column("trained_on", sa.Date(), nullable=True),
        sa.Column("scope", sa.String(length=500), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("handles_my_number", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_roster_workers_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["roster_id"], ["rosters.id"], name=op.f("fk_roster_workers_roster_id_rosters")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_workers")),
    )
    op.create_index("ix_roster_workers_roster", "roster_workers", ["municipality_code", "roster_id", "position"], unique=False)
    op.create_index("ix_roster_workers_town", "roster_workers", ["municipality_code", "id"], unique=False)


def _site_visit_findings() -> None:
    op.create_table(
        "site_visit_findings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=200), nullable=False),
        sa.Column("content", sa.String(length=2000), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("settlement", sa.String(length=2000), nullable=False),
        sa.Column("settled_name", sa.String(length=100), nullable=False),
        sa.Column("handed_over_to", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_site_visit_findings_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["site_visits.id"], name=op.f("fk_site_visit_findings_visit_id_site_visits")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_visit_findings")),
    )
    op.create_index("ix_site_visit_findings_town", "site_visit_findings", ["municipality_code", "id"], unique=False)
    op.create_index(
        "ix_site_visit_findings_visit", "site_visit_findings", ["municipality_code", "visit_id", "position"], unique=False
    )
