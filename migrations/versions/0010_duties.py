"""Make the tables of dated duties and of the mail about them."""

import sqlalchemy as sa
from alembic import op

from govapi.db.walls import protect

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "outgoing_mails",
    "calendar_feeds",
    "notice_preferences",
    "duties",
    "duty_notices",
]


def upgrade() -> None:
    _outgoing_mails()
    _calendar_feeds()
    _notice_preferences()
    _duties()
    _duty_notices()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "duty_notices",
        "duties",
        "notice_preferences",
        "calendar_feeds",
        "outgoing_mails",
    ):
        op.drop_table(table)


def _outgoing_mails() -> None:
    op.create_table(
        "outgoing_mails",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("to_address", sa.String(length=254), nullable=False),
        sa.Column("to_name", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("forget", sa.Boolean(), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_outgoing_mails_municipality_code_municipalities")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_mails")),
        sa.UniqueConstraint("municipality_code", "key", name=op.f("uq_outgoing_mails_municipality_code_key")),
    )
    op.create_index("ix_outgoing_mails_town", "outgoing_mails", ["municipality_code", "id"], unique=False)
    op.create_index("ix_outgoing_mails_waiting", "outgoing_mails", ["municipality_code", "status", "try_at", "id"], unique=False)


def _calendar_feeds() -> None:
    op.create_table(
        "calendar_feeds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_calendar_feeds_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_calendar_feeds_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feeds")),
        sa.UniqueConstraint("municipality_code", "token_hash", name=op.f("uq_calendar_feeds_municipality_code_token_hash")),
    )
    op.create_index("ix_calendar_feeds_person", "calendar_feeds", ["municipality_code", "person_id"], unique=False)
    op.create_index("ix_calendar_feeds_town", "calendar_feeds", ["municipality_code", "id"], unique=False)


def _notice_preferences() -> None:
    op.create_table(
        "notice_preferences",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("delivery", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_notice_preferences_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_notice_preferences_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_preferences")),
        sa.UniqueConstraint("municipality_code", "person_id", name=op.f("uq_notice_preferences_municipality_code_person_id")),
    )
    op.create_index("ix_notice_preferences_town", "notice_preferences", ["municipality_code", "id"], unique=False)


def _duties() -> None:
    op.create_table(
        "duties",
        *_duties_1(),
        *_duties_2(),
    )
    op.create_index("ix_duties_day", "duties", ["municipality_code", "due_on", "id"], unique=False)
    op.create_index("ix_duties_due", "duties", ["municipality_code", "status", "due_on", "id"], unique=False)
    op.create_index("ix_duties_record", "duties", ["municipality_code", "record_id"], unique=False)
    op.create_index("ix_duties_remind", "duties", ["municipality_code", "status", "remind_on", "id"], unique=False)
    op.create_index("ix_duties_ripe", "duties", ["municipality_code", "status", "opens_on", "id"], unique=False)
    op.create_index("ix_duties_town", "duties", ["municipality_code", "id"], unique=False)


def _duties_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("nominal_on", sa.Date(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("remind_on", sa.Date(), nullable=True),
        sa.Column("cause", sa.String(length=40), nullable=False),
        sa.Column("cause_label", sa.String(length=500), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_label", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_duties_department_id_departments")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_duties_municipality_code_municipalities")
        ),
    ]


def _duties_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_duties_organ_id_organs")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_duties_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duties")),
        sa.UniqueConstraint("municipality_code", "key", name=op.f("uq_duties_municipality_code_key")),
    ]


def _duty_notices() -> None:
    op.create_table(
        "duty_notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("mail_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["duty_id"], ["duties.id"], name=op.f("fk_duty_notices_duty_id_duties")),
        sa.ForeignKeyConstraint(["mail_id"], ["outgoing_mails.id"], name=op.f("fk_duty_notices_mail_id_outgoing_mails")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_duty_notices_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_duty_notices_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_notices")),
        sa.UniqueConstraint("municipality_code", "duty_id", "due_on", "stage", "person_id", name="uq_duty_notices_once"),
    )
    op.create_index("ix_duty_notices_person", "duty_notices", ["municipality_code", "person_id", "id"], unique=False)
    op.create_index("ix_duty_notices_town", "duty_notices", ["municipality_code", "id"], unique=False)
    op.create_index("ix_duty_notices_untold", "duty_notices", ["municipality_code", "status", "person_id"], unique=False)
