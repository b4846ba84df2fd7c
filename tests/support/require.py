"""Programs a test may need beside Python: used where they are, said loudly where they are not.

`GOVAPI_REQUIRE=postgres,node,browser,office,scripting` turns the skip into a failure, so that CI cannot pass by having nothing installed.
"""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]


def postgres_bin() -> Path | None:
    """The folder of PostgreSQL's own programs (initdb, postgres), the newest version first; None when absent."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(versions, key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0, reverse=True)
    on_path = shutil.which("initdb")
    found = [*newest, *([Path(on_path).resolve()] if on_path else [])]
    return found[0].parent if found else None


def first_of(*names: str) -> str | None:
    """The full path of the first of these programs that is installed."""
    return next((path for name in names if (path := shutil.which(name))), None)


def chromium() -> str | None:
    """The path of an installed Chromium or Chrome."""
    return first_of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def office() -> str | None:
    """The path of LibreOffice; its output is read with poppler's tools, so both must be there."""
    return first_of("soffice", "libreoffice") if first_of("pdftotext") and first_of("pdftoppm") else None


def scripting() -> str | None:
    """The path of the Python in which LibreOffice can be scripted (`import uno`): the system's own, not the one we run in."""
    for python in ("/usr/bin/python3", "/usr/lib/libreoffice/program/python", "/opt/libreoffice/program/python"):
        if (
            Path(python).exists()
            and subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0
        ):
            return python if office() else None
    return None


def node() -> str | None:
    """The path of Node, when the test provider's packages are installed too."""
    return first_of("node") if (TESTS / "openid_provider" / "node_modules").is_dir() else None


FINDERS: dict[str, tuple[Callable[[], object | None], str]] = {
    "postgres": (postgres_bin, "PostgreSQL's initdb was not found (Debian: apt-get install postgresql)"),
    "node": (
        node,
        "Node or the provider's packages were not found (install nodejs and npm, then: npm ci in tests/openid_provider)",
    ),
    "browser": (chromium, "Chromium was not found (Debian: apt-get install chromium fonts-noto-cjk fonts-ipafont)"),
    "office": (
        office,
        "LibreOffice or poppler was not found (Debian: apt-get install libreoffice-writer libreoffice-calc poppler-utils)",
    ),
    "scripting": (
        scripting,
        "LibreOffice cannot be scripted from Python (Debian: apt-get install python3-uno, beside LibreOffice itself)",
    ),
}


def require(name: str) -> None:
    """Returns when the named program is there; otherwise skips the test, or fails it when GOVAPI_REQUIRE lists the name."""
    find, absent = FINDERS[name]
    if find() is not None:
        return
    if name in os.environ.get("GOVAPI_REQUIRE", "").replace(" ", "").split(","):
        pytest.fail(f"GOVAPI_REQUIRE asks for {name}: {absent}.", pytrace=False)
    pytest.skip(f"needs {name}: {absent}.")
