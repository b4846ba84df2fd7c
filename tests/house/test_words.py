"""Nothing of the place where it was written: no download addresses, no machine's paths, no unfinished notes."""

import re
from pathlib import Path

from tests.house.tree import read, tracked

# Written in pieces, so that this file does not hold the words it forbids.
HOSTS = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "debian" + ".org",
    "ghcr" + ".io",
    "docker" + ".io",
]
FORBIDDEN = {
    "the host of a package registry": re.compile("|".join(map(re.escape, HOSTS))),
    "a path of one machine": re.compile(r"(?<![\w./-])/(?:wo" + r"rk|home/\w+|Users/\w+)/"),
    "an unfinished note": re.compile(r"\b(?:TO" + "DO|FIX" + r"ME|XX" + r"X)\b"),
    "a download address in a lock file": re.compile(r'"reso' + r'lved":|regis' + r'try = "'),
}
NOT_TEXT = {".docx", ".xlsx", ".png", ".jpg", ".ico", ".woff2", ".pdf", ".zip"}
NEVER_TRACKED = {"uv" + ".lock", ".env", ".DS_Store", "alembic.ini", "Makefile", "setup.py", "node_modules"}
TOP_LEVEL = {"govapi", "migrations", "contract_templates", "tests", "openapi", "docker", "pyproject.toml", "README.md", "LICENSE"}


def test_no_tracked_file_holds_a_forbidden_word() -> None:
    faults = [
        f"{path}:{number}: {what}"
        for path in tracked()
        if path.suffix not in NOT_TEXT
        for number, line in enumerate(read(path).splitlines(), 1)
        for what, pattern in FORBIDDEN.items()
        if pattern.search(line)
    ]
    assert not faults, "\n".join(faults)


def test_what_is_never_tracked_is_not() -> None:
    faults = [str(path) for path in tracked() if not NEVER_TRACKED.isdisjoint(path.parts) or path.suffix in {".pyc", ".sqlite3"}]
    assert not faults, f"git rm --cached: {faults}"


def test_the_top_level_holds_what_the_design_names() -> None:
    strangers = sorted({path.parts[0] for path in tracked()} - TOP_LEVEL)
    assert [name for name in strangers if not name.startswith(".")] == []


def test_the_patterns_see_what_they_are_for() -> None:
    bad = ["https://" + HOSTS[0] + "/simple", "see /wo" + "rk/main/x", "# TO" + "DO: later", '"reso' + 'lved": "x"']
    assert [[what for what, pattern in FORBIDDEN.items() if pattern.search(line)] != [] for line in bad] == [True] * len(bad)
    good = ["https://example.lg.jp/wo" + "rk/", "a home/page", "XX市", "tests/wo" + "rk/x"]
    assert [what for line in good for what, pattern in FORBIDDEN.items() if pattern.search(line)] == []
    assert Path("pyproject.toml") in tracked()
