"""The fixtures every room may use; what a single room needs stands beside its own tests."""

from collections.abc import Sequence

import pytest

pytest_plugins = ["tests.support.browser", "tests.support.databases", "tests.support.app"]

# Pages stand on the use cases that the API's tests prove on both databases, and its doors on none of them.
NOT_OF_THE_DATABASE = ("_pages.py", "test_pages.py", "test_web.py", "test_entry.py", "test_hostile_forms.py",
                       "test_preconditions.py", "api/test_queries.py")  # fmt: skip
FIRST_OF_A_FILE = 3
# What is about the database itself, or about several who do the same at once, is always asked of both.
OF_THE_DATABASE = ("at_once", "same_time", "concurrent", "together", "race", "storm", "lock", "wall", "two_")
ROOMS_OF_THE_DATABASE = ("tests/db/", "tests/audit/", "tests/jobs/", "tests/house/", "tests/search/", "tests/cli/")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Every room runs on both databases. In the ordinary run PostgreSQL takes of each file the first paths, of each path the
    first case, and no pages; ``-m soak`` runs the rest there too."""
    seen: dict[str, set[str]] = {}
    for item in items:
        params = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
        if "postgres" not in params.values():
            continue
        path, name = item.path.as_posix(), str(getattr(item, "originalname", item.name))
        functions = seen.setdefault(path, set())
        if path.endswith(NOT_OF_THE_DATABASE) or name in functions or not _asked(path, name, len(functions)):
            item.add_marker(pytest.mark.soak)
        functions.add(name)


def _asked(path: str, name: str, before: int) -> bool:
    return (
        before < FIRST_OF_A_FILE
        or any(room in path for room in ROOMS_OF_THE_DATABASE)
        or any(word in name for word in OF_THE_DATABASE)
    )
