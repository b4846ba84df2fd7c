"""Migrated databases for the tests: SQLite in a file, PostgreSQL as owner and as the application's own role.

The migrations run once a session, into a template; each module gets a copy of it. A test that uses `database` runs on both.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine

from govapi.db.migrate import upgrade
from govapi.db.session import Database
from tests.support import postgres
from tests.support.require import postgres_bin, require

TEMPLATE = "govapi_template"
KINDS = ["sqlite", "postgres"]
_numbers = count(1)


@dataclass(frozen=True)
class TestDatabase:
    """One migrated database, empty of rows. `url` is the application's way in, `owner_url` the way of migrations (on SQLite the same)."""

    __test__ = False  # not a class of tests, whatever pytest thinks of its name

    kind: str
    url: str
    owner_url: str
    database: Database

    @property
    def engine(self) -> Engine:
        """The application's engine."""
        return self.database.engine


def opened(kind: str, url: str, owner_url: str) -> Iterator[TestDatabase]:
    """Hands it out with an open engine and closes that afterwards."""
    test_database = TestDatabase(kind, url, owner_url, Database.at(url))
    yield test_database
    test_database.engine.dispose()


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[postgres.Cluster]:
    """The running server, one for each test process."""
    require("postgres")
    found = postgres_bin()
    assert found is not None
    with postgres.running(found) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def postgres_template(postgres_cluster: postgres.Cluster) -> str:
    """The name of a migrated database to copy."""
    postgres_cluster.create(TEMPLATE)
    upgrade(postgres_cluster.url(TEMPLATE, postgres.OWNER))
    return TEMPLATE


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    upgrade(f"sqlite:///{path}")
    return path


def copy_of_postgres(cluster: postgres.Cluster, template: str) -> Iterator[TestDatabase]:
    """A copy of the template (`template0` for an empty one), dropped afterwards."""
    name = f"govapi_test_{next(_numbers)}"
    cluster.create(name, template)
    yield from opened("postgres", cluster.url(name, postgres.APP), cluster.url(name, postgres.OWNER))
    cluster.drop(name)


@pytest.fixture(scope="module")
def postgres_database(postgres_cluster: postgres.Cluster, postgres_template: str) -> Iterator[TestDatabase]:
    """A migrated PostgreSQL database for this module."""
    yield from copy_of_postgres(postgres_cluster, postgres_template)


@pytest.fixture(scope="module")
def sqlite_database(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDatabase]:
    """A migrated SQLite database for this module."""
    path = tmp_path_factory.mktemp("sqlite") / "govapi.sqlite3"
    shutil.copy(sqlite_template, path)
    url = f"sqlite:///{path}"
    yield from opened("sqlite", url, url)


@pytest.fixture(scope="module", params=KINDS)
def database(request: pytest.FixtureRequest) -> TestDatabase:
    """A migrated database for this module, on SQLite and then on PostgreSQL."""
    found: TestDatabase = request.getfixturevalue(f"{request.param}_database")
    return found


@pytest.fixture(params=KINDS)
def fresh_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TestDatabase]:
    """As `database`, but a copy for one test alone: for those that count rows or change the schema."""
    if request.param == "postgres":
        yield from copy_of_postgres(request.getfixturevalue("postgres_cluster"), request.getfixturevalue("postgres_template"))
    else:
        url = f"sqlite:///{shutil.copy(request.getfixturevalue('sqlite_template'), tmp_path / 'govapi.sqlite3')}"
        yield from opened("sqlite", url, url)


@pytest.fixture(params=KINDS)
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TestDatabase]:
    """A database without any table, for the migrations themselves."""
    if request.param == "postgres":
        yield from copy_of_postgres(request.getfixturevalue("postgres_cluster"), "template0")
    else:
        url = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        yield from opened("sqlite", url, url)
