"""The first wall between towns: a query starts with `owned(…)` or goes through `find(…)`, which know whose rows they are.

A bare select, update or statement of text would see every town's rows on SQLite, so each one is named here with its reason.
"""

import ast

from tests.house.tree import python_files, read

BARE = {"select", "insert", "update", "delete", "text", "exists", "union", "union_all"}
BARE_METHODS = {"get", "get_one", "query", "exec_driver_sql"}
LIBRARIES = ("sqlalchemy", "sqlmodel")
WALL = ("govapi/db/",)

# file → (how many, why it is safe). May only shrink.
NAMED: dict[str, tuple[int, str]] = {
    "govapi/audit/queries.py": (1, "the head row by its primary key, which is the town's code"),
    "govapi/audit/record.py": (4, "the head row by code, and rows stamped with that code"),
    "govapi/people/queries.py": (1, "the municipality itself, by the session's code"),
}


def bare(source: str) -> list[int]:
    """The lines that build a statement without the wall, or take a row by key past it."""
    tree = ast.parse(source)
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(LIBRARIES)]
    names = {alias.asname or alias.name for node in imports for alias in node.names if alias.name in BARE}
    return [call.lineno for call in ast.walk(tree) if isinstance(call, ast.Call) and _passes_the_wall(call.func, names)]


def _passes_the_wall(called: ast.expr, names: set[str]) -> bool:
    if isinstance(called, ast.Name):
        return called.id in names
    if not isinstance(called, ast.Attribute):
        return False
    on_session = isinstance(called.value, ast.Name | ast.Attribute) and ast.unparse(called.value).endswith("session")
    on_library = isinstance(called.value, ast.Name) and called.value.id in {"sa", *LIBRARIES}
    return (on_session and called.attr in BARE_METHODS) or (on_library and called.attr in BARE)


def test_no_query_goes_round_the_wall() -> None:
    found = {str(path): bare(read(path)) for path in python_files("govapi") if not str(path).startswith(WALL)}
    faults = [
        f"{path}: lines {lines}, {NAMED.get(path, (0, ''))[0]} named"
        for path, lines in found.items()
        if len(lines) != NAMED.get(path, (0, ""))[0]
    ]
    assert not faults, "Start with owned(session, Table) or find(…), or name it with its reason:\n" + "\n".join(faults)


def test_every_way_round_is_seen() -> None:
    planted = "\n".join(
        [
            "from sqlmodel import select as rows, Session",
            "import sqlalchemy as sa",
            "rows(Company)",
            "sa.text('DELETE FROM companies')",
            "session.get(Company, key)",
            "door.session.query(Company)",
            "owned(session, Company).where(1)",
            "payload.get('name'), select(1)",
        ]
    )
    assert bare(planted) == [3, 4, 5, 6]
