"""For migrations: procrastinate's own tables on PostgreSQL, usable by the application's role. They hold a town's code and the
id of a job, nothing else; what the job is lies in ``jobs``, behind the wall."""

from typing import Any

from alembic import op
from sqlalchemy import CursorResult

from govapi.db.walls import APP_ROLE

DROP = """
DO $$ DECLARE found record; BEGIN
    FOR found IN SELECT oid::regclass AS name FROM pg_class
        WHERE relkind = 'r' AND relname LIKE 'procrastinate\\_%' AND relnamespace = 'public'::regnamespace
    LOOP EXECUTE format('DROP TABLE %s CASCADE', found.name); END LOOP;
    FOR found IN SELECT oid::regprocedure AS name FROM pg_proc
        WHERE proname LIKE 'procrastinate\\_%' AND pronamespace = 'public'::regnamespace
    LOOP EXECUTE format('DROP FUNCTION %s CASCADE', found.name); END LOOP;
    FOR found IN SELECT oid::regtype AS name FROM pg_type
        WHERE typname LIKE 'procrastinate\\_%' AND typtype IN ('e', 'c') AND typnamespace = 'public'::regnamespace
    LOOP EXECUTE format('DROP TYPE %s CASCADE', found.name); END LOOP;
END $$
"""

OWN = """
SELECT relname, relkind FROM pg_class
WHERE relkind IN ('r', 'S') AND relname LIKE 'procrastinate\\_%' AND relnamespace = 'public'::regnamespace
"""
RIGHTS = {"r": "SELECT, INSERT, UPDATE, DELETE ON TABLE", "S": "USAGE, SELECT ON SEQUENCE"}


def create() -> None:
    """Nothing on SQLite."""
    if op.get_bind().dialect.name == "postgresql":
        # Imported here because procrastinate belongs to the optional [postgres] set.
        from procrastinate.schema import SchemaManager  # noqa: PLC0415

        _run(SchemaManager.get_schema())
        for own in _run(OWN).mappings():
            op.execute(f"GRANT {RIGHTS[own['relkind']]} {own['relname']} TO {APP_ROLE}")


def drop() -> None:
    """Nothing on SQLite."""
    if op.get_bind().dialect.name == "postgresql":
        _run(DROP)


def _run(script: str) -> CursorResult[Any]:
    # A script as it stands: no parameters are looked for in it.
    return op.get_bind().exec_driver_sql(script, execution_options={"no_parameters": True})
