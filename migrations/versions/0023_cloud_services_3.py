"""Make the tables of cloud services, their uses and registrations (part 3 of 5)."""

import sqlalchemy as sa
from alembic import op

from govapi.db.base import Json
from govapi.db.walls import protect

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "cloud_uses",
    "cloud_conditions",
]


def upgrade() -> None:
    _cloud_uses()
    _cloud_conditions()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "cloud_conditions",
        "cloud_uses",
    ):
        op.drop_table(table)


def _cloud_uses() -> None:
    op.create_table(
        "cloud_uses",
        *_cloud_uses_1(),
        *_cloud_uses_2(),
        *_cloud_uses_3(),
    )
    op.create_index("ix_cloud_uses_confirm", "cloud_uses", ["municipality_code", "status", "confirm_on"], unique=False)
    op.create_index("ix_cloud_uses_contract", "cloud_uses", ["municipality_code", "contract_id"], unique=False)
    op.create_index("ix_cloud_uses_department", "cloud_uses", ["municipality_code", "department_path", "id"], unique=False)
    op.create_index("ix_cloud_uses_newest", "cloud_uses", ["municipality_code", "id"], unique=False)
    op.create_index("ix_cloud_uses_previous", "cloud_uses", ["municipality_code", "previous_id"], unique=False)
    op.create_index("ix_cloud_uses_service", "cloud_uses", ["municipality_code", "service_id", "status", "id"], unique=False)
    op.create_index("ix_cloud_uses_status", "cloud_uses", ["municipality_code", "status", "id"], unique=False)
    op.create_index("ix_cloud_uses_told", "cloud_uses", ["municipality_code", "told_with", "id"], unique=False)
    op.create_index("ix_cloud_uses_town", "cloud_uses", ["municipality_code", "id"], unique=False)
    op.create_index("ix_cloud_uses_zone", "cloud_uses", ["municipality_code", "zone", "status", "id"], unique=False)


def _cloud_uses_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("occasion", sa.String(length=20), nullable=False),
        sa.Column("previous_id", sa.Uuid(), nullable=True),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("migrated", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("returned", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.String(length=4000), nullable=False),
        sa.Column("users", sa.String(length=1000), nullable=False),
        sa.Column("user_count", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.Column("budget_line", sa.String(length=200), nullable=False),
        sa.Column("answers", Json, nullable=False),
        sa.Column("information", Json, nullable=False),
        sa.Column("person_count", sa.Integer(), nullable=True),
        sa.Column("derived_class", sa.String(length=4), nullable=True),
        sa.Column("chosen_class", sa.String(length=4), nullable=True),
    ]


def _cloud_uses_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("class_reason", sa.String(length=2000), nullable=False),
        sa.Column("class_code", sa.String(length=4), nullable=True),
        sa.Column("personal", sa.Boolean(), nullable=False),
        sa.Column("zone", sa.String(length=20), nullable=True),
        sa.Column("form", sa.String(length=20), nullable=True),
        sa.Column("learns", sa.Boolean(), nullable=True),
        sa.Column("items", Json, nullable=False),
        sa.Column("terms_id", sa.Uuid(), nullable=True),
        sa.Column("residual_risk", sa.String(length=2000), nullable=False),
        sa.Column("risk_accepted_by", sa.String(length=200), nullable=False),
        sa.Column("alternative", sa.String(length=2000), nullable=False),
        sa.Column("exception_reason", sa.String(length=2000), nullable=False),
        sa.Column("exception_measures", sa.String(length=2000), nullable=False),
        sa.Column("exception_until", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("ruling", Json, nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision", sa.String(length=20), nullable=False),
        sa.Column("decided_by_name", sa.String(length=100), nullable=False),
        sa.Column("decided_by_post", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("confirm_on", sa.Date(), nullable=True),
        sa.Column("told_with", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ending_by", sa.Uuid(), nullable=True),
        sa.Column("ending_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.String(length=2000), nullable=False),
        sa.Column("exported_on", sa.Date(), nullable=True),
        sa.Column("export_note", sa.String(length=2000), nullable=False),
        sa.Column("accounts_removed_on", sa.Date(), nullable=True),
    ]


def _cloud_uses_3() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("data_deleted_on", sa.Date(), nullable=True),
        sa.Column("backups_deleted_on", sa.Date(), nullable=True),
        sa.Column("removal_waived", Json, nullable=False),
        sa.Column("deletion_method", sa.String(length=1000), nullable=False),
        sa.Column("deletion_note", sa.String(length=2000), nullable=False),
        sa.Column("proof_sha256", sa.String(length=64), nullable=False),
        sa.Column("proof_filename", sa.String(length=200), nullable=False),
        sa.Column("removal_by", sa.Uuid(), nullable=True),
        sa.Column("removal_name", sa.String(length=100), nullable=False),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name=op.f("ck_cloud_uses_term")),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_cloud_uses_contract_id_contracts")),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name=op.f("fk_cloud_uses_created_by_people")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_cloud_uses_department_id_departments")),
        sa.ForeignKeyConstraint(["ended_by"], ["people.id"], name=op.f("fk_cloud_uses_ended_by_people")),
        sa.ForeignKeyConstraint(["ending_by"], ["people.id"], name=op.f("fk_cloud_uses_ending_by_people")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_cloud_uses_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_cloud_uses_organ_id_organs")),
        sa.ForeignKeyConstraint(["previous_id"], ["cloud_uses.id"], name=op.f("fk_cloud_uses_previous_id_cloud_uses")),
        sa.ForeignKeyConstraint(["removal_by"], ["people.id"], name=op.f("fk_cloud_uses_removal_by_people")),
        sa.ForeignKeyConstraint(["requested_by"], ["people.id"], name=op.f("fk_cloud_uses_requested_by_people")),
        sa.ForeignKeyConstraint(["service_id"], ["cloud_services.id"], name=op.f("fk_cloud_uses_service_id_cloud_services")),
        sa.ForeignKeyConstraint(["terms_id"], ["cloud_terms.id"], name=op.f("fk_cloud_uses_terms_id_cloud_terms")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cloud_uses")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_cloud_uses_municipality_code_number")),
    ]


def _cloud_conditions() -> None:
    op.create_table(
        "cloud_conditions",
        *_cloud_conditions_1(),
        *_cloud_conditions_2(),
    )
    op.create_index("ix_cloud_conditions_town", "cloud_conditions", ["municipality_code", "id"], unique=False)
    op.create_index("ix_cloud_conditions_use", "cloud_conditions", ["municipality_code", "use_id", "position"], unique=False)


def _cloud_conditions_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("use_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("due", sa.String(length=20), nullable=False),
        sa.Column("due_days", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("proof", sa.String(length=500), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.Column("added_by_name", sa.String(length=100), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("met_note", sa.String(length=2000), nullable=False),
        sa.Column("met_by", sa.Uuid(), nullable=True),
        sa.Column("met_name", sa.String(length=100), nullable=False),
        sa.Column("evidence_name", sa.String(length=250), nullable=False),
        sa.Column("evidence_type", sa.String(length=100), nullable=False),
        sa.Column("evidence_sha256", sa.String(length=64), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.Uuid(), nullable=True),
        sa.Column("checked_name", sa.String(length=100), nullable=False),
        sa.Column("check_note", sa.String(length=2000), nullable=False),
        sa.Column("returns", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["people.id"], name=op.f("fk_cloud_conditions_added_by_people")),
        sa.ForeignKeyConstraint(["checked_by"], ["people.id"], name=op.f("fk_cloud_conditions_checked_by_people")),
        sa.ForeignKeyConstraint(["met_by"], ["people.id"], name=op.f("fk_cloud_conditions_met_by_people")),
    ]


def _cloud_conditions_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_cloud_conditions_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["use_id"], ["cloud_uses.id"], name=op.f("fk_cloud_conditions_use_id_cloud_uses")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cloud_conditions")),
        sa.UniqueConstraint(
            "municipality_code", "use_id", "position", name=op.f("uq_cloud_conditions_municipality_code_use_id_position")
        ),
    ]
