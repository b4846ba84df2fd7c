"""``govapi municipality``: founding a town."""

import click

from govapi.cli.parts import open_database
from govapi.edge.transaction import writing
from govapi.kit.clock import Clock
from govapi.people.actor import system
from govapi.people.service import KINDS, found_municipality
from govapi.policy.service import adopt_default
from govapi.settings import Settings


@click.group()
def municipality() -> None:
    """団体。"""


@municipality.command()
@click.argument("code", metavar="団体コード")
@click.argument("name", metavar="名称")
@click.argument("kana", metavar="かな")
@click.option("--kind", type=click.Choice(sorted(KINDS)), default="municipality", show_default=True, help="団体の種類。")
@click.option("--address", default="", help="所在地。")
@click.option("--mayor-title", default="", help="長の職名（市長、町長など）。")
def found(code: str, name: str, kana: str, kind: str, address: str, mayor_title: str) -> None:
    """団体を登録し、初期の方針セットを取り込む。"""
    database, clock = open_database(Settings().database_url), Clock()
    with writing(database, code, clock) as session:
        found_municipality(session, code, name, kana, kind=kind, address=address, mayor_title=mayor_title)
        adopt_default(session, system(code), clock.today())
    click.echo(f"{name}（{code}）を登録しました。")
