"""``govapi db``: bringing the database to the schema of this version."""

import click

from govapi.cli.faults import BEHIND, CommandFailed
from govapi.cli.parts import open_database
from govapi.db import migrate
from govapi.settings import Settings


@click.group()
def db() -> None:
    """データベースの移行。"""


def _owner_url() -> str:
    settings = Settings()
    url = settings.database_owner_url or settings.database_url
    open_database(url).engine.dispose()
    return url


@db.command()
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """この版の表にする。"""
    migrate.upgrade(_owner_url(), revision)
    click.echo("データベースを更新しました。")


@db.command()
@click.argument("revision")
@click.option("--yes", is_flag=True, help="失われるデータがあることを承知して行う。")
def downgrade(revision: str, yes: bool) -> None:
    """前の版の表に戻す（データが失われる）。"""
    if not yes:
        raise CommandFailed("戻すとデータが失われます。承知して行うときは「--yes」を付けてください。")
    migrate.downgrade(_owner_url(), revision)
    click.echo("データベースを前の版に戻しました。")


@db.command()
def check() -> None:
    """表がこの版と一致することを確かめる。"""
    url = _owner_url()
    database = open_database(url)
    try:
        if not migrate.is_current(database.engine):
            raise CommandFailed(BEHIND)
    finally:
        database.engine.dispose()
    migrate.check(url)
    click.echo("データベースは、この版の govapi と一致しています。")
