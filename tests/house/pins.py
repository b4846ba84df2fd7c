"""Writes the pins: every resolved version into pyproject.toml, and the image's list with hashes into docker/.

`uv run --group test python -m tests.house.pins` after a change of dependencies; `--upgrade` takes the newest versions allowed.
`uv.lock` records download addresses and is therefore not committed; these lists record none.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "pyproject.toml"
COMMAND = "uv run --group test python -m tests.house.pins"
BLOCK = re.compile(r"(?m)^constraint-dependencies = \[\n?(?:    .*\n)*\]\n")
PLAIN = ("--no-header", "--no-annotate", "--no-emit-project")
EXPORTS = {
    "requirements.txt": ("--no-dev", "--extra", "postgres"),
    "build.txt": ("--only-group", "build"),
}


def uv(*arguments: str) -> str:
    """The output of one uv command run at the root; its own error output reaches the terminal."""
    return subprocess.run(["uv", *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def write_constraints(pins: list[str]) -> None:
    """Puts the pins, one to a line, in place of the list that stands in pyproject.toml."""
    lines = "".join(f'    "{pin}",\n' for pin in pins)
    block = f"constraint-dependencies = [\n{lines}]\n"
    text, count = BLOCK.subn(lambda _: block, PROJECT.read_text(encoding="utf-8"))
    if count != 1:
        raise SystemExit("pyproject.toml: [tool.uv] constraint-dependencies was not found exactly once.")
    PROJECT.write_text(text, encoding="utf-8")


def without_addresses(exported: str) -> str:
    """The exported list less any line that names an index or a place to find packages."""
    kept = [line for line in exported.splitlines() if not line.startswith(("-i", "-f", "--index", "--extra-index", "--find"))]
    return "\n".join(kept) + "\n"


def main(*, upgrade: bool) -> None:
    """Resolves once without the old pins (keeping what still fits) and writes what came out."""
    if not (ROOT / "uv.lock").exists() and not upgrade:
        uv("lock")
    write_constraints([])
    uv("lock", *(["--upgrade"] if upgrade else []))
    everything = uv("export", "--frozen", "--all-extras", "--all-groups", "--no-hashes", *PLAIN)
    write_constraints(sorted(without_addresses(everything).split("\n"))[1:])
    uv("lock")
    for name, choice in EXPORTS.items():
        exported = uv("export", "--frozen", *choice, *PLAIN)
        (ROOT / "docker" / name).write_text(without_addresses(exported), encoding="utf-8")


if __name__ == "__main__":
    main(upgrade="--upgrade" in sys.argv[1:])
