"""The pages in a real browser: accessible at every size, usable without JavaScript, better with it, right on paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from govapi.web import filters
from tests.support.browser import faults, japanese
from tests.web.conftest import BASE

Serve = Callable[[Page], None]
SCREENS = {"office": (1366, 768), "office at 150 %": (911, 512), "phone": (360, 740)}
ADDRESSES = ["list", "record", "form", "error/412"]


@pytest.fixture
def guide(page: Page, serve: Serve) -> Page:
    serve(page)
    return page


@pytest.fixture
def either_guide(either_page: Page, serve: Serve) -> Page:
    serve(either_page)
    return either_page


def open_(page: Page, address: str) -> Page:
    page.goto(f"{BASE}/{address}")
    return page


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_accessible_and_fits_the_screen(guide: Page, address: str, screen: str) -> None:
    width, height = SCREENS[screen]
    guide.set_viewport_size({"width": width, "height": height})
    open_(guide, address)
    assert faults(guide) == []
    assert guide.evaluate("document.documentElement.scrollWidth") <= width


def test_a_form_with_faults_is_accessible(guide: Page) -> None:
    open_(guide, "form").fill("#f-title", "")
    guide.get_by_role("button", name="下書きを保存する").click()
    expect(guide.get_by_role("alert")).to_be_visible()
    assert faults(guide) == []


def test_faults_are_led_to_their_fields(either_guide: Page) -> None:
    page = open_(either_guide, "form")
    page.fill("#f-title", "")
    page.fill("#f-ends_on", "令和8年2月30日")
    page.get_by_role("button", name="下書きを保存する").click()
    expect(page).to_have_title(re.compile("^入力の誤り："))
    expect(page.locator("#error-summary")).to_be_focused()
    page.get_by_role("link", name="「件名」を入力してください。").click()
    expect(page.locator("#f-title")).to_be_focused()
    expect(page.locator("#f-title")).to_have_accessible_description(re.compile("「件名」を入力してください。"))
    expect(page.locator("#f-ends_on")).to_have_value("令和8年2月30日")


def test_a_right_form_is_sent(either_guide: Page) -> None:
    page = open_(either_guide, "form")
    page.fill("#f-ends_on", "Ｒ９．３．３１")
    page.select_option("#f-method", "small")
    page.get_by_role("group", name="どこで処理しますか").get_by_label("庁舎内").uncheck()
    page.get_by_label("クラウドサービス").check()
    page.get_by_role("radiogroup", name="個人番号").get_by_label("いいえ").check()
    page.get_by_role("button", name="下書きを保存する").click()
    expect(page.locator("body")).to_contain_text('"ends_on":"2027-03-31"')
    expect(page.locator("body")).to_contain_text('"people":52000,"places":["cloud"]')


def test_a_reason_can_be_given(either_guide: Page) -> None:
    page = open_(either_guide, "record")
    expect(page.get_by_label("理由").first).to_be_hidden()
    page.get_by_text("差し戻す…").click()
    expect(page.get_by_label("理由").first).to_be_visible()


def test_dependent_questions_open_with_their_answer(guide: Page) -> None:
    question = open_(guide, "form").get_by_label("何人分の情報を取り扱いますか。")
    expect(question).to_be_visible()
    guide.get_by_role("radiogroup", name="住民の個人情報").get_by_label("いいえ").check()
    expect(question).to_be_hidden()
    expect(question).to_be_disabled()
    guide.get_by_role("radiogroup", name="住民の個人情報").get_by_label("はい").check()
    expect(question).to_be_enabled()
    expect(question).to_have_value("52000")


def test_without_javascript_all_questions_are_shown(browser: Browser, serve: Serve) -> None:
    with japanese(browser, javascript=False) as context:
        page = context.new_page()
        serve(page)
        open_(page, "form").get_by_role("radiogroup", name="住民の個人情報").get_by_label("いいえ").check()
        expect(page.get_by_label("何人分の情報を取り扱いますか。")).to_be_visible()
        expect(page.get_by_text("前の問いに「はい」と答えたときだけ")).to_be_visible()
        expect(open_(page, "list").locator(".rows-filter")).to_be_hidden()


@pytest.mark.parametrize(
    "typed", ["Ｒ８．４．１", "令和元年5月1日", "平31.4.30", "2026/4/1", "昭和64年1月7日", "令和8年2月30日", "いつか"]
)
def test_a_date_is_read_back_as_the_server_reads_it(guide: Page, typed: str) -> None:
    open_(guide, "form").fill("#f-starts_on", typed)
    expect(guide.locator("#f-starts_on-reading")).to_have_text(filters.date_reading(typed))


@pytest.mark.parametrize("typed", ["１，９８０，０００円", "12980000", "100000000", "1234567890123", "9999", "10000", "百万"])
def test_an_amount_is_read_back_as_the_server_reads_it(guide: Page, typed: str) -> None:
    open_(guide, "form").fill("#f-amount", typed)
    expect(guide.locator("#f-amount-reading")).to_have_text(filters.yen_reading(typed))


def test_a_grave_step_is_asked_about_first(guide: Page) -> None:
    button = open_(guide, "record").get_by_role("button", name="添付を削除する")
    button.click()
    dialog = guide.get_by_role("dialog", name="確認")
    expect(dialog).to_contain_text("元に戻せません。")
    assert faults(guide) == []
    expect(dialog.get_by_role("button", name="戻る")).to_be_focused()
    dialog.get_by_role("button", name="戻る").click()
    expect(button).to_be_focused()
    button.click()
    with guide.expect_request(lambda asked: asked.method == "POST") as sent:
        dialog.get_by_role("button", name="添付を削除する").click()
    assert "_version=7" in (sent.value.post_data or "")


def test_unsaved_input_is_not_lost_silently(guide: Page) -> None:
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    guide.on("dialog", leave)
    open_(guide, "form").get_by_role("link", name="取り消して戻る").click()
    expect(guide).to_have_url(f"{BASE}/list")
    assert asked == []
    open_(guide, "form").get_by_label("備考").press_sequentially("あ")
    guide.get_by_role("link", name="取り消して戻る").click()
    expect(guide).to_have_url(f"{BASE}/list")
    assert asked == ["beforeunload"]


def test_rows_in_sight_can_be_narrowed(guide: Page) -> None:
    open_(guide, "list").get_by_label("表示中の行から探す").fill("ＫＥＩＹＡＫＵ")
    expect(guide.locator("#contracts-filter-count")).to_have_text("10行のうち0行")
    guide.get_by_label("表示中の行から探す").fill("戸籍 見本印刷")
    expect(guide.locator("#contracts-filter-count")).to_have_text("10行のうち2行")
    expect(guide.locator("#contracts tbody tr:visible")).to_have_count(2)


def test_the_keyboard_can_skip_to_the_main_part(guide: Page) -> None:
    open_(guide, "list").keyboard.press("Tab")
    expect(guide.get_by_role("link", name="本文へ進む")).to_be_focused()
    guide.keyboard.press("Enter")
    expect(guide.locator("main")).to_be_focused()


def test_the_head_of_a_long_table_stays_in_sight(guide: Page) -> None:
    guide.set_viewport_size({"width": 1366, "height": 500})
    open_(guide, "list").locator("#contracts tbody tr").nth(8).scroll_into_view_if_needed()
    expect(guide.get_by_role("columnheader", name="件名")).to_be_in_viewport()


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_pressed_is_large_enough(guide: Page, address: str) -> None:
    small = open_(guide, address).evaluate(
        """() => Array.from(document.querySelectorAll('a, button, select, summary, input:not([type=hidden])'))
            .filter((one) => one.checkVisibility() && !one.matches('.skip-link'))
            .filter((one) => { const box = one.getBoundingClientRect(); return box.height < 24 || box.width < 24; })
            .map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert small == []


def test_paper_shows_the_decision_and_no_buttons(guide: Page) -> None:
    open_(guide, "record")
    expect(guide.get_by_text("決裁欄")).to_be_hidden()
    guide.emulate_media(media="print")
    expect(guide.get_by_text("決裁欄")).to_be_visible()
    for hidden in (".site-nav", ".actions", ".tabs", ".breadcrumb", ".site-footer", ".flashes"):
        expect(guide.locator(hidden).first).to_be_hidden()


@pytest.mark.parametrize(("address", "size"), [("record", (595, 842)), ("list", (842, 595))])
def test_paper_is_a4(guide: Page, address: str, size: tuple[int, int]) -> None:
    paper = open_(guide, address).pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", paper)
    assert boxes
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {size}
