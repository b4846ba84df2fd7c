"""The pages of the uses and the finder in a real browser: with and without JavaScript, on a small screen, on paper; axe finds nothing."""

import re

import pytest
from playwright.sync_api import Page, expect

from govapi.policy.rules import asked
from tests.cloud_services.uses.records import CLOUD, INTERNAL, permitted, ready, service
from tests.contracts.test_web_browser import address, choose, enter, look  # noqa: F401  # address is a fixture
from tests.support.app import Office
from tests.support.browser import faults

# What a browser shows does not depend on the database: once is enough.
pytestmark = pytest.mark.parametrize("founded_place", ["sqlite"], indirect=True)

ANSWERS = {one.key: INTERNAL[one.key] for one in asked(CLOUD.questionnaire, INTERNAL)}


def test_from_the_question_to_the_draft(
    either_page: Page,
    office: Office,
    address: str,  # noqa: F811
    request: pytest.FixtureRequest,
) -> None:
    page, scripted = either_page, bool(request.node.callspec.params["either_page"])
    service(office, name="見本予約")
    enter(page, office, address, "misaki")
    page.goto(f"{address}/cloud/finder")
    deeper = page.locator('input[name="answers.residents_data"]').first
    expect(deeper).to_be_hidden() if scripted else expect(deeper).to_be_visible()
    choose(page, ANSWERS)
    look(page, scripted)
    page.get_by_role("button", name="使えるサービスを調べる").click()
    expect(page.get_by_role("heading", name="契約形態ごとの扱い")).to_be_visible()
    look(page, scripted)
    page.get_by_role("link", name="利用を申請する").first.click()
    look(page, scripted)
    page.get_by_label("選ぶ（見本予約）").click()
    page.get_by_label("利用の名称").fill("健診の予約の受付")
    page.get_by_role("button", name="下書きを保存して、次へ進む").click()
    choose(page, ANSWERS)
    look(page, scripted)
    page.get_by_role("button", name="保存して次の画面へ").click()
    page.locator('input[name="zone"][value="internet"]').check()
    page.locator('input[name="form"][value="individual"]').check()
    page.locator('input[name="learns"][value="false"]').check()
    page.get_by_role("button", name="保存して次の画面へ").click()
    expect(page.get_by_role("region", name="今の入力から分かること")).to_contain_text("条件を付けて利用できる")
    look(page, scripted)
    page.get_by_role("link", name="理由と条件を全て見る").click()
    expect(page.get_by_text("申請までに必要なこと")).to_be_visible()
    look(page, scripted)


def test_pages_fit_the_screens_and_the_paper(page: Page, office: Office, address: str) -> None:  # noqa: F811
    use, draft = (f"/cloud-uses/{made['id']}" for made in (permitted(office), ready(office, service(office, name="見本会議"))))
    enter(page, office, address, "misaki")
    found = "/cloud/finder?zone=internet&answers.handles_information=true&answers.already_public=partly"
    drafts = [f"{draft}/edit/{tab}" for tab in ("purpose", "information", "setting", "items", "risk")]
    paths = ("/cloud-uses", use, draft, f"{draft}/submit", "/cloud-uses/new", "/cloud/finder", found, *drafts)
    page.set_viewport_size({"width": 360, "height": 768})
    for path in paths:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        assert faults(page) == [], path
    page.goto(address + use)
    boxes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", page.pdf(prefer_css_page_size=True))
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {(595, 842)}
