"""The towns of a database: the one list that stands outside the walls."""

from sqlalchemy import text

from govapi.db.session import Database


def town_codes(database: Database) -> list[str]:
    """The 団体コード of every town, in order."""
    with database.engine.connect() as connection:
        return list(connection.execute(text("SELECT code FROM municipalities ORDER BY code")).scalars())
