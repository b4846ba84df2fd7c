"""Makes the table of the policy sets as its migration does, where the migrations at hand don't have it yet."""

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import inspect

from govapi.db.base import Base
from govapi.db.engine import make_engine
from govapi.db.walls import append_only, protect
from govapi.policy.tables import PolicySetRow
from tests.support.databases import TestDatabase

NAME = PolicySetRow.__tablename__


def make_table(database: TestDatabase) -> None:
    engine = make_engine(database.owner_url)
    if not inspect(engine).has_table(str(NAME)):
        with engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
            Base.metadata.tables[str(NAME)].create(connection)
            protect([str(NAME)])
            append_only([str(NAME)])
    engine.dispose()
