"""Makes README's pictures from the running demo: ``python -m tests.pictures.make``."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from govapi.cli.demo.command import free_port, wait_for

HERE = Path(__file__).parent
SIZE = (1280, 900)
ASKED = {
    "handles_information": "true", "already_public": "not_public", "internal_only": "true", "security_settings": "false",
    "residents_send": "false", "residents_data": "false", "staff_data": "false", "personal_number": "false", "bid_price": "false",
    "secret": "false", "outage_hurts": "false",
}  # fmt: skip


@contextmanager
def running_demo() -> Iterator[str]:
    """A demo of its own on a free port."""
    with tempfile.TemporaryDirectory() as data:
        port = free_port()
        command = [sys.executable, "-m", "govapi", "demo", "--port", str(port), "--data-dir", data]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
            try:
                wait_for(f"http://127.0.0.1:{port}", server)
                yield f"http://127.0.0.1:{port}"
            finally:
                server.terminate()


def sign_in(page: Page, base: str, subject: str) -> None:
    """Through the sign-in page and the page of named people."""
    page.goto(f"{base}/sign-in")
    page.locator("main a, main button").first.click()
    page.locator(f"button[value='{subject}']").click()
    page.wait_for_url(f"{base}/")


def shoot(browser: Browser, base: str) -> None:
    page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]}, locale="ja-JP", timezone_id="Asia/Tokyo")
    page.goto(f"{base}/sign-in")
    page.screenshot(path=HERE / "sign-in.png")
    sign_in(page, base, "misaki")
    page.screenshot(path=HERE / "home.png")
    page.goto(f"{base}/contracts")
    page.screenshot(path=HERE / "contracts.png")
    page.get_by_role("link", name="住民健康管理システム運用保守業務委託").first.click()
    page.screenshot(path=HERE / "contract.png", clip={"x": 0, "y": 0, "width": SIZE[0], "height": 1500}, full_page=True)
    address = page.url
    page.goto(f"{address}/documents")
    page.screenshot(path=HERE / "documents.png")
    page.goto(f"{base}/contracts")
    page.get_by_role("link", name="健康ポイント事業運営業務委託").first.click()
    page.goto(f"{page.url}/edit/information")
    page.screenshot(path=HERE / "form.png")
    page.close()


def shoot_assessments(browser: Browser, base: str) -> None:
    """What the information policy section sees."""
    page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]}, locale="ja-JP", timezone_id="Asia/Tokyo")
    sign_in(page, base, "mio")
    page.goto(f"{base}/assessments")
    page.get_by_role("link", name="株式会社見本システムズ").first.click()
    page.screenshot(path=HERE / "assessment.png")
    page.goto(f"{base}/check-sheets?status=answered")
    page.locator("main table a").first.click()
    page.screenshot(path=HERE / "check-sheet.png")
    page.goto(f"{base}/duties?scope=all")
    page.screenshot(path=HERE / "duties.png")


def shoot_cloud(browser: Browser, base: str) -> None:
    """What anybody may ask, and what the rules say to an applicant."""
    page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]}, locale="ja-JP", timezone_id="Asia/Tokyo")
    sign_in(page, base, "misaki")
    page.goto(f"{base}/cloud/finder")
    for question, answer in ASKED.items():
        page.locator(f"input[name='answers.{question}'][value='{answer}']").check()
    page.get_by_role("button", name="使えるサービスを調べる").click()
    page.wait_for_load_state()
    page.screenshot(path=HERE / "finder.png", clip={"x": 0, "y": 0, "width": SIZE[0], "height": 1300}, full_page=True)
    page.goto(f"{base}/cloud-uses?view=mine&status=draft")
    page.get_by_role("link", name="健康教室の公開配信").first.click()
    page.goto(f"{page.url}/submit")
    page.screenshot(path=HERE / "cloud-use.png")


def shoot_sns(browser: Browser, base: str) -> None:
    """What public relations see of the accounts, and a successor of what is handed over to him."""
    page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]}, locale="ja-JP", timezone_id="Asia/Tokyo")
    sign_in(page, base, "hiroshi")
    page.goto(f"{base}/sns-accounts")
    page.screenshot(path=HERE / "sns-accounts.png")
    page.get_by_role("link", name="架空市健康づくり").first.click()
    page.screenshot(path=HERE / "sns-account.png", clip={"x": 0, "y": 0, "width": SIZE[0], "height": 1300}, full_page=True)
    page.close()
    page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]}, locale="ja-JP", timezone_id="Asia/Tokyo")
    sign_in(page, base, "kenichi")
    page.goto(f"{base}/handovers")
    page.locator("tr", has_text="架空市健康づくり").locator("a").first.click()
    page.screenshot(path=HERE / "handover.png")
    page.close()


def main() -> None:
    with running_demo() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        shoot(browser, base)
        shoot_assessments(browser, base)
        shoot_cloud(browser, base)
        shoot_sns(browser, base)
        browser.close()


if __name__ == "__main__":
    main()
