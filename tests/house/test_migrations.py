"""The migrations and the tables of the code say the same, on both databases, there and back."""

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from govapi.db import migrate
from govapi.settings import packed
from tests.support.databases import TestDatabase

# Seen by every town, or of no town: they carry no municipality_code.
NOT_OF_A_TOWN = {"municipalities"}
FOREIGN = ("procrastinate_", "search_grams", "alembic_version")


def tables(database: TestDatabase) -> set[str]:
    """The names of our tables as the database has them."""
    return {name for name in inspect(database.engine).get_table_names() if not name.startswith(FOREIGN)}


def test_up_and_down_and_up_again(empty_database: TestDatabase) -> None:
    url = empty_database.owner_url
    migrate.upgrade(url)
    migrate.check(url)
    whole = tables(empty_database)
    assert whole
    migrate.downgrade(url)
    assert tables(empty_database) == set()
    migrate.upgrade(url)
    migrate.check(url)
    assert tables(empty_database) == whole


def test_upgrading_twice_changes_nothing(fresh_database: TestDatabase) -> None:
    before = tables(fresh_database)
    migrate.upgrade(fresh_database.owner_url)
    assert tables(fresh_database) == before


def test_there_is_one_line_of_migrations_and_each_says_what_it_does() -> None:
    config = Config()
    config.set_main_option("script_location", str(packed("migrations")))
    script = ScriptDirectory.from_config(config)
    assert len(script.get_heads()) == 1
    assert [revision.revision for revision in script.walk_revisions() if len(revision.doc.split()) < 3] == []


def test_every_table_of_a_town_stands_behind_row_level_security(postgres_database: TestDatabase) -> None:
    statement = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity AND relforcerowsecurity"
    with postgres_database.engine.connect() as connection:
        guarded = set(connection.execute(text(statement)).scalars())
    assert tables(postgres_database) - guarded - NOT_OF_A_TOWN == set()


def test_the_application_owns_nothing(postgres_database: TestDatabase) -> None:
    with postgres_database.engine.connect() as connection:
        owned = connection.execute(text("SELECT tablename FROM pg_tables WHERE tableowner = current_user")).scalars().all()
        powers = connection.execute(text("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")).one()
    assert owned == []
    assert tuple(powers) == (False, False)
