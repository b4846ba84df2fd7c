"""Make the tables of cloud services, their uses and registrations (part 4 of 5)."""

import sqlalchemy as sa
from alembic import op

from govapi.db.base import Json
from govapi.db.walls import protect

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "cloud_confirmations",
    "cloud_event_answers",
    "cloud_managers",
    "registration_answers",
]


def upgrade() -> None:
    _cloud_confirmations()
    _cloud_event_answers()
    _cloud_managers()
    _registration_answers()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "registration_answers",
        "cloud_managers",
        "cloud_event_answers",
        "cloud_confirmations",
    ):
        op.drop_table(table)


def _cloud_confirmations() -> None:
    op.create_table(
        "cloud_confirmations",
        *_cloud_confirmations_1(),
    )
    op.create_index("ix_cloud_confirmations_town", "cloud_confirmations", ["municipality_code", "id"], unique=False)
    op.create_index("ix_cloud_confirmations_use", "cloud_confirmations", ["municipality_code", "use_id", "turn"], unique=False)


def _cloud_confirmations_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("use_id", sa.Uuid(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("answers", Json, nullable=False),
        sa.Column("result", sa.String(length=20), nullable=False),
        sa.Column("remark", sa.String(length=2000), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.Column("confirmed_name", sa.String(length=100), nullable=False),
        sa.Column("confirmed_post", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["confirmed_by"], ["people.id"], name=op.f("fk_cloud_confirmations_confirmed_by_people")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_cloud_confirmations_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["use_id"], ["cloud_uses.id"], name=op.f("fk_cloud_confirmations_use_id_cloud_uses")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cloud_confirmations")),
        sa.UniqueConstraint(
            "municipality_code", "use_id", "turn", name=op.f("uq_cloud_confirmations_municipality_code_use_id_turn")
        ),
    ]


def _cloud_event_answers() -> None:
    op.create_table(
        "cloud_event_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("use_id", sa.Uuid(), nullable=False),
        sa.Column("result", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_name", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["answered_by"], ["people.id"], name=op.f("fk_cloud_event_answers_answered_by_people")),
        sa.ForeignKeyConstraint(["event_id"], ["cloud_events.id"], name=op.f("fk_cloud_event_answers_event_id_cloud_events")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_cloud_event_answers_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["use_id"], ["cloud_uses.id"], name=op.f("fk_cloud_event_answers_use_id_cloud_uses")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cloud_event_answers")),
        sa.UniqueConstraint(
            "municipality_code", "event_id", "use_id", name=op.f("uq_cloud_event_answers_municipality_code_event_id_use_id")
        ),
    )
    op.create_index("ix_cloud_event_answers_town", "cloud_event_answers", ["municipality_code", "id"], unique=False)
    op.create_index("ix_cloud_event_answers_use", "cloud_event_answers", ["municipality_code", "use_id", "id"], unique=False)


def _cloud_managers() -> None:
    op.create_table(
        "cloud_managers",
        *_cloud_managers_1(),
    )
    op.create_index("ix_cloud_managers_post", "cloud_managers", ["municipality_code", "post_id"], unique=False)
    op.create_index("ix_cloud_managers_town", "cloud_managers", ["municipality_code", "id"], unique=False)
    op.create_index("ix_cloud_managers_use", "cloud_managers", ["municipality_code", "use_id", "from_date"], unique=False)
    op.create_index(
        "uq_cloud_managers_open",
        "cloud_managers",
        ["municipality_code", "use_id"],
        unique=True,
        sqlite_where=sa.text("to_date IS NULL"),
        postgresql_where=sa.text("to_date IS NULL"),
    )


def _cloud_managers_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("use_id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("named_by", sa.Uuid(), nullable=True),
        sa.Column("named_name", sa.String(length=100), nullable=False),
        sa.Column("ended_note", sa.String(length=500), nullable=False),
        sa.CheckConstraint("to_date IS NULL OR to_date > from_date", name=op.f("ck_cloud_managers_dates")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_cloud_managers_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["named_by"], ["people.id"], name=op.f("fk_cloud_managers_named_by_people")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_cloud_managers_post_id_posts")),
        sa.ForeignKeyConstraint(["use_id"], ["cloud_uses.id"], name=op.f("fk_cloud_managers_use_id_cloud_uses")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cloud_managers")),
        sa.UniqueConstraint(
            "municipality_code", "use_id", "from_date", name=op.f("uq_cloud_managers_municipality_code_use_id_from_date")
        ),
    ]


def _registration_answers() -> None:
    op.create_table(
        "registration_answers",
        *_registration_answers_1(),
        *_registration_answers_2(),
    )
    op.create_index(
        "ix_registration_answers_registration", "registration_answers", ["municipality_code", "registration_id"], unique=False
    )
    op.create_index("ix_registration_answers_town", "registration_answers", ["municipality_code", "id"], unique=False)


def _registration_answers_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("use_id", sa.Uuid(), nullable=False),
        sa.Column("registration_id", sa.Uuid(), nullable=False),
        sa.Column("cause", sa.String(length=20), nullable=False),
        sa.Column("lost_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("judgement_id", sa.Uuid(), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_name", sa.String(length=100), nullable=False),
        sa.Column("answered_post", sa.String(length=200), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["answered_by"], ["people.id"], name=op.f("fk_registration_answers_answered_by_people")),
        sa.ForeignKeyConstraint(
            ["judgement_id"], ["cloud_judgements.id"], name=op.f("fk_registration_answers_judgement_id_cloud_judgements")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_registration_answers_municipality_code_municipalities")
        ),
    ]


def _registration_answers_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registrations.id"], name=op.f("fk_registration_answers_registration_id_registrations")
        ),
        sa.ForeignKeyConstraint(["use_id"], ["cloud_uses.id"], name=op.f("fk_registration_answers_use_id_cloud_uses")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_answers")),
        sa.UniqueConstraint(
            "municipality_code", "use_id", "registration_id", "cause", "lost_on", name="uq_registration_answers_loss"
        ),
    ]
