"""The trail on both databases: what is written is chained, what is altered is noticed, and the database refuses to alter it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from govapi import audit
from govapi.audit.chain import COVERED, GENESIS, Verdict, link
from govapi.audit.queries import listed, verify_chain
from govapi.db.session import Database
from govapi.edge.transaction import reading, writing
from govapi.kit.clock import Clock
from govapi.people.actor import system
from tests.support.databases import TestDatabase
from tests.support.towns import KAKU, MIHON, found

ROWS = 6


def note(session: Session, summary: str) -> None:
    """One row of the trail."""
    audit.record(session, system(KAKU), action="test.note", noun="test", summary=summary, changes={"値": [1, None, "髙"]})


@pytest.fixture
def trail(fresh_database: TestDatabase) -> TestDatabase:
    """A town with a chain of ROWS rows, the first of which is its founding; another town beside it."""
    found(fresh_database.database)
    for number in range(2, ROWS + 1):
        with writing(fresh_database.database, KAKU, Clock()) as session:
            note(session, f"第{number}")
    return fresh_database


def verdict(trail: TestDatabase, expected: str | None = None) -> Verdict:
    """What the verification says."""
    with reading(trail.database, KAKU) as session:
        return verify_chain(session, expected)


@contextmanager
def intruder(trail: TestDatabase) -> Iterator[Connection]:
    """Somebody who owns the database and has taken its guards down."""
    engine = Database.at(trail.owner_url).engine
    with engine.execution_options(writes=True).begin() as connection:
        if trail.kind == "postgres":
            connection.execute(text("SELECT set_config('govapi.municipality', :code, true)"), {"code": KAKU})
            connection.execute(text("ALTER TABLE audit_rows DISABLE TRIGGER USER"))
        else:
            connection.execute(text("DROP TRIGGER audit_rows_no_update"))
            connection.execute(text("DROP TRIGGER audit_rows_no_delete"))
        yield connection
    engine.dispose()


def test_a_whole_chain_is_proved_and_names_its_head(trail: TestDatabase) -> None:
    proved = verdict(trail)
    assert (proved.ok, proved.rows) == (True, ROWS)
    assert verdict(trail, proved.head).ok
    with writing(trail.database, KAKU, Clock()) as session:
        note(session, "後")
    assert verdict(trail, proved.head).ok  # a head kept earlier is still in the chain
    assert not verdict(trail, "f" * 64).ok


def test_events_follow_the_same_sequence(trail: TestDatabase) -> None:
    with reading(trail.database, KAKU) as session:
        rows = "SELECT seq, action FROM audit_rows WHERE municipality_code = :code ORDER BY seq"
        events = "SELECT seq, kind FROM events WHERE municipality_code = :code ORDER BY seq"
        said = [session.execute(text(statement), {"code": KAKU}).all() for statement in (rows, events)]
    assert said[0] == said[1] and [row[0] for row in said[0]] == list(range(1, ROWS + 1))


@pytest.mark.parametrize("column", ["summary", "actor_name", "reason", "action", "from_status", "number", "request_id"])
def test_a_changed_row_is_named(trail: TestDatabase, column: str) -> None:
    with intruder(trail) as connection:
        connection.execute(text(f"UPDATE audit_rows SET {column} = 'x' WHERE municipality_code = '{KAKU}' AND seq = 4"))
    told = verdict(trail)
    assert told.fault is not None and "第4行" in told.fault and told.rows == 3


def test_a_missing_row_is_named(trail: TestDatabase) -> None:
    with intruder(trail) as connection:
        connection.execute(text(f"DELETE FROM audit_rows WHERE municipality_code = '{KAKU}' AND seq = 3"))
    told = verdict(trail)
    assert told.fault is not None and "第3行がありません" in told.fault


def test_a_cut_tail_is_noticed(trail: TestDatabase) -> None:
    with intruder(trail) as connection:
        connection.execute(text(f"DELETE FROM audit_rows WHERE municipality_code = '{KAKU}' AND seq > 4"))
    told = verdict(trail)
    assert told.fault is not None and "末尾が切り取られています" in told.fault


def test_a_chain_rewritten_from_its_first_row_betrays_itself_to_the_head_kept_outside(trail: TestDatabase) -> None:
    kept = verdict(trail).head
    with intruder(trail) as connection:
        rewrite(connection)
    assert verdict(trail).ok  # nothing inside the database can show it
    told = verdict(trail, kept)
    assert told.fault is not None and "書き換えられたおそれ" in told.fault


def rewrite(connection: Connection) -> None:
    """Replaces the summaries and computes every hash anew, the head's too."""
    session = Session(connection, info={"municipality": KAKU})
    previous = GENESIS
    for row in audit_rows(session):
        changed = {**row, "summary": "都合のよい内容"}
        hashed = link(previous, changed)
        values = {"summary": changed["summary"], "previous": previous, "hash": hashed, "seq": row["seq"], "code": KAKU}
        connection.execute(
            text(
                "UPDATE audit_rows SET summary = :summary, previous_hash = :previous, hash = :hash "
                "WHERE municipality_code = :code AND seq = :seq"
            ),
            values,
        )
        previous = hashed
    connection.execute(
        text("UPDATE audit_heads SET hash = :hash WHERE municipality_code = :code"), {"hash": previous, "code": KAKU}
    )


def audit_rows(session: Session) -> list[dict[str, object]]:
    """The covered columns of every row of the town, in order."""
    page = listed(session, 100, None)
    return [{name: getattr(row, name) for name in COVERED} for row in reversed(page.items)]


@pytest.mark.parametrize("table", ["audit_rows", "events"])
@pytest.mark.parametrize("change", ["UPDATE {} SET noun = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_a_row(trail: TestDatabase, table: str, change: str) -> None:
    for url in {trail.url, trail.owner_url}:
        engine = Database.at(url).engine
        with pytest.raises(DBAPIError), engine.execution_options(writes=True).begin() as connection:
            if trail.kind == "postgres":
                connection.execute(text("SELECT set_config('govapi.municipality', :code, true)"), {"code": KAKU})
            connection.execute(text(change.format(table)))
        engine.dispose()
    assert verdict(trail).ok


def test_what_is_rolled_back_leaves_no_gap(trail: TestDatabase) -> None:
    with pytest.raises(RuntimeError), writing(trail.database, KAKU, Clock()) as session:
        note(session, "消える")
        raise RuntimeError
    with writing(trail.database, KAKU, Clock()) as session:
        note(session, "残る")
    assert (verdict(trail).ok, verdict(trail).rows) == (True, ROWS + 1)


def test_each_town_has_its_own_chain(trail: TestDatabase) -> None:
    with reading(trail.database, MIHON) as session:
        assert verify_chain(session).rows == 1
