"""The founded city and its duties."""

import pytest

from govapi.cli.demo.town import Town
from tests.duties.support import Desk, desk
from tests.support.databases import TestDatabase


@pytest.fixture
def hall_desk(founded_database: tuple[TestDatabase, Town]) -> Desk:
    """On SQLite and on PostgreSQL; no mail server. It is 令和8年11月24日（火）."""
    database, town = founded_database
    return desk(database.database, town)
