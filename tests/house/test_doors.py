"""What README, CI and the image tell people to type exists."""

import re
import shlex
from importlib import import_module

import pytest
import yaml
from click import Command, Context, Group

from tests.house.tree import ROOT

MAIN: Command = import_module("govapi.cli.main").commands
README = (ROOT / "README.md").read_text("utf-8")
CI = (ROOT / ".ci" / "run").read_text("utf-8")
TEST_COMMAND = "uv run --group test pytest"


def typed() -> list[str]:
    """Every `govapi …` line of README's blocks and of CI, and the commands of the image and its services."""
    blocks = "\n".join(re.findall(r"(?ms)^```(?:sh|bash|console)\n(.*?)^```", README)) + "\n" + CI
    lines = re.findall(r"(?m)(?:^|&& |\$ |uv run )govapi ([^\n#&|]+)", blocks)
    services = yaml.safe_load((ROOT / "docker" / "compose.yaml").read_text("utf-8"))["services"].values()
    lines += [shlex.join(map(str, service["command"])) for service in services if "command" in service]
    lines += [
        " ".join(re.findall(r'"([^"]+)"', line))
        for line in re.findall(r"(?m)^CMD (.*)$", (ROOT / "docker" / "Dockerfile").read_text("utf-8"))
    ]
    return lines


def follow(command: Command, words: list[str]) -> None:
    """Walks the words down the groups and parses the rest as options, without running anything; raises what click raises."""
    while isinstance(command, Group):
        name, found, words = command.resolve_command(Context(command), words)
        assert found is not None, name
        command = found
    command.make_context(command.name, words)


@pytest.mark.parametrize("line", sorted(set(typed())))
def test_every_command_we_name_is_understood(line: str) -> None:
    follow(MAIN, shlex.split(line))


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert TEST_COMMAND in README
    assert TEST_COMMAND in CI
    assert len(typed()) >= 4
