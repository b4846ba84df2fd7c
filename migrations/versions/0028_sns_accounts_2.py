"""Make the tables of social media accounts and of those who answer for them (part 2 of 3)."""

import sqlalchemy as sa
from alembic import op

from govapi.db.base import Json
from govapi.db.walls import protect

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

TENANT_TABLES = [
    "sns_accounts",
    "sns_changes",
]


def upgrade() -> None:
    _sns_accounts()
    _sns_changes()
    protect(TENANT_TABLES)


def downgrade() -> None:
    for table in (
        "sns_changes",
        "sns_accounts",
    ):
        op.drop_table(table)


def _sns_accounts() -> None:
    op.create_table(
        "sns_accounts",
        *_sns_accounts_1(),
        *_sns_accounts_2(),
        *_sns_accounts_3(),
        *_sns_accounts_4(),
    )
    op.create_index("ix_sns_accounts_contract", "sns_accounts", ["municipality_code", "contract_id"], unique=False)
    op.create_index("ix_sns_accounts_department", "sns_accounts", ["municipality_code", "department_path", "id"], unique=False)
    op.create_index("ix_sns_accounts_newest", "sns_accounts", ["municipality_code", "id"], unique=False)
    op.create_index("ix_sns_accounts_platform", "sns_accounts", ["municipality_code", "platform", "status", "id"], unique=False)
    op.create_index("ix_sns_accounts_quiet", "sns_accounts", ["municipality_code", "status", "quiet_since"], unique=False)
    op.create_index("ix_sns_accounts_review", "sns_accounts", ["municipality_code", "status", "review_on"], unique=False)
    op.create_index("ix_sns_accounts_status", "sns_accounts", ["municipality_code", "status", "id"], unique=False)
    op.create_index("ix_sns_accounts_town", "sns_accounts", ["municipality_code", "id"], unique=False)
    op.create_index("ix_sns_accounts_url", "sns_accounts", ["municipality_code", "url_key"], unique=False)
    op.create_index("ix_sns_accounts_use", "sns_accounts", ["municipality_code", "cloud_use_id"], unique=False)
    op.create_index(
        "uq_sns_accounts_handle",
        "sns_accounts",
        ["municipality_code", "platform", "handle_key"],
        unique=True,
        sqlite_where=sa.text("status IN ('draft', 'in_approval', 'approved', 'active', 'paused', 'closing')"),
        postgresql_where=sa.text("status IN ('draft', 'in_approval', 'approved', 'active', 'paused', 'closing')"),
    )
    op.create_index(
        "uq_sns_accounts_url",
        "sns_accounts",
        ["municipality_code", "url_key"],
        unique=True,
        sqlite_where=sa.text("status IN ('draft', 'in_approval', 'approved', 'active', 'paused', 'closing')"),
        postgresql_where=sa.text("status IN ('draft', 'in_approval', 'approved', 'active', 'paused', 'closing')"),
    )


def _sns_accounts_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("migrated", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("returned", sa.Boolean(), nullable=False),
        sa.Column("platform", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("handle", sa.String(length=200), nullable=False),
        sa.Column("handle_key", sa.String(length=200), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("url_key", sa.String(length=500), nullable=False),
        sa.Column("purpose", sa.String(length=4000), nullable=False),
        sa.Column("audience", sa.String(length=1000), nullable=False),
        sa.Column("categories", Json, nullable=False),
        sa.Column("takes", Json, nullable=False),
        sa.Column("takes_note", sa.String(length=2000), nullable=False),
        sa.Column("reply_policy", sa.String(length=2000), nullable=False),
        sa.Column("hours", sa.String(length=500), nullable=False),
        sa.Column("contact", sa.String(length=500), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("outsourced", sa.Boolean(), nullable=False),
    ]


def _sns_accounts_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("cloud_use_id", sa.Uuid(), nullable=True),
        sa.Column("login_method", sa.String(length=64), nullable=False),
        sa.Column("mfa_kind", sa.String(length=64), nullable=False),
        sa.Column("mfa_holder", sa.String(length=200), nullable=False),
        sa.Column("secrets_kept", sa.String(length=500), nullable=False),
        sa.Column("recovery_kind", sa.String(length=64), nullable=False),
        sa.Column("recovery_holder", sa.String(length=200), nullable=False),
        sa.Column("devices", sa.String(length=500), nullable=False),
        sa.Column("official_devices_only", sa.Boolean(), nullable=False),
        sa.Column("verified_mark", sa.String(length=100), nullable=False),
        sa.Column("followers", sa.Integer(), nullable=True),
        sa.Column("password_changed_on", sa.Date(), nullable=True),
        sa.Column("site_url", sa.String(length=500), nullable=False),
        sa.Column("site_checked_on", sa.Date(), nullable=True),
        sa.Column("checks", Json, nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_name", sa.String(length=100), nullable=False),
        sa.Column("decided_by_post", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("opened_by", sa.Uuid(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("last_post_on", sa.Date(), nullable=True),
        sa.Column("followed_on", sa.Date(), nullable=True),
        sa.Column("counted_from", sa.Date(), nullable=True),
        sa.Column("quiet_since", sa.Date(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("paused_by", sa.Uuid(), nullable=True),
    ]


def _sns_accounts_3() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pause_kind", sa.String(length=20), nullable=False),
        sa.Column("pause_reason", sa.String(length=2000), nullable=False),
        sa.Column("closing_by", sa.Uuid(), nullable=True),
        sa.Column("closing_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("close_reason", sa.String(length=2000), nullable=False),
        sa.Column("final_notice_on", sa.Date(), nullable=True),
        sa.Column("exported_on", sa.Date(), nullable=True),
        sa.Column("export_sha256", sa.String(length=64), nullable=False),
        sa.Column("export_filename", sa.String(length=200), nullable=False),
        sa.Column("export_note", sa.String(length=2000), nullable=False),
        sa.Column("handle_left", sa.String(length=20), nullable=False),
        sa.Column("handle_left_on", sa.Date(), nullable=True),
        sa.Column("logins_removed_on", sa.Date(), nullable=True),
        sa.Column("link_removed_on", sa.Date(), nullable=True),
        sa.Column("closing_waived", Json, nullable=False),
        sa.Column("recording_by", sa.Uuid(), nullable=True),
        sa.Column("recording_name", sa.String(length=100), nullable=False),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["closed_by"], ["people.id"], name=op.f("fk_sns_accounts_closed_by_people")),
        sa.ForeignKeyConstraint(["closing_by"], ["people.id"], name=op.f("fk_sns_accounts_closing_by_people")),
        sa.ForeignKeyConstraint(["cloud_use_id"], ["cloud_uses.id"], name=op.f("fk_sns_accounts_cloud_use_id_cloud_uses")),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_sns_accounts_contract_id_contracts")),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name=op.f("fk_sns_accounts_created_by_people")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_sns_accounts_department_id_departments")),
    ]


def _sns_accounts_4() -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_sns_accounts_municipality_code_municipalities")
        ),
        sa.ForeignKeyConstraint(["opened_by"], ["people.id"], name=op.f("fk_sns_accounts_opened_by_people")),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_sns_accounts_organ_id_organs")),
        sa.ForeignKeyConstraint(["paused_by"], ["people.id"], name=op.f("fk_sns_accounts_paused_by_people")),
        sa.ForeignKeyConstraint(["recording_by"], ["people.id"], name=op.f("fk_sns_accounts_recording_by_people")),
        sa.ForeignKeyConstraint(["requested_by"], ["people.id"], name=op.f("fk_sns_accounts_requested_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sns_accounts")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_sns_accounts_municipality_code_number")),
    ]


def _sns_changes() -> None:
    op.create_table(
        "sns_changes",
        *_sns_changes_1(),
        *_sns_changes_2(),
    )
    op.create_index("ix_sns_changes_account", "sns_changes", ["municipality_code", "account_id", "id"], unique=False)
    op.create_index("ix_sns_changes_department", "sns_changes", ["municipality_code", "department_path", "id"], unique=False)
    op.create_index("ix_sns_changes_status", "sns_changes", ["municipality_code", "status", "id"], unique=False)
    op.create_index("ix_sns_changes_town", "sns_changes", ["municipality_code", "id"], unique=False)


def _sns_changes_1() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=6), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("department_path", sa.String(length=400), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("returned", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("values", Json, nullable=False),
        sa.Column("before", Json, nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_name", sa.String(length=100), nullable=False),
        sa.Column("decided_by_post", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["sns_accounts.id"], name=op.f("fk_sns_changes_account_id_sns_accounts")),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name=op.f("fk_sns_changes_created_by_people")),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name=op.f("fk_sns_changes_department_id_departments")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipalities.code"], name=op.f("fk_sns_changes_municipality_code_municipalities")
        ),
    ]


def _sns_changes_2() -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_sns_changes_organ_id_organs")),
        sa.ForeignKeyConstraint(["requested_by"], ["people.id"], name=op.f("fk_sns_changes_requested_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sns_changes")),
        sa.UniqueConstraint("municipality_code", "number", name=op.f("uq_sns_changes_municipality_code_number")),
    ]
