"""The command ``govapi`` and its one way out for faults."""

from collections.abc import Sequence

import click

from govapi import __version__
from govapi.cli.audit import audit
from govapi.cli.db import db
from govapi.cli.demo.command import demo
from govapi.cli.faults import MISUSED, sentence_of
from govapi.cli.jobs import jobs, worker
from govapi.cli.municipality import municipality
from govapi.cli.openapi import openapi
from govapi.cli.policy import policy
from govapi.cli.serve import serve


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="govapi")
def commands() -> None:
    """業務委託・クラウドサービス・ソーシャルメディアの情報セキュリティを統べる govapi の操作。"""


for command in (audit, db, demo, jobs, municipality, openapi, policy, serve, worker):
    commands.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code. Whatever goes wrong is told in one line on the error output."""
    try:
        outcome = commands.main(None if arguments is None else list(arguments), prog_name="govapi", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.exceptions.NoArgsIsHelpError as helping:
        click.echo(helping.format_message())
        return MISUSED
    except (KeyboardInterrupt, click.Abort):
        click.echo("中止しました。", err=True)
        return 130
    except Exception as fault:  # the last place where a fault can still become a sentence
        sentence, code = sentence_of(fault)
        click.echo(f"govapi: {sentence}", err=True)
        return code
    return outcome if isinstance(outcome, int) else 0
