"""The command line as an operator has it: an environment of settings, one line for a fault."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from govapi.cli import main
from tests.support.databases import TestDatabase

ISSUER = "http://127.0.0.1:9"  # nobody answers there, and no command asks


@dataclass(frozen=True)
class Said:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


Command = Callable[..., Said]


@pytest.fixture
def govapi(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """``govapi("db", "upgrade")`` with the settings of a fresh folder."""
    monkeypatch.setenv("GOVAPI_DATABASE_URL", f"sqlite:///{tmp_path}/data/govapi.sqlite3")
    monkeypatch.setenv("GOVAPI_FILES_URL", f"file:{tmp_path}/data/files")
    monkeypatch.setenv("GOVAPI_OIDC_ISSUER", ISSUER)
    monkeypatch.delenv("GOVAPI_DATABASE_OWNER_URL", raising=False)

    def run(*arguments: str) -> Said:
        capfd.readouterr()
        code = main(arguments)
        out, err = capfd.readouterr()
        return Said(code, out, err)

    return run


@pytest.fixture
def at(govapi: Command, fresh_database: TestDatabase, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The same on a migrated database of both kinds."""
    monkeypatch.setenv("GOVAPI_DATABASE_URL", fresh_database.url)
    monkeypatch.setenv("GOVAPI_DATABASE_OWNER_URL", fresh_database.owner_url)
    return govapi
