"""The worlds the attackers meet: one a database, seeded once for the whole folder; attacks must leave them as they are."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from litestar.testing import TestClient

from govapi.app import create_app
from govapi.cli.demo.town import found
from govapi.edge.transaction import writing
from tests.api.world import World, make
from tests.support.app import CODE, MovingClock, Office, make_parts
from tests.support.databases import KINDS, TestDatabase, copy_of_postgres, opened

Worlds = Callable[[str], World]


@contextmanager
def founded(database: TestDatabase, folder: Path) -> Iterator[Office]:
    """The invented city on a migrated database; a fault of ours is answered, not raised."""
    clock = MovingClock()
    parts = make_parts(database.database, folder, clock)
    with writing(parts.database, CODE, clock) as session:
        town = found(session, clock.today())
    app = create_app(parts)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield Office(app, parts, town, clock, client)


@pytest.fixture(scope="package")
def worlds(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worlds]:
    """Gives the world on ``sqlite`` or on ``postgres``; ``sqlite-second`` is another one on SQLite."""
    made: dict[str, World] = {}
    with ExitStack() as stack:

        def world_on(name: str) -> World:
            if name not in made:
                folder = tmp_path_factory.mktemp(name)
                database = stack.enter_context(contextmanager(_database)(request, name.partition("-")[0], folder))
                made[name] = make(stack.enter_context(founded(database, folder / "files")))
            return made[name]

        yield world_on


def _database(request: pytest.FixtureRequest, kind: str, folder: Path) -> Iterator[TestDatabase]:
    if kind == "postgres":
        yield from copy_of_postgres(request.getfixturevalue("postgres_cluster"), request.getfixturevalue("postgres_template"))
    else:
        url = f"sqlite:///{shutil.copy(request.getfixturevalue('sqlite_template'), folder / 'govapi.sqlite3')}"
        yield from opened("sqlite", url, url)


@pytest.fixture(params=KINDS)
def world(request: pytest.FixtureRequest, worlds: Worlds) -> World:
    """On SQLite and on PostgreSQL."""
    return worlds(request.param)


@pytest.fixture
def embedded_world(worlds: Worlds) -> World:
    """On SQLite alone, for what never reaches the database or takes long."""
    return worlds("sqlite")


@pytest.fixture
def stage_world(worlds: Worlds) -> World:
    """On SQLite, and changed by what is done in it."""
    return worlds("sqlite-stage")
