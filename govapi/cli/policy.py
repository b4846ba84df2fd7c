"""``govapi policy``: taking a policy set out, checking an edited one, taking it in as the next version."""

from datetime import datetime
from pathlib import Path

import click

from govapi.cli.faults import CommandFailed
from govapi.cli.parts import open_database
from govapi.cli.towns import municipality_option, the_one
from govapi.edge.transaction import reading, writing
from govapi.kit.clock import Clock
from govapi.people.actor import system
from govapi.policy import store
from govapi.policy.loading import default_policy, dump, load
from govapi.policy.service import adopt
from govapi.settings import Settings

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group()
def policy() -> None:
    """方針セット（団体ごとに決める事項）。"""


@policy.command("export")
@click.argument("folder", metavar="フォルダ", type=FOLDER)
@click.option("--default", "shipped", is_flag=True, help="施行中のものに代えて、付属の初期値を書き出す。")
@municipality_option
def export(folder: Path, shipped: bool, code: str | None) -> None:
    """方針セットを YAML のフォルダに書き出す。"""
    if folder.exists() and any(folder.iterdir()):
        raise CommandFailed(f"{folder} は空ではありません。空のフォルダ、又は新しい名前を指定してください。")
    if shipped:
        chosen = default_policy()
    else:
        database = open_database(Settings().database_url)
        with reading(database, the_one(database, code)) as session:
            chosen = store.current(session, Clock().today()).policy
    files = dump(chosen)
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")
    click.echo(f"方針セットを {folder} に書き出しました（{len(files)}ファイル）。")


@policy.command()
@click.argument("folder", metavar="フォルダ", type=FOLDER)
def check(folder: Path) -> None:
    """書き直した方針セットに誤りがないことを確かめる。"""
    load(folder)
    click.echo("誤りはありません。")


@policy.command("import")
@click.argument("folder", metavar="フォルダ", type=FOLDER)
@click.option("--note", required=True, help="取り込む理由（改正の根拠など）。")
@click.option("--in-force-from", type=click.DateTime(["%Y-%m-%d"]), help="施行日（省略すると直ちに施行）。")
@municipality_option
def import_(folder: Path, note: str, in_force_from: datetime | None, code: str | None) -> None:
    """方針セットを次の版として取り込む。"""
    given = load(folder)
    database, clock = open_database(Settings().database_url), Clock()
    one = the_one(database, code)
    with writing(database, one, clock) as session:
        day = in_force_from.date() if in_force_from else None
        row = adopt(session, system(one), given, note=note, today=clock.today(), in_force_from=day)
    click.echo(f"方針セット第{row.set_version}版として取り込みました。")
