"""The wheel carries what a town hall needs and nothing else: it works where there is no checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.tree import ROOT, tracked

# Folder of the checkout → where it lies in the wheel.
PACKED = {"govapi": "govapi", "migrations": "govapi/_migrations", "contract_templates": "govapi/_contract_templates"}
PROGRAM = "import sys; from govapi.db.migrate import check, upgrade; upgrade(sys.argv[1]); check(sys.argv[1])"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree, built without network."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("govapi-*.whl")
    return built


def test_every_tracked_file_of_the_product_is_inside(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    files = [path for path in tracked() if path.parts[0] in PACKED]
    wanted = {"/".join([PACKED[path.parts[0]], *path.parts[1:]]): path for path in files}
    assert {"migrations", "govapi"} <= {path.parts[0] for path in files}
    assert [str(path) for name, path in wanted.items() if name not in inside] == []


def test_nothing_else_is_inside(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    odd = [
        name
        for name in names
        if not name.startswith(("govapi/", "govapi-")) or "__pycache__" in name or name.endswith((".pyc", ".sqlite3"))
    ]
    assert odd == []


def test_the_wheel_brings_a_database_to_its_schema_far_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    command = [sys.executable, "-c", PROGRAM, f"sqlite:///{tmp_path / 'town.sqlite3'}"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed"), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
