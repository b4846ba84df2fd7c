"""The founded city and its duties."""

import pytest

from govapi.cli.demo.town import Town
from tests.duties.support import Desk, desk, runtime
from tests.support.app import Office
from tests.support.databases import TestDatabase


@pytest.fixture
def hall_desk(founded_database: tuple[TestDatabase, Town]) -> Desk:
    """On SQLite and on PostgreSQL; no mail server. It is 令和8年11月24日（火）."""
    database, town = founded_database
    return desk(database.database, town)


@pytest.fixture
def office_desk(office: Office) -> Desk:
    """The same behind the real application: one clock for both."""
    return Desk(office.database, office.town, office.clock, runtime(office.database, office.clock))
