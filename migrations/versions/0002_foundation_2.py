"""Lay the foundation: organisation, audit chain, jobs, counters, search and what the doors keep (part 2 of 3)."""

import sqlalchemy as sa
from alembic import op

from govapi.db import grams
from govapi.db.base import Json
from govapi.db.walls import append_only, protect

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "people",
    "policy_sets",
    "remembered_answers",
    "search_entries",
    "web_sessions",
    "departments",
]
APPEND_ONLY = [
    "policy_sets",
]


def upgrade() -> None:
    _people()
    _policy_sets()
    _remembered_answers()
    _search_entries()
    _web_sessions()
    _departments()
    protect(TENANT_TABLES)
    append_only(APPEND_ONLY)
    grams.create()


def downgrade() -> None:
    grams.drop()
    for table in (
        "departments",
        "web_sessions",
        "search_entries",
        "remembered_answers",
        "policy_sets",
        "people",
    ):
        op.drop_table(table)


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kana", sa.String(length=100), nullable=False),
        sa.Column("staff_number", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_people_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("municipality_code", "staff_number", name=op.f("uq_people_municipality_code_staff_number")),
        sa.UniqueConstraint("municipality_code", "subject", name=op.f("uq_people_municipality_code_subject")),
    )
    op.create_index("ix_people_town", "people", ["municipality_code", "id"], unique=False)


def _policy_sets() -> None:
    op.create_table(
        "policy_sets",
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("set_version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("imported_by", sa.String(length=300), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", Json, nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_policy_sets_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("municipality_code", "set_version", name=op.f("pk_policy_sets")),
        sa.UniqueConstraint("municipality_code", "id", name=op.f("uq_policy_sets_municipality_code_id")),
    )
    op.create_index("ix_policy_sets_in_force", "policy_sets", ["municipality_code", "in_force_from", "set_version"], unique=False)
    op.create_index("ix_policy_sets_town", "policy_sets", ["municipality_code", "id"], unique=False)


def _remembered_answers() -> None:
    op.create_table(
        "remembered_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("caller", sa.String(length=255), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("request_hash", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("headers", Json, nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_remembered_answers_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remembered_answers")),
        sa.UniqueConstraint(
            "municipality_code", "caller", "key", name=op.f("uq_remembered_answers_municipality_code_caller_key")
        ),
    )
    op.create_index("ix_remembered_answers_created", "remembered_answers", ["municipality_code", "created_at"], unique=False)
    op.create_index("ix_remembered_answers_town", "remembered_answers", ["municipality_code", "id"], unique=False)


def _search_entries() -> None:
    op.create_table(
        "search_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_search_entries_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entries")),
    )
    op.create_index("ix_search_entries_noun", "search_entries", ["municipality_code", "noun", "id"], unique=False)
    op.create_index("ix_search_entries_town", "search_entries", ["municipality_code", "id"], unique=False)


def _web_sessions() -> None:
    op.create_table(
        "web_sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("csrf_token", sa.String(length=64), nullable=False),
        sa.Column("system_roles", Json, nullable=False),
        sa.Column("id_token", sa.String(length=8000), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_web_sessions_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_sessions")),
        sa.UniqueConstraint("municipality_code", "token_hash", name=op.f("uq_web_sessions_municipality_code_token_hash")),
    )
    op.create_index("ix_web_sessions_expires", "web_sessions", ["municipality_code", "expires_at"], unique=False)
    op.create_index("ix_web_sessions_town", "web_sessions", ["municipality_code", "id"], unique=False)


def _departments() -> None:
    op.create_table(
        "departments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("symbol", sa.String(length=10), nullable=False),
        sa.Column("path", sa.String(length=400), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("sort_order", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_departments_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_departments_organ_id_organs")),
        sa.ForeignKeyConstraint(["parent_id"], ["departments.id"], name=op.f("fk_departments_parent_id_departments")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_departments")),
    )
    op.create_index("ix_departments_path", "departments", ["municipality_code", "path"], unique=False)
    op.create_index("ix_departments_town", "departments", ["municipality_code", "id"], unique=False)
