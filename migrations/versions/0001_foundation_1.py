"""Lay the foundation: organisation, audit chain, jobs, counters, search and what the doors keep (part 1 of 3)."""

import sqlalchemy as sa
from alembic import op

from govapi.db.base import Json
from govapi.db.walls import allow, append_only, drop_append_only, protect
from govapi.jobs import schema as procrastinate

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "audit_heads",
    "audit_rows",
    "counters",
    "events",
    "jobs",
    "organs",
]
APPEND_ONLY = [
    "audit_rows",
    "events",
]


def upgrade() -> None:
    _municipalities()
    _audit_heads()
    _audit_rows()
    _counters()
    _events()
    _jobs()
    _organs()
    allow("SELECT, INSERT, UPDATE", ["municipalities"])
    allow("SELECT", ["alembic_version"])
    protect(TENANT_TABLES)
    append_only(APPEND_ONLY)
    procrastinate.create()


def downgrade() -> None:
    procrastinate.drop()
    for table in (
        "organs",
        "jobs",
        "events",
        "counters",
        "audit_rows",
        "audit_heads",
        "municipalities",
    ):
        op.drop_table(table)
    drop_append_only()


def _municipalities() -> None:
    op.create_table(
        "municipalities",
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kana", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("postal_code", sa.String(length=8), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("mayor_title", sa.String(length=50), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_municipalities")),
    )


def _audit_heads() -> None:
    op.create_table(
        "audit_heads",
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_audit_heads_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("municipality_code", name=op.f("pk_audit_heads")),
    )


def _audit_rows() -> None:
    op.create_table(
        "audit_rows",
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_kind", sa.String(length=10), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.String(length=100), nullable=False),
        sa.Column("actor_post", sa.String(length=200), nullable=False),
        sa.Column("action", sa.String(length=80), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("summary", sa.String(length=500), nullable=False),
        sa.Column("from_status", sa.String(length=40), nullable=False),
        sa.Column("to_status", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("changes", Json, nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_audit_rows_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("municipality_code", "seq", name=op.f("pk_audit_rows")),
    )
    op.create_index("ix_audit_rows_record", "audit_rows", ["municipality_code", "record_id", "seq"], unique=False)


def _counters() -> None:
    op.create_table(
        "counters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_counters_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counters")),
        sa.UniqueConstraint("municipality_code", "key", name=op.f("uq_counters_municipality_code_key")),
    )
    op.create_index("ix_counters_town", "counters", ["municipality_code", "id"], unique=False)


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_events_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("municipality_code", "seq", name=op.f("pk_events")),
    )


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(length=60), nullable=False),
        sa.Column("args", Json, nullable=False),
        sa.Column("key", sa.String(length=120), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=500), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_jobs_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("municipality_code", "key", name=op.f("uq_jobs_municipality_code_key")),
    )
    op.create_index("ix_jobs_town", "jobs", ["municipality_code", "id"], unique=False)
    op.create_index("ix_jobs_waiting", "jobs", ["status", "run_at"], unique=False)


def _organs() -> None:
    op.create_table(
        "organs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=50), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("signatory_title", sa.String(length=100), nullable=False),
        sa.Column("signatory_name", sa.String(length=100), nullable=False),
        sa.Column("sort_order", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_organs_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organs")),
        sa.UniqueConstraint("municipality_code", "key", name=op.f("uq_organs_municipality_code_key")),
    )
    op.create_index("ix_organs_town", "organs", ["municipality_code", "id"], unique=False)
