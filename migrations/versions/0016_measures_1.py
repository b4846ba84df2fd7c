"""Make the tables of findings, measures and incidents (part 1 of 3)."""

import sqlalchemy as sa
from alembic import op

from govapi.db.base import Json
from govapi.db.walls import protect

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "measure_files",
    "incidents",
    "findings",
]


def upgrade() -> None:
    _measure_files()
    _incidents()
    _findings()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "findings",
        "incidents",
        "measure_files",
    ):
        op.drop_table(table)


def _measure_files() -> None:
    op.create_table(
        "measure_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=250), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("uploaded_by", sa.Uuid(), nullable=True),
        sa.Column("uploaded_name", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_measure_files_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["uploaded_by"], ["people.id"], name=op.f("fk_measure_files_uploaded_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_files")),
    )
    op.create_index("ix_measure_files_record", "measure_files", ["municipality_code", "record_id", "id"], unique=False)
    op.create_index("ix_measure_files_town", "measure_files", ["municipality_code", "id"], unique=False)


def _incidents() -> None:
    op.create_table(
        "incidents",
        *_incidents_1(),
        *_incidents_2(),
    )
    op.create_index("ix_incidents_department", "incidents", ["municipality_code", "department_path", "id"], unique=False)
    op.create_index("ix_incidents_kind", "incidents", ["municipality_code", "kind", "id"], unique=False)
    op.create_index("ix_incidents_status", "incidents", ["municipality_code", "status", "id"], unique=False)
    op.create_index("ix_incidents_town", "incidents", ["municipality_code", "id"], unique=False)


def _incidents_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("contractor_knew_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("city_knew_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("personal", sa.Boolean(), nullable=False),
        sa.Column("my_number", sa.Boolean(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("ordinance_sensitive", sa.Boolean(), nullable=False),
        sa.Column("financial", sa.Boolean(), nullable=False),
        sa.Column("malicious", sa.Boolean(), nullable=False),
        sa.Column("person_count", sa.Integer(), nullable=True),
        sa.Column("serious", sa.Boolean(), nullable=False),
        sa.Column("outline", sa.String(length=4000), nullable=False),
        sa.Column("items", Json, nullable=False),
        sa.Column("cause", sa.String(length=4000), nullable=False),
        sa.Column("secondary_damage", sa.String(length=4000), nullable=False),
        sa.Column("response_to_persons", sa.String(length=4000), nullable=False),
        sa.Column("publication", sa.String(length=4000), nullable=False),
        sa.Column("prevention", sa.String(length=4000), nullable=False),
    ]


def _incidents_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("other", sa.String(length=4000), nullable=False),
        sa.Column("measures_taken", sa.String(length=4000), nullable=False),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("notified_how", sa.String(length=2000), nullable=False),
        sa.Column("not_notified_because", sa.String(length=2000), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_name", sa.String(length=100), nullable=False),
        sa.Column("contained_by", sa.Uuid(), nullable=True),
        sa.Column("contained_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("person_count IS NULL OR person_count >= 0", name=op.f("ck_incidents_person_count")),
        sa.ForeignKeyConstraint(["closed_by"], ["people.id"], name=op.f("fk_incidents_closed_by_people")),
        sa.ForeignKeyConstraint(["contained_by"], ["people.id"], name=op.f("fk_incidents_contained_by_people")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_incidents_department_id_departments")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_incidents_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_incidents_organ_id_organs")),
        sa.ForeignKeyConstraint(["recorded_by"], ["people.id"], name=op.f("fk_incidents_recorded_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_incidents_municipality_code_number")),
    ]


def _findings() -> None:
    op.create_table(
        "findings",
        *_findings_1(),
        *_findings_2(),
    )
    op.create_index("ix_findings_contract", "findings", ["municipality_code", "contract_id", "id"], unique=False)
    op.create_index("ix_findings_contractor", "findings", ["municipality_code", "contractor_id", "id"], unique=False)
    op.create_index("ix_findings_deadline", "findings", ["municipality_code", "status", "deadline"], unique=False)
    op.create_index("ix_findings_department", "findings", ["municipality_code", "department_path", "id"], unique=False)
    op.create_index("ix_findings_severity", "findings", ["municipality_code", "severity", "id"], unique=False)
    op.create_index("ix_findings_source", "findings", ["municipality_code", "source_id"], unique=False)
    op.create_index("ix_findings_status", "findings", ["municipality_code", "status", "id"], unique=False)
    op.create_index("ix_findings_town", "findings", ["municipality_code", "id"], unique=False)


def _findings_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=True),
        sa.Column("source_number", sa.String(length=60), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("contractor_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("content", sa.String(length=4000), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.Column("clause_key", sa.String(length=60), nullable=False),
        sa.Column("clause_title", sa.String(length=100), nullable=False),
        sa.Column("clause_article", sa.String(length=40), nullable=False),
        sa.Column("clause_policy", Json, nullable=False),
        sa.Column("demanded", sa.String(length=4000), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_name", sa.String(length=100), nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=True),
    ]


def _findings_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replied_by", sa.Uuid(), nullable=True),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_name", sa.String(length=100), nullable=False),
        sa.Column("confirmation", sa.String(length=4000), nullable=False),
        sa.ForeignKeyConstraint(["closed_by"], ["people.id"], name=op.f("fk_findings_closed_by_people")),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_findings_contract_id_contracts")),
        sa.ForeignKeyConstraint(["contractor_id"], ["contractors.id"], name=op.f("fk_findings_contractor_id_contractors")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_findings_department_id_departments")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_findings_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_findings_organ_id_organs")),
        sa.ForeignKeyConstraint(["recorded_by"], ["people.id"], name=op.f("fk_findings_recorded_by_people")),
        sa.ForeignKeyConstraint(["replied_by"], ["people.id"], name=op.f("fk_findings_replied_by_people")),
        sa.ForeignKeyConstraint(["requested_by"], ["people.id"], name=op.f("fk_findings_requested_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_findings_municipality_code_number")),
    ]
