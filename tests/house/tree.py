"""What the house tests look at: the files that git tracks, as they stand in the work tree."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Another tree inside this one, fetched by npm and never tracked.
NOT_OURS = {"node_modules", ".venv", ".git", "dist", "__pycache__"}


@cache
def tracked() -> tuple[Path, ...]:
    """Every tracked file that still exists, relative to the root; all files when there is no git (a wheel's source, a tarball)."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split(
            "\0"
        )
        found = [Path(name) for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        found = [path.relative_to(ROOT) for path in ROOT.rglob("*") if NOT_OURS.isdisjoint(path.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in found if (ROOT / path).is_file()))


def read(path: Path) -> str:
    """The text of a tracked file; bytes that are not UTF-8 (pictures, Word files) become marks."""
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")


def python_files(*tops: str) -> tuple[Path, ...]:
    """The tracked Python files under the named top folders."""
    return tuple(path for path in tracked() if path.suffix == ".py" and path.parts[0] in tops)
