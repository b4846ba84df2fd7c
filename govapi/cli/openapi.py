"""``govapi openapi``: the description of the API, as it is committed."""

import json
import tempfile
from pathlib import Path

import click

from govapi.app import create_app
from govapi.cli.parts import build_parts
from govapi.edge.description import describe
from govapi.settings import Settings


def described() -> str:
    """The OpenAPI document as text. No setting of this machine is in it, and no database is asked."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            database_url=f"sqlite:///{folder}/none.sqlite3",
            files_url=f"file:{folder}/files",
            files_endpoint=None,
            oidc_issuer="https://id.example.jp",
            oidc_ca_file=None,
        )
        parts = build_parts(settings)
        document = describe(create_app(parts))
        parts.database.engine.dispose()
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


@click.command()
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="書き出すファイル（省略すると画面に出す）。")
def openapi(output: Path | None) -> None:
    """API の記述（OpenAPI 3.1）を書き出す。"""
    text = described()
    if output is None:
        click.echo(text, nl=False)
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text, encoding="utf-8")
    click.echo(f"{output} に書き出しました。")
