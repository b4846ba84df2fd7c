"""Which town a command is about."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from govapi.cli.faults import CommandFailed
from govapi.db.session import Database
from govapi.db.towns import town_codes

F = TypeVar("F", bound=Callable[..., Any])


def municipality_option(function: F) -> F:
    """``--municipality CODE``."""
    return click.option("--municipality", "code", metavar="団体コード", help="対象の団体（6桁の団体コード）。")(function)


def chosen(database: Database, code: str | None) -> list[str]:
    """The named town, or all of them. Raises CommandFailed when there is none."""
    codes = town_codes(database)
    if code is not None and code not in codes:
        raise CommandFailed(f"団体コード {code} の団体は登録されていません。「govapi municipality found」で登録してください。")
    if not codes:
        raise CommandFailed("団体が登録されていません。「govapi municipality found」で登録してください。")
    return [code] if code is not None else codes


def the_one(database: Database, code: str | None) -> str:
    """The named town, or the only one. Raises CommandFailed when there are several to choose from."""
    codes = chosen(database, code)
    if len(codes) > 1:
        raise CommandFailed("団体が複数あります。「--municipality」で団体コードを指定してください。")
    return codes[0]
