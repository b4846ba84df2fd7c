"""What every table shares: names of constraints, the owner municipality, the optimistic lock."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, MetaData, Table, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from govapi.kit.ids import new_id

# One JSON type for both databases: text on SQLite, jsonb on PostgreSQL.
Json = JSON().with_variant(JSONB(), "postgresql")

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def utc_now() -> datetime:
    return datetime.now(UTC)


class Base(SQLModel):
    """Base of all tables."""

    metadata = MetaData(naming_convention=NAMES)


class TenantRow(Base):
    """A row that belongs to a municipality.

    ``municipality_code`` is stamped and filtered by the session (``db.session``); rooms never write or test it.
    ``version`` counts the updates and is the record's ETag; a second writer of the same version is refused.
    """

    id: UUID = Field(default_factory=new_id, primary_key=True)
    municipality_code: str = Field(default="", max_length=6, foreign_key="municipalities.code")
    created_at: datetime = Field(default_factory=utc_now)
    version: int = Field(default=1, ge=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        table = cls.__dict__.get("__table__")
        return {} if table is None else {"version_id_col": table.c.version}


class AppendOnlyRow(Base):
    """A tenant row that is written once; the database itself refuses to change or delete it."""

    municipality_code: str = Field(default="", max_length=6, primary_key=True, foreign_key="municipalities.code")


@event.listens_for(Table, "after_parent_attach")
def _index_by_town(table: Table, metadata: MetaData) -> None:
    """Every tenant table gets the index its lists walk: one town's rows in the order of their making (ids are time-ordered)."""
    if metadata is Base.metadata and {"municipality_code", "id"} <= set(table.columns.keys()):
        Index(f"ix_{table.name}_town", table.c.municipality_code, table.c.id)
