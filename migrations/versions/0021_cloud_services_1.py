"""Make the tables of cloud services, their uses and registrations (part 1 of 5)."""

import sqlalchemy as sa
from alembic import op

from govapi.db.base import Json
from govapi.db.walls import protect

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "registrations",
    "registration_lists",
    "cloud_services",
]


def upgrade() -> None:
    _registrations()
    _registration_lists()
    _cloud_services()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "cloud_services",
        "registration_lists",
        "registrations",
    ):
        op.drop_table(table)


def _registrations() -> None:
    op.create_table(
        "registrations",
        *_registrations_1(),
        *_registrations_2(),
    )
    op.create_index("ix_registrations_expires", "registrations", ["municipality_code", "expires_on", "id"], unique=False)
    op.create_index("ix_registrations_name", "registrations", ["municipality_code", "name_key"], unique=False)
    op.create_index("ix_registrations_newest", "registrations", ["municipality_code", "id"], unique=False)
    op.create_index("ix_registrations_provider", "registrations", ["municipality_code", "provider_key"], unique=False)
    op.create_index("ix_registrations_state", "registrations", ["municipality_code", "registry_key", "state", "id"], unique=False)
    op.create_index("ix_registrations_town", "registrations", ["municipality_code", "id"], unique=False)


def _registrations_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("registry_key", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("service_name", sa.String(length=300), nullable=False),
        sa.Column("provider_name", sa.String(length=300), nullable=False),
        sa.Column("name_key", sa.String(length=300), nullable=False),
        sa.Column("provider_key", sa.String(length=300), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("scope", sa.String(length=4000), nullable=False),
        sa.Column("auditor", sa.String(length=300), nullable=False),
        sa.Column("audit_period", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("state_text", sa.String(length=100), nullable=False),
        sa.Column("state_on", sa.Date(), nullable=False),
        sa.Column("first_fetched_on", sa.Date(), nullable=False),
        sa.Column("fetched_on", sa.Date(), nullable=False),
        sa.Column("gone_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_registrations_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registrations")),
    ]


def _registrations_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.UniqueConstraint(
            "municipality_code", "registry_key", "number", name=op.f("uq_registrations_municipality_code_registry_key_number")
        )
    ]


def _registration_lists() -> None:
    op.create_table(
        "registration_lists",
        *_registration_lists_1(),
    )
    op.create_index("ix_registration_lists_file", "registration_lists", ["municipality_code", "sha256"], unique=False)
    op.create_index("ix_registration_lists_newest", "registration_lists", ["municipality_code", "id"], unique=False)
    op.create_index(
        "ix_registration_lists_registry",
        "registration_lists",
        ["municipality_code", "registry_key", "fetched_on", "id"],
        unique=False,
    )
    op.create_index("ix_registration_lists_town", "registration_lists", ["municipality_code", "id"], unique=False)


def _registration_lists_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("registry_key", sa.String(length=64), nullable=False),
        sa.Column("fetched_on", sa.Date(), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.Column("warnings", Json, nullable=False),
        sa.Column("imported_by", sa.Uuid(), nullable=True),
        sa.Column("imported_name", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["imported_by"], ["people.id"], name=op.f("fk_registration_lists_imported_by_people")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_registration_lists_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_lists")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_registration_lists_municipality_code_number")),
    ]


def _cloud_services() -> None:
    op.create_table(
        "cloud_services",
        *_cloud_services_1(),
        *_cloud_services_2(),
    )
    op.create_index("ix_cloud_services_contractor", "cloud_services", ["municipality_code", "contractor_id", "id"], unique=False)
    op.create_index("ix_cloud_services_kana", "cloud_services", ["municipality_code", "kana_key", "id"], unique=False)
    op.create_index("ix_cloud_services_name", "cloud_services", ["municipality_code", "name_key"], unique=False)
    op.create_index("ix_cloud_services_newest", "cloud_services", ["municipality_code", "id"], unique=False)
    op.create_index("ix_cloud_services_town", "cloud_services", ["municipality_code", "id"], unique=False)


def _cloud_services_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kana", sa.String(length=200), nullable=False),
        sa.Column("kana_key", sa.String(length=200), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("contractor_id", sa.Uuid(), nullable=True),
        sa.Column("provider_name", sa.String(length=200), nullable=False),
        sa.Column("provider_country", sa.String(length=60), nullable=False),
        sa.Column("kinds", Json, nullable=False),
        sa.Column("forms", Json, nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("terms_url", sa.String(length=500), nullable=False),
        sa.Column("data_countries", Json, nullable=False),
        sa.Column("region", sa.String(length=200), nullable=False),
        sa.Column("governing_law", sa.String(length=200), nullable=False),
        sa.Column("jurisdiction", sa.String(length=200), nullable=False),
        sa.Column("subprocessors", sa.String(length=2000), nullable=False),
        sa.Column("certificates", sa.String(length=1000), nullable=False),
        sa.Column("remark", sa.String(length=4000), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.CheckConstraint("contractor_id IS NOT NULL OR provider_name <> ''", name=op.f("ck_cloud_services_provider")),
    ]


def _cloud_services_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(["contractor_id"], ["contractors.id"], name=op.f("fk_cloud_services_contractor_id_contractors")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_cloud_services_department_id_departments")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_cloud_services_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_cloud_services_organ_id_organs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cloud_services")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_cloud_services_municipality_code_number")),
    ]
