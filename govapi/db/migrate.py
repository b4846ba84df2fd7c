"""Bringing a database to the schema of this version (Alembic, configured without an ini file)."""

from collections.abc import Callable
from io import StringIO

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from govapi.db.engine import make_engine
from govapi.settings import packed


def _config(connection: Connection) -> Config:
    config = _location()
    config.attributes["connection"] = connection
    return config


def _location() -> Config:
    config = Config(stdout=StringIO())  # what Alembic would print is said by the commands, in Japanese
    config.set_main_option("script_location", str(packed("migrations")))
    return config


def upgrade(url: str, revision: str = "head") -> None:
    """Runs the migrations up to ``revision``. On PostgreSQL ``url`` must be the owner of the tables."""
    _run(url, lambda config: command.upgrade(config, revision))


def downgrade(url: str, revision: str = "base") -> None:
    """Runs the migrations down to ``revision``."""
    _run(url, lambda config: command.downgrade(config, revision))


def check(url: str) -> None:
    """Raises when the tables of the code and of the database differ."""
    _run(url, lambda config: command.check(config))


def _run(url: str, act: Callable[[Config], None]) -> None:
    engine = make_engine(url)
    try:
        with engine.execution_options(writes=True).connect() as connection:
            act(_config(connection))
            connection.commit()
    finally:
        engine.dispose()


def is_current(engine: Engine) -> bool:
    """Whether the database stands at the newest migration of this version."""
    heads = ScriptDirectory.from_config(_location()).get_heads()
    with engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == set(heads)
