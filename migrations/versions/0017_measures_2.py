"""Make the tables of findings, measures and incidents (part 2 of 3)."""

import sqlalchemy as sa
from alembic import op

from govapi.db.walls import protect

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "incident_contracts",
    "incident_filings",
    "incident_tellings",
    "finding_rounds",
]


def upgrade() -> None:
    _incident_contracts()
    _incident_filings()
    _incident_tellings()
    _finding_rounds()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "finding_rounds",
        "incident_tellings",
        "incident_filings",
        "incident_contracts",
    ):
        op.drop_table(table)


def _incident_contracts() -> None:
    op.create_table(
        "incident_contracts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("contractor_id", sa.Uuid(), nullable=True),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_incident_contracts_contract_id_contracts")),
        sa.ForeignKeyConstraint(
            ["contractor_id"], ["contractors.id"], name=op.f("fk_incident_contracts_contractor_id_contractors")
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_incident_contracts_incident_id_incidents")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_incident_contracts_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_incident_contracts_organ_id_organs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_contracts")),
        sa.UniqueConstraint("municipality_code", "incident_id", "contract_id", name="uq_incident_contracts_contract"),
    )
    op.create_index("ix_incident_contracts_contract", "incident_contracts", ["municipality_code", "contract_id"], unique=False)
    op.create_index(
        "ix_incident_contracts_department", "incident_contracts", ["municipality_code", "department_path"], unique=False
    )
    op.create_index("ix_incident_contracts_town", "incident_contracts", ["municipality_code", "id"], unique=False)


def _incident_filings() -> None:
    op.create_table(
        "incident_filings",
        *_incident_filings_1(),
    )
    op.create_index("ix_incident_filings_incident", "incident_filings", ["municipality_code", "incident_id"], unique=False)
    op.create_index("ix_incident_filings_town", "incident_filings", ["municipality_code", "id"], unique=False)


def _incident_filings_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("law", sa.String(length=64), nullable=False),
        sa.Column("law_label", sa.String(length=200), nullable=False),
        sa.Column("clock", sa.String(length=64), nullable=False),
        sa.Column("clock_label", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported_to", sa.String(length=200), nullable=False),
        sa.Column("reference", sa.String(length=100), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("remark", sa.String(length=2000), nullable=False),
        sa.Column("recorded_name", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["generated_documents.id"], name=op.f("fk_incident_filings_document_id_generated_documents")
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_incident_filings_incident_id_incidents")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_incident_filings_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_filings")),
    ]


def _incident_tellings() -> None:
    op.create_table(
        "incident_tellings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(length=64), nullable=False),
        sa.Column("step_label", sa.String(length=200), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_by", sa.String(length=200), nullable=False),
        sa.Column("told_to", sa.String(length=200), nullable=False),
        sa.Column("remark", sa.String(length=2000), nullable=False),
        sa.Column("recorded_name", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name=op.f("fk_incident_tellings_incident_id_incidents")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_incident_tellings_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_tellings")),
    )
    op.create_index("ix_incident_tellings_incident", "incident_tellings", ["municipality_code", "incident_id"], unique=False)
    op.create_index("ix_incident_tellings_town", "incident_tellings", ["municipality_code", "id"], unique=False)


def _finding_rounds() -> None:
    op.create_table(
        "finding_rounds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("demanded", sa.String(length=4000), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("requested_name", sa.String(length=100), nullable=False),
        sa.Column("reply", sa.String(length=4000), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("recorded_name", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["finding_id"], ["findings.id"], name=op.f("fk_finding_rounds_finding_id_findings")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_finding_rounds_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_rounds")),
        sa.UniqueConstraint(
            "municipality_code", "finding_id", "turn", name=op.f("uq_finding_rounds_municipality_code_finding_id_turn")
        ),
    )
    op.create_index("ix_finding_rounds_town", "finding_rounds", ["municipality_code", "id"], unique=False)
