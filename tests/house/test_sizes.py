"""Small files, short functions: what cannot be read in one sitting is not reviewed.

The exceptions may only shrink: a number that is too high fails as surely as one that is too low.
"""

import ast
from pathlib import Path

from tests.house.tree import python_files, read, tracked

FILE_LINES = 300
FUNCTION_LINES = 40
READ_BY_PEOPLE = {".py", ".html", ".css", ".js", ".mjs", ".sql", ".yaml", ".yml", ".sh"}

# path → its lines, with the reason beside it.
LONG_FILES: dict[str, int] = {}
# path::function → its lines, with the reason beside it.
LONG_FUNCTIONS: dict[str, int] = {}


def compare(found: dict[str, int], allowed: dict[str, int], limit: int) -> list[str]:
    """A sentence for each that is too long, and for each exception that is no longer needed or could be lower."""
    too_long = [
        f"{name}: {lines} lines, at most {allowed.get(name, limit)}"
        for name, lines in found.items()
        if lines > allowed.get(name, limit)
    ]
    slack = [
        f"{name}: now {found.get(name, 0)} lines; {'lower the number' if found.get(name, 0) > limit else 'strike the exception'}"
        for name, lines in allowed.items()
        if found.get(name, 0) < lines
    ]
    return too_long + slack


def functions(path: Path) -> dict[str, int]:
    """Lines of each function of a file, decorators not counted, nested ones counted for themselves too."""
    return {
        f"{path}::{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(ast.parse(read(path)))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    lines = {str(path): len(read(path).splitlines()) for path in tracked() if path.suffix in READ_BY_PEOPLE}
    assert len(lines) > 10
    faults = compare(lines, LONG_FILES, FILE_LINES)
    assert not faults, "Split it by what its parts are about:\n" + "\n".join(faults)


def test_no_function_is_longer_than_forty_lines() -> None:
    lines: dict[str, int] = {}
    for path in python_files("govapi", "migrations", "tests"):
        for name, count in functions(path).items():
            lines[name] = max(count, lines.get(name, 0))
    assert len(lines) > 10
    faults = compare(lines, LONG_FUNCTIONS, FUNCTION_LINES)
    assert not faults, "Take out the part that has a name of its own:\n" + "\n".join(faults)
