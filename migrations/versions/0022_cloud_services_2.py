"""Make the tables of cloud services, their uses and registrations (part 2 of 5)."""

import sqlalchemy as sa
from alembic import op

from govapi.db.base import Json
from govapi.db.walls import protect

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "cloud_judgements",
    "cloud_terms",
    "registration_matches",
    "cloud_events",
]


def upgrade() -> None:
    _cloud_judgements()
    _cloud_terms()
    _registration_matches()
    _cloud_events()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "cloud_events",
        "registration_matches",
        "cloud_terms",
        "cloud_judgements",
    ):
        op.drop_table(table)


def _cloud_judgements() -> None:
    op.create_table(
        "cloud_judgements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("acceptable", sa.Boolean(), nullable=False),
        sa.Column("text", sa.String(length=4000), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("judged_by", sa.Uuid(), nullable=True),
        sa.Column("judged_name", sa.String(length=100), nullable=False),
        sa.Column("judged_post", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["judged_by"], ["people.id"], name=op.f("fk_cloud_judgements_judged_by_people")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_cloud_judgements_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["cloud_services.id"], name=op.f("fk_cloud_judgements_service_id_cloud_services")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cloud_judgements")),
    )
    op.create_index(
        "ix_cloud_judgements_service",
        "cloud_judgements",
        ["municipality_code", "service_id", "kind", "judged_on", "id"],
        unique=False,
    )
    op.create_index("ix_cloud_judgements_town", "cloud_judgements", ["municipality_code", "id"], unique=False)


def _cloud_terms() -> None:
    op.create_table(
        "cloud_terms",
        *_cloud_terms_1(),
    )
    op.create_index("ix_cloud_terms_file", "cloud_terms", ["municipality_code", "sha256"], unique=False)
    op.create_index(
        "ix_cloud_terms_service", "cloud_terms", ["municipality_code", "service_id", "checked_on", "id"], unique=False
    )
    op.create_index("ix_cloud_terms_town", "cloud_terms", ["municipality_code", "id"], unique=False)


def _cloud_terms_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.String(length=100), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("risks", Json, nullable=False),
        sa.Column("remark", sa.String(length=2000), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_name", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_cloud_terms_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["people.id"], name=op.f("fk_cloud_terms_recorded_by_people")),
        sa.ForeignKeyConstraint(["service_id"], ["cloud_services.id"], name=op.f("fk_cloud_terms_service_id_cloud_services")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cloud_terms")),
    ]


def _registration_matches() -> None:
    op.create_table(
        "registration_matches",
        *_registration_matches_1(),
        *_registration_matches_2(),
    )
    op.create_index(
        "ix_registration_matches_registration", "registration_matches", ["municipality_code", "registration_id"], unique=False
    )
    op.create_index("ix_registration_matches_status", "registration_matches", ["municipality_code", "status", "id"], unique=False)
    op.create_index("ix_registration_matches_town", "registration_matches", ["municipality_code", "id"], unique=False)


def _registration_matches_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("registration_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("because", sa.String(length=300), nullable=False),
        sa.Column("remark", sa.String(length=4000), nullable=False),
        sa.Column("seen_name", sa.String(length=300), nullable=False),
        sa.Column("seen_scope", sa.String(length=4000), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_name", sa.String(length=100), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_registration_matches_decided_by_people")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_registration_matches_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registrations.id"], name=op.f("fk_registration_matches_registration_id_registrations")
        ),
    ]


def _registration_matches_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(
            ["service_id"], ["cloud_services.id"], name=op.f("fk_registration_matches_service_id_cloud_services")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_matches")),
        sa.UniqueConstraint("municipality_code", "service_id", "registration_id", name="uq_registration_matches_pair"),
    ]


def _cloud_events() -> None:
    op.create_table(
        "cloud_events",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("content", sa.String(length=4000), nullable=False),
        sa.Column("known_on", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("terms_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("recorded_name", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_cloud_events_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["people.id"], name=op.f("fk_cloud_events_recorded_by_people")),
        sa.ForeignKeyConstraint(["service_id"], ["cloud_services.id"], name=op.f("fk_cloud_events_service_id_cloud_services")),
        sa.ForeignKeyConstraint(["terms_id"], ["cloud_terms.id"], name=op.f("fk_cloud_events_terms_id_cloud_terms")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cloud_events")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_cloud_events_municipality_code_number")),
    )
    op.create_index("ix_cloud_events_service", "cloud_events", ["municipality_code", "service_id", "id"], unique=False)
    op.create_index("ix_cloud_events_town", "cloud_events", ["municipality_code", "id"], unique=False)
