"""``govapi audit verify``: proving the audit trail from its first row to its head."""

import click

from govapi.audit.queries import verify_chain
from govapi.cli.parts import open_database
from govapi.cli.towns import chosen, municipality_option, the_one
from govapi.db.session import Database
from govapi.edge.transaction import reading
from govapi.settings import Settings


@click.group()
def audit() -> None:
    """監査記録。"""


@audit.command()
@click.option("--expect", metavar="HEAD", help="外部に控えておいた HEAD。この記録の中にあることも確かめる。")
@municipality_option
def verify(expect: str | None, code: str | None) -> int:
    """監査記録の連鎖を検証する（異常があれば終了コード1）。"""
    database = open_database(Settings().database_url)
    codes = [the_one(database, code)] if expect else chosen(database, code)
    return max(_verify(database, one, expect) for one in codes)


def _verify(database: Database, code: str, expect: str | None) -> int:
    # One picture of the whole chain: a row that is written meanwhile must not look like a fault.
    level = {"isolation_level": "REPEATABLE READ"} if database.is_postgres else {}
    with reading(Database(database.engine.execution_options(**level)), code) as session:
        verdict = verify_chain(session, expect)
    if verdict.fault is not None:
        click.echo(f"{code}: 異常あり。{verdict.fault}", err=True)
        return 1
    click.echo(f"{code}: 異常なし（{verdict.rows}行）。HEAD {verdict.head}")
    return 0
