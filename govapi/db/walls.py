"""For migrations: the walls that the database itself holds, whatever the application forgets."""

from collections.abc import Iterable, Sequence

from alembic import op

APP_ROLE = "govapi_app"

_NO_SECOND = """
CREATE TRIGGER TABLE_one_at_a_time_event BEFORE event ON TABLE FOR EACH ROW WHEN NEW.COND AND EXISTS (
    SELECT 1 FROM TABLE AS other
    WHERE other.COND AND other.id <> NEW.id AND SAME
    AND (other.to_date IS NULL OR NEW.from_date < other.to_date) AND (NEW.to_date IS NULL OR other.from_date < NEW.to_date)
) BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: TABLE_one_at_a_time'); END
"""


def allow(rights: str, tables: Iterable[str]) -> None:
    """Gives the application's role these rights on PostgreSQL; without one it can do nothing with a table."""
    if _on_postgres():
        op.execute(
            f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') "
            f"THEN CREATE ROLE {APP_ROLE} NOLOGIN; END IF; END $$"
        )
        for table in tables:
            op.execute(f"GRANT {rights} ON {table} TO {APP_ROLE}")


def protect(tables: Iterable[str], column: str = "municipality_code") -> None:
    """Row level security on PostgreSQL: a row is seen and written only under its own municipality. FORCE binds the owner too."""
    if not _on_postgres():
        return
    rule = f"{column} = current_setting('govapi.municipality', true)"
    for table in tables:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_municipality ON {table} USING ({rule}) WITH CHECK ({rule})")
        allow("SELECT, INSERT, UPDATE, DELETE", [table])


def append_only(tables: Iterable[str]) -> None:
    """The database refuses to change or delete a row of these tables."""
    if _on_postgres():
        op.execute(
            "CREATE OR REPLACE FUNCTION govapi_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'append-only table %', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$"
        )
        for table in tables:
            op.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APP_ROLE}")
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION govapi_refuse_change()"
            )
        return
    for table in tables:
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'append-only table {table}'); END"
            )


def one_at_a_time(table: str, columns: Sequence[str], when: str) -> None:
    """Of the rows that fulfil ``when`` (one comparison of a column) and agree in ``columns``, the database lets no two hold on
    one day.

    The table has ``from_date`` and ``to_date`` (exclusive, NULL = open). PostgreSQL 13 or newer lets the owner of a database set
    up btree_gist, which comes with it.
    """
    columns = ("municipality_code", *columns)
    if _on_postgres():
        op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        same = ", ".join(f"{column} WITH =" for column in columns)
        op.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_one_at_a_time "
            f"EXCLUDE USING gist ({same}, daterange(from_date, to_date) WITH &&) WHERE ({when})"
        )
        return
    same = " AND ".join(f"other.{column} = NEW.{column}" for column in columns)
    for event in ("insert", "update"):
        trigger = _NO_SECOND
        for name, value in (("TABLE", table), ("event", event), ("COND", when), ("SAME", same)):
            trigger = trigger.replace(name, value)
        op.execute(trigger)


def drop_one_at_a_time(table: str) -> None:
    """Takes ``one_at_a_time`` back; the extension stays, as others may use it."""
    if _on_postgres():
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {table}_one_at_a_time")
        return
    for event in ("insert", "update"):
        op.execute(f"DROP TRIGGER {table}_one_at_a_time_{event}")


def _on_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def drop_append_only() -> None:
    """After the tables: removes what ``append_only`` left behind on PostgreSQL."""
    if _on_postgres():
        op.execute("DROP FUNCTION IF EXISTS govapi_refuse_change()")
