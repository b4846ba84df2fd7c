"""The world the attackers meet: seeded once a module, on both databases; attacks must leave it as it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient

from govapi.app import create_app
from govapi.cli.demo.town import found
from govapi.edge.transaction import writing
from tests.api.world import World, make
from tests.support.app import CODE, MovingClock, Office, make_parts
from tests.support.databases import TestDatabase


def _opened(database: TestDatabase, folder: Path) -> Iterator[World]:
    clock = MovingClock()
    parts = make_parts(database.database, folder, clock)
    with writing(parts.database, CODE, clock) as session:
        town = found(session, clock.today())
    app = create_app(parts)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield make(Office(app, parts, town, clock, client))


@pytest.fixture(scope="module")
def world(database: TestDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """On SQLite and on PostgreSQL."""
    yield from _opened(database, tmp_path_factory.mktemp("files"))


@pytest.fixture(scope="module")
def embedded_world(sqlite_database: TestDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """On SQLite alone, for what takes long."""
    yield from _opened(sqlite_database, tmp_path_factory.mktemp("files"))
