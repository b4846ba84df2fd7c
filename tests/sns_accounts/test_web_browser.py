"""The pages of the accounts in a real browser: questions unfold with JavaScript and all stand there without; axe finds nothing."""

import pytest
from playwright.sync_api import Page, expect

from tests.contracts.test_web_browser import address, enter, look  # noqa: F401  # address is a fixture
from tests.sns_accounts.test_web import put
from tests.support.app import Office
from tests.support.browser import faults

# What a browser shows does not depend on the database: once is enough.
pytestmark = pytest.mark.parametrize("founded_place", ["sqlite"], indirect=True)


def test_from_the_form_to_the_submission(
    either_page: Page,
    office: Office,
    address: str,  # noqa: F811
    request: pytest.FixtureRequest,
) -> None:
    page, scripted = either_page, bool(request.node.callspec.params["either_page"])
    enter(page, office, address, "misaki")
    page.goto(f"{address}/sns-accounts/new")
    deeper = page.get_by_label("クラウドサービスの利用の承認")
    expect(deeper).to_be_hidden() if scripted else expect(deeper).to_be_visible()
    page.get_by_label("ダイレクトメッセージへの対応").check()
    expect(deeper).to_be_visible()
    page.get_by_label("ダイレクトメッセージへの対応").uncheck()
    page.locator("select[name=platform]").select_option("x")
    page.get_by_label("アカウントの名称").fill("架空市健康推進課【公式】")
    page.get_by_label("アカウントID（ハンドル）").fill("@kakuu_kenko")
    look(page, scripted)
    page.get_by_role("button", name="保存して、申請に進む").click()
    expect(page.get_by_text("運用計画の次の項目を入力してください。")).to_be_visible()
    look(page, scripted)


def test_pages_fit_the_screens(page: Page, office: Office, address: str) -> None:  # noqa: F811
    account = f"/sns-accounts/{put(office, 'mihon', 'active')}"
    enter(page, office, address, "hiroshi")
    for width in (360, 1366):
        page.set_viewport_size({"width": width, "height": 768})
        for path in (
            "/sns-accounts",
            "/sns-services",
            account,
            *(f"{account}/{one}" for one in ("keep", "checks", "changes/new")),
        ):
            page.goto(address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            assert faults(page) == [], path
