"""The fixtures every room may use; what a single room needs stands beside its own tests."""

from collections.abc import Sequence

import pytest

pytest_plugins = ["tests.support.browser", "tests.support.databases", "tests.support.app"]

# Pages stand on the use cases that the API's tests prove on both databases.
PAGES = ("_pages.py", "test_pages.py", "test_web.py")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Every path runs on both databases. In the ordinary run PostgreSQL takes the first case of a table of cases, and no pages;
    ``-m soak`` runs the rest there too."""
    seen: set[tuple[str, str]] = set()
    for item in items:
        params = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
        if "postgres" not in params.values():
            continue
        function = (str(item.path), getattr(item, "originalname", item.name))
        if item.path.name.endswith(PAGES) or function in seen:
            item.add_marker(pytest.mark.soak)
        seen.add(function)
