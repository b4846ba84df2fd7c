"""The walls the database itself holds, proved with the application's own filter out of the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from govapi import search
from govapi.db.counters import next_number
from govapi.db.session import Database
from govapi.edge.transaction import reading, writing
from govapi.jobs.port import enqueue
from govapi.kit.clock import Clock
from govapi.kit.ids import new_id
from tests.support.databases import TestDatabase
from tests.support.towns import KAKU, MIHON, found

TOWNLESS = {"municipalities", "alembic_version", "search_grams"}


@pytest.fixture(scope="module")
def filled(postgres_database: TestDatabase) -> TestDatabase:
    """Rows of one town in tables of several kinds."""
    found(postgres_database.database)
    with writing(postgres_database.database, KAKU, Clock()) as session:
        next_number(session, "contract-2026")
        enqueue(session, "housekeeping", {})
        search.index(session, "contract", new_id(), ["架空業務"])
    return postgres_database


@contextmanager
def app_role(database: TestDatabase, code: str | None) -> Iterator[Connection]:
    """Raw SQL in the application's role, set to this town."""
    with database.engine.connect() as connection:
        if code is not None:
            connection.execute(text("SELECT set_config('govapi.municipality', :code, true)"), {"code": code})
        yield connection


def tables(database: TestDatabase) -> list[str]:
    """Every table of a town."""
    names = inspect(database.engine).get_table_names()
    return [name for name in names if name not in TOWNLESS and not name.startswith("procrastinate_")]


def test_another_towns_rows_are_not_there(filled: TestDatabase) -> None:
    with app_role(filled, KAKU) as connection:
        own = {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in tables(filled)}
    assert {name for name, count in own.items() if count} >= {"counters", "jobs", "search_entries", "audit_rows", "audit_heads"}
    statement = f"SELECT count(*) FROM {{}} WHERE municipality_code = '{KAKU}'"
    for code in (MIHON, None):
        with app_role(filled, code) as connection:
            seen = {name: connection.execute(text(statement.format(name))).scalar_one() for name in tables(filled)}
        assert {name for name, count in seen.items() if count} == set()


def test_another_towns_rows_are_neither_written_nor_taken(filled: TestDatabase) -> None:
    insert = "INSERT INTO counters (id, municipality_code, created_at, version, key, value) VALUES (:id, :code, now(), 1, 'x', 1)"
    with app_role(filled, MIHON) as connection, pytest.raises(ProgrammingError, match="row-level security"):
        connection.execute(text(insert), {"id": new_id(), "code": KAKU})
    with app_role(filled, MIHON) as connection:
        assert connection.execute(text("UPDATE counters SET value = 99")).rowcount == 0
        assert connection.execute(text("DELETE FROM jobs")).rowcount == 0
    with app_role(filled, KAKU) as connection, pytest.raises(ProgrammingError, match="row-level security"):
        connection.execute(text("UPDATE counters SET municipality_code = :code"), {"code": MIHON})


def test_the_grams_are_out_of_reach_and_speak_of_ones_own_town_only(filled: TestDatabase) -> None:
    for statement in ("SELECT * FROM search_grams", "DELETE FROM search_grams"):
        with app_role(filled, KAKU) as connection, pytest.raises(ProgrammingError, match="permission denied"):
            connection.execute(text(statement))
    found_by = {}
    for code in (KAKU, MIHON):
        with app_role(filled, code) as connection:
            found_by[code] = len(connection.execute(text("SELECT govapi_search(ARRAY['架空'], 10)")).all())
    assert found_by == {KAKU: 1, MIHON: 0}


def test_the_owner_is_bound_too(filled: TestDatabase) -> None:
    owner = Database.at(filled.owner_url)
    with owner.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM counters")).scalar_one() == 0
    owner.engine.dispose()


def test_a_reading_session_writes_nothing(filled: TestDatabase) -> None:
    with reading(filled.database, KAKU) as session, pytest.raises(DBAPIError, match="read-only"):
        next_number(session, "contract-2026")


def test_the_setting_ends_with_its_transaction(filled: TestDatabase) -> None:
    engine = Database.at(filled.url).engine.execution_options()
    with engine.connect() as connection:
        connection.execute(text("SELECT set_config('govapi.municipality', :code, true)"), {"code": KAKU})
        connection.commit()
        assert connection.execute(text("SELECT count(*) FROM counters")).scalar_one() == 0
    engine.dispose()


def test_every_table_of_a_town_has_an_index_that_begins_with_the_town(database: TestDatabase) -> None:
    found_tables = tables(database)
    looked_at = inspect(database.engine)
    without = [name for name in found_tables if "search_grams" not in name and not _begins_with_town(looked_at, name)]
    assert found_tables and without == []


def _begins_with_town(looked_at: Any, name: str) -> bool:
    columns = [index["column_names"] for index in looked_at.get_indexes(name)]
    columns.append(looked_at.get_pk_constraint(name)["constrained_columns"])
    return any(found_columns[:1] == ["municipality_code"] for found_columns in columns)
