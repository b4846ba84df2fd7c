"""The floors of the house, as written in pyproject.toml, hold; and each of those contracts can really be broken."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import ROOT

CONTRACTS = [
    contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
]

# A line of code that must not be, by the file it would stand in, and the contract that says so.
PLANTED = [
    ("people/tables.py", "import govapi.contracts", "The floors of the house"),
    ("stray/__init__.py", "", "The floors of the house"),
    ("contracts/rules.py", "import govapi.contracts.service", "The floors of a room"),
    ("contracts/sub/tables.py", "import govapi.contracts.sub.queries", "The floors of a room"),
    ("contracts/api.py", "import govapi.contracts.web", "The API door"),
    ("contracts/sub/web.py", "import govapi.contracts.api", "The web door"),
    ("contracts/rules.py", "from time import time", "Rules and process tables are pure"),
    ("contracts/sub/workflow.py", "from sqlalchemy.orm import Session", "Rules and process tables are pure"),
    ("contracts/rules.py", "from govapi.kit.clock import Clock", "Rules and process tables are pure"),
    ("contracts/service.py", "from govapi.web import pages", "Use cases know no HTTP"),
    ("contracts/service.py", "from litestar import get", "Use cases know no HTTP"),
]
FILES = ("rules", "workflow", "tables", "queries", "schemas", "service", "api", "web")


def lint(folder: Path) -> str:
    """What import-linter says of the code in a folder, on one line a contract."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--no-logo"]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env={"PYTHONPATH": str(folder), "COLUMNS": "300", "NO_COLOR": "1"}
    )
    return done.stdout + done.stderr


def test_the_floors_hold() -> None:
    said = lint(ROOT)
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in said, said


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A small house under the same contracts: every named package empty, one room and its sub-package with all their files."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    named = [path.parent.relative_to(ROOT) for path in (ROOT / "govapi").glob("*/__init__.py")]
    for package in {Path("govapi"), *named, Path("govapi/contracts"), Path("govapi/contracts/sub")}:
        (tmp_path / package).mkdir(parents=True, exist_ok=True)
        (tmp_path / package / "__init__.py").touch()
    for module in ("app", "settings", "kit/clock"):  # named by a contract
        (tmp_path / f"govapi/{module}.py").touch()
    for file in FILES:
        (tmp_path / "govapi/contracts" / f"{file}.py").touch()
        (tmp_path / "govapi/contracts/sub" / f"{file}.py").touch()
    return tmp_path


@pytest.mark.parametrize(("file", "line", "contract"), PLANTED)
def test_a_planted_import_breaks_its_contract(model: Path, file: str, line: str, contract: str) -> None:
    assert ", 0 broken." in lint(model)
    (model / "govapi" / file).parent.mkdir(exist_ok=True)
    (model / "govapi" / file).write_text(f"{line}\n", encoding="utf-8")
    assert re.search(rf"(?m)^{contract}.* BROKEN$", lint(model))


def test_every_contract_is_tried() -> None:
    tried = {contract for _, _, contract in PLANTED}
    assert [name for name in CONTRACTS if not name.startswith(tuple(tried))] == []
