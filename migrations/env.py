"""Alembic's entry: the tables of all rooms against the connection handed in by ``govapi.db.migrate``."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, String, Text
from sqlmodel.sql.sqltypes import AutoString

import govapi.app  # noqa: F401 - registers the tables of every room
from govapi.db.base import Base

# Tables that are not the models': procrastinate's, the full text index of SQLite, Alembic's own.
FOREIGN = ("procrastinate_", "search_grams", "alembic_version")


def include_object(_object: object, name: str | None, type_: str, _reflected: bool, _compare_to: object) -> bool:
    return not (type_ == "table" and name is not None and name.startswith(FOREIGN))


def render_item(type_: str, item: Any, _autogen: AutogenContext) -> str | Literal[False]:
    if type_ == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    if type_ == "type" and type(item).__name__ == "UTCDateTime":
        return "sa.DateTime(timezone=True)"
    if type_ == "type" and type(item).__name__ in ("JSON", "JSONB"):
        return "Json"
    return False


def compare_type(_context: object, _column: object, _meta: object, reflected: object, declared: object) -> bool | None:
    # SQLite reflects a text of any length as VARCHAR; the models' lengths are checked in Python and on PostgreSQL.
    if isinstance(reflected, String | Text) and isinstance(declared, AutoString) and not declared.length:
        return False
    return None


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=include_object,
        render_item=render_item,
        compare_type=compare_type,
        render_as_batch=connection.dialect.name == "sqlite",
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
