"""One request, one transaction: nobody but these commits, for a half-done action must leave nothing behind."""

import ast
from pathlib import Path

from tests.house.tree import python_files, read

MAY_COMMIT = {
    Path("govapi/edge/transaction.py"): "the one transaction of a request or job",
    Path("govapi/db/migrate.py"): "migrations, outside any request",
}


def commits(source: str) -> list[int]:
    """The lines that call commit() on something, or open a block that commits by itself."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    return [call.lineno for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr in {"commit", "begin"}]


def test_nobody_else_commits() -> None:
    found = {path: commits(read(path)) for path in python_files("govapi")}
    faults = [f"{path}:{line}" for path, lines in found.items() if path not in MAY_COMMIT for line in lines]
    assert not faults, "Leave the commit to govapi/edge/transaction.py:\n" + "\n".join(faults)


def test_every_exception_is_still_needed() -> None:
    idle = [str(path) for path in MAY_COMMIT if not commits(read(path))]
    assert not idle, f"No longer commits, strike it from the list: {idle}"


def test_a_commit_is_seen_however_it_is_called() -> None:
    assert commits("session.commit()\nself.database.session.commit()\nwith engine.begin() as c:\n    pass\nx = commit") == [
        1,
        2,
        3,
    ]
