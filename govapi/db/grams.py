"""The gram indexes of both databases under the full text search, kept where the application cannot read past its own town.

PostgreSQL: row level security lets no index help an operator that is not leakproof, and array containment is none. So the
grams lie in a table the application has no right to; a function with the owner's rights looks them up. Each gram begins with
its town's code, which the function takes from the session as the policies do: one town's search costs nothing in another.

SQLite: plain FTS5. A gram is written as six hexadecimal digits a character, so that no tokenizer's idea of letters, marks or
case comes between; the last character of a run stands alone, and a single character is looked for as a prefix.
"""

from collections.abc import Sequence
from uuid import UUID

from alembic import op
from sqlalchemy import ColumnElement, Text, Uuid, any_, cast, column, func, literal, select, table, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped
from sqlmodel import Session

from govapi.db.walls import APP_ROLE
from govapi.kit.text import grams as pairs

SQLITE_UP = ("CREATE VIRTUAL TABLE search_grams USING fts5(record_id UNINDEXED, grams, tokenize = 'ascii', detail = 'none')",)
SQLITE_DOWN = ("DROP TABLE search_grams",)

POSTGRES_UP = (
    """
    CREATE TABLE search_grams (
        id uuid PRIMARY KEY REFERENCES search_entries (id) ON DELETE CASCADE,
        grams text[] NOT NULL
    )
    """,
    "ALTER TABLE search_grams ENABLE ROW LEVEL SECURITY",
    # Without the pending list a search never reads unsorted leftovers of earlier writes.
    "CREATE INDEX ix_search_grams_grams ON search_grams USING gin (grams) WITH (fastupdate = off)",
    """
    CREATE FUNCTION govapi_grams(town text, key text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(DISTINCT town || gram), '{}') FROM (
            SELECT c, lead(c) OVER (ORDER BY i) AS next FROM unnest(string_to_array(key, NULL)) WITH ORDINALITY AS t (c, i)
        ) AS neighbours, LATERAL (VALUES (c), (c || next)) AS both_of (gram) WHERE gram IS NOT NULL
    $$
    """,
    """
    CREATE FUNCTION govapi_keep_grams() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    BEGIN
        INSERT INTO search_grams (id, grams) VALUES (NEW.id, govapi_grams(NEW.municipality_code, NEW.key))
        ON CONFLICT (id) DO UPDATE SET grams = EXCLUDED.grams;
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER search_entries_grams AFTER INSERT OR UPDATE OF key ON search_entries
    FOR EACH ROW EXECUTE FUNCTION govapi_keep_grams()
    """,
    """
    CREATE FUNCTION govapi_search(wanted text[], most integer) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 100 SET search_path = public, pg_temp SET enable_seqscan = off AS $$
        SELECT id FROM search_grams
        WHERE grams @> (SELECT array_agg(current_setting('govapi.municipality') || gram) FROM unnest(wanted) AS gram)
        LIMIT most
    $$
    """,
    "REVOKE ALL ON FUNCTION govapi_search(text[], integer) FROM PUBLIC",
    f"GRANT EXECUTE ON FUNCTION govapi_search(text[], integer) TO {APP_ROLE}",
)
POSTGRES_DOWN = (
    "DROP FUNCTION govapi_search(text[], integer)",
    "DROP TRIGGER search_entries_grams ON search_entries",
    "DROP FUNCTION govapi_keep_grams()",
    "DROP TABLE search_grams",
    "DROP FUNCTION govapi_grams(text, text)",
)


def new_slot(session: Session, record_id: UUID, key: str) -> int | None:
    """The new entry's row in SQLite's table; None on PostgreSQL, where a trigger keeps the grams."""
    if _is_postgres(session):
        return None
    values = {"id": record_id.hex, "grams": _tokens(key)}
    session.execute(text("INSERT INTO search_grams (record_id, grams) VALUES (:id, :grams)"), values)
    # RETURNING gives no right rowid on a virtual table (SQLite documentation, lang_returning 3).
    slot: int = session.execute(text("SELECT last_insert_rowid()")).scalar_one()
    return slot


def fill_slot(session: Session, slot: int | None, key: str) -> None:
    """The entry's key has changed."""
    if slot is not None:
        session.execute(text("UPDATE search_grams SET grams = :grams WHERE rowid = :slot"), {"grams": _tokens(key), "slot": slot})


def empty_slot(session: Session, slot: int | None) -> None:
    """The entry is gone."""
    if slot is not None:
        session.execute(text("DELETE FROM search_grams WHERE rowid = :slot"), {"slot": slot})


def among_candidates(session: Session, wanted: Sequence[str], most: int, ids: Mapped[UUID]) -> ColumnElement[bool] | None:
    """The condition that an id is one of an entry that holds all these grams, or None when there are more than ``most``."""
    return (_postgres_condition if _is_postgres(session) else _sqlite_condition)(session, wanted, most, ids)


def _postgres_condition(session: Session, wanted: Sequence[str], most: int, ids: Mapped[UUID]) -> ColumnElement[bool] | None:
    call = text("SELECT count(id), CAST(array_agg(id) AS text) FROM govapi_search(:grams, :most) AS found (id)")
    count, listed = session.execute(call, {"grams": list(wanted), "most": most + 1}).one()
    # The list goes back as it came, one text: nothing of it is taken apart here.
    return None if count > most else ids == any_(cast(literal(listed or "{}", Text), ARRAY(Uuid)))


def _sqlite_condition(session: Session, wanted: Sequence[str], most: int, ids: Mapped[UUID]) -> ColumnElement[bool] | None:
    match = " AND ".join(f"{_token(gram)}*" if len(gram) == 1 else _token(gram) for gram in wanted)
    grams = table("search_grams", column("record_id", Uuid), column("search_grams"))
    found = select(grams.c.record_id).where(grams.c.search_grams.op("MATCH")(match))
    counted = select(func.count()).select_from(found.limit(most + 1).subquery())
    return None if session.execute(counted).scalar_one() > most else ids.in_(found)


def _is_postgres(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _tokens(key: str) -> str:
    return " ".join(_token(gram) for run in key.split() for gram in pairs(run))


def _token(gram: str) -> str:
    return "".join(f"{ord(character):06x}" for character in gram)


def create() -> None:
    """After ``search_entries`` and its protection."""
    _run(POSTGRES_UP if op.get_bind().dialect.name == "postgresql" else SQLITE_UP)


def drop() -> None:
    """Before ``search_entries``."""
    _run(POSTGRES_DOWN if op.get_bind().dialect.name == "postgresql" else SQLITE_DOWN)


def _run(statements: tuple[str, ...]) -> None:
    for statement in statements:
        op.execute(statement)
