"""One provider for the whole run, and a fresh one for the tests that change its keys."""

from collections.abc import Iterator

import pytest

from tests.support.openid import RunningProvider, running_provider


@pytest.fixture(scope="session")
def openid() -> Iterator[RunningProvider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture
def rotating_openid() -> Iterator[RunningProvider]:
    with running_provider() as provider:
        yield provider
