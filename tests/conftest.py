"""The fixtures every room may use; what a single room needs stands beside its own tests."""

pytest_plugins = ["tests.support.browser", "tests.support.databases", "tests.support.app"]
