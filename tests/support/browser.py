"""A real browser for the tests: the system's Chromium, driven by Playwright, with axe for accessibility."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from tests.support.require import chromium, require

WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


# A module long, not a session: Playwright keeps an event loop in this thread, and other tests want to start their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    require("browser")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield started
        started.close()


def japanese(browser: Browser, *, javascript: bool = True) -> BrowserContext:
    """A fresh profile as an official's: Japanese, Japan's time, a common office screen."""
    return browser.new_context(
        locale="ja-JP", timezone_id="Asia/Tokyo", viewport={"width": 1280, "height": 900}, java_script_enabled=javascript
    )


def outside(request: Request) -> bool:
    """Whether the page asked anyone but this machine."""
    parts = urlsplit(request.url)
    return parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in LOOPBACK


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def either_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page with JavaScript, then the same test without."""
    yield from _page(browser, javascript=request.param)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a fresh profile; the test fails when it fetched anything from outside or its scripts threw."""
    yield from _page(browser, javascript=True)


def _page(browser: Browser, *, javascript: bool) -> Iterator[Page]:
    strangers: list[str] = []
    thrown: list[str] = []
    with japanese(browser, javascript=javascript) as context:
        opened = context.new_page()
        opened.set_default_timeout(15_000)
        opened.on("request", lambda asked: strangers.append(asked.url) if outside(asked) else None)
        opened.on("pageerror", lambda error: thrown.append(str(error)))
        yield opened
    assert not strangers, f"The page fetched from outside: {strangers}"
    assert not thrown, f"A script of the page failed: {thrown}"


def faults(page: Page) -> list[str]:
    """What axe finds wrong on the page against WCAG 2.2 AA, one line a rule, with the elements."""
    answer = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG_22_AA}})
    return [
        f"{found['id']} ({found['impact']}): {found['help']}: {[node['target'] for node in found['nodes']]}"
        for found in answer.response["violations"]
    ]
