"""Make the tables of findings, measures and incidents (part 3 of 3)."""

import sqlalchemy as sa
from alembic import op

from govapi.db.base import Json
from govapi.db.walls import protect

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "measures",
    "suspension_proposals",
    "measure_payments",
]


def upgrade() -> None:
    _measures()
    _suspension_proposals()
    _measure_payments()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "measure_payments",
        "suspension_proposals",
        "measures",
    ):
        op.drop_table(table)


def _measures() -> None:
    op.create_table(
        "measures",
        *_measures_1(),
        *_measures_2(),
    )
    op.create_index("ix_measures_contract", "measures", ["municipality_code", "contract_id", "id"], unique=False)
    op.create_index("ix_measures_contractor", "measures", ["municipality_code", "contractor_id", "id"], unique=False)
    op.create_index("ix_measures_department", "measures", ["municipality_code", "department_path", "id"], unique=False)
    op.create_index("ix_measures_due", "measures", ["municipality_code", "kind", "applied_on", "effective_on"], unique=False)
    op.create_index("ix_measures_finding", "measures", ["municipality_code", "finding_id"], unique=False)
    op.create_index("ix_measures_incident", "measures", ["municipality_code", "incident_id"], unique=False)
    op.create_index("ix_measures_kind", "measures", ["municipality_code", "kind", "id"], unique=False)
    op.create_index("ix_measures_status", "measures", ["municipality_code", "status", "id"], unique=False)
    op.create_index("ix_measures_town", "measures", ["municipality_code", "id"], unique=False)


def _measures_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("contractor_id", sa.Uuid(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=True),
        sa.Column("incident_id", sa.Uuid(), nullable=True),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("clause_key", sa.String(length=60), nullable=False),
        sa.Column("clause_title", sa.String(length=100), nullable=False),
        sa.Column("clause_article", sa.String(length=40), nullable=False),
        sa.Column("clause_policy", Json, nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("demand", sa.String(length=2000), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("requested_by", sa.Uuid(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_name", sa.String(length=100), nullable=False),
        sa.Column("decided_by_post", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("applied_on", sa.Date(), nullable=True),
    ]


def _measures_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_note", sa.String(length=2000), nullable=False),
        sa.CheckConstraint("amount IS NULL OR amount >= 0", name=op.f("ck_measures_amount")),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_measures_contract_id_contracts")),
        sa.ForeignKeyConstraint(["contractor_id"], ["contractors.id"], name=op.f("fk_measures_contractor_id_contractors")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_measures_department_id_departments")),
        sa.ForeignKeyConstraint(["ended_by"], ["people.id"], name=op.f("fk_measures_ended_by_people")),
        sa.ForeignKeyConstraint(["finding_id"], ["findings.id"], name=op.f("fk_measures_finding_id_findings")),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_measures_incident_id_incidents")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_measures_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_measures_organ_id_organs")),
        sa.ForeignKeyConstraint(["requested_by"], ["people.id"], name=op.f("fk_measures_requested_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_measures_municipality_code_number")),
    ]


def _suspension_proposals() -> None:
    op.create_table(
        "suspension_proposals",
        *_suspension_proposals_1(),
        *_suspension_proposals_2(),
    )
    op.create_index(
        "ix_suspension_proposals_contractor", "suspension_proposals", ["municipality_code", "contractor_id", "id"], unique=False
    )
    op.create_index(
        "ix_suspension_proposals_department", "suspension_proposals", ["municipality_code", "department_path", "id"], unique=False
    )
    op.create_index("ix_suspension_proposals_status", "suspension_proposals", ["municipality_code", "status", "id"], unique=False)
    op.create_index("ix_suspension_proposals_town", "suspension_proposals", ["municipality_code", "id"], unique=False)


def _suspension_proposals_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("contractor_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("finding_id", sa.Uuid(), nullable=True),
        sa.Column("incident_id", sa.Uuid(), nullable=True),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("addressee", sa.String(length=200), nullable=False),
        sa.Column("facts", sa.String(length=4000), nullable=False),
        sa.Column("opinion", sa.String(length=2000), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=True),
        sa.Column("sent_by", sa.Uuid(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_name", sa.String(length=100), nullable=False),
        sa.Column("result", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.String(length=2000), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_name", sa.String(length=100), nullable=False),
        sa.Column("suspended_from", sa.Date(), nullable=True),
        sa.Column("suspended_until", sa.Date(), nullable=True),
        sa.Column("restriction_id", sa.Uuid(), nullable=True),
    ]


def _suspension_proposals_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(["answered_by"], ["people.id"], name=op.f("fk_suspension_proposals_answered_by_people")),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_suspension_proposals_contract_id_contracts")),
        sa.ForeignKeyConstraint(
            ["contractor_id"], ["contractors.id"], name=op.f("fk_suspension_proposals_contractor_id_contractors")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_suspension_proposals_department_id_departments")
        ),
        sa.ForeignKeyConstraint(["finding_id"], ["findings.id"], name=op.f("fk_suspension_proposals_finding_id_findings")),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_suspension_proposals_incident_id_incidents")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_suspension_proposals_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_suspension_proposals_organ_id_organs")),
        sa.ForeignKeyConstraint(
            ["restriction_id"],
            ["contractor_restrictions.id"],
            name=op.f("fk_suspension_proposals_restriction_id_contractor_restrictions"),
        ),
        sa.ForeignKeyConstraint(["sent_by"], ["people.id"], name=op.f("fk_suspension_proposals_sent_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspension_proposals")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_suspension_proposals_municipality_code_number")),
    ]


def _measure_payments() -> None:
    op.create_table(
        "measure_payments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("remark", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_name", sa.String(length=100), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_measure_payments_amount")),
        sa.ForeignKeyConstraint(["measure_id"], ["measures.id"], name=op.f("fk_measure_payments_measure_id_measures")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_measure_payments_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["people.id"], name=op.f("fk_measure_payments_recorded_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_payments")),
    )
    op.create_index("ix_measure_payments_measure", "measure_payments", ["municipality_code", "measure_id"], unique=False)
    op.create_index("ix_measure_payments_town", "measure_payments", ["municipality_code", "id"], unique=False)
