"""A contractor in a real browser: on a phone, by keyboard alone, without JavaScript; axe finds nothing, and it reads aloud."""

import re
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.assessments.links.visits import awaiting, issued, switch, visitor
from tests.assessments.rounds import Round
from tests.contracts.test_web_browser import Counter
from tests.files import samples
from tests.support.app import Office
from tests.support.browser import faults

# What a browser shows does not depend on the database: once is enough.
pytestmark = pytest.mark.parametrize("founded_place", ["sqlite"], indirect=True)

PHONE: ViewportSize = {"width": 360, "height": 740}


@pytest.fixture
def served(office: Office) -> Iterator[tuple[Round, str]]:
    """A round and the address of its link on a port of this machine."""
    switch(office)
    round_ = awaiting(office)
    path = visitor(office, issued(round_)["address"]).path
    handler = type("OfficeCounter", (Counter,), {"office": office, "turn": threading.Lock()})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield round_, f"http://127.0.0.1:{server.server_address[1]}{path}"
        server.shutdown()


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page as wide as a small phone; it must not fetch anything from elsewhere, nor tell where it stands."""
    context = browser.new_context(
        locale="ja-JP", timezone_id="Asia/Tokyo", viewport=PHONE, java_script_enabled=request.param, has_touch=True
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    told: list[str] = []
    page.on("request", lambda one: told.append(one.headers.get("referer", "")))
    yield page
    assert {re.match(r"https?://[^/:]+", one).group() for one in asked} <= {"http://127.0.0.1"}  # type: ignore[union-attr]
    assert not any("/answer/" in one for one in told)
    assert context.cookies() == []
    context.close()


def no_wider(page: Page) -> None:
    """Nothing is pushed out of the screen."""
    width = page.locator("body").bounding_box()
    assert width is not None and width["width"] <= PHONE["width"]
    for one in page.locator("input:visible, textarea:visible, select:visible, .button:visible, h1, h2").all():
        box = one.bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"] + 1, one.inner_text()


def test_the_whole_answer_on_a_phone(phone: Page, served: tuple[Round, str], tmp_path: Path) -> None:
    round_, address = served
    phone.goto(address)
    no_wider(phone)
    phone.get_by_role("link", name=re.compile(r"^A\s")).click()
    while "/review" not in phone.url:
        no_wider(phone)
        for group in phone.get_by_role("radiogroup").all():
            group.get_by_label("実施済").check()
        phone.get_by_role("button", name=re.compile("^保存して(次|確認)へ進む$")).click()
    phone.get_by_role("link", name="書類を提出し、又は取り消す").click()
    no_wider(phone)
    phone.get_by_label(re.compile("^書類の種類")).select_option("rules_copy")
    file = tmp_path / "規程.pdf"
    file.write_bytes(samples.pdf())
    phone.get_by_label(re.compile("^ファイル")).set_input_files(file)
    phone.get_by_label("発行日").fill("令和8年4月1日")
    phone.get_by_role("button", name="提出する書類に加える").click()
    expect(phone.get_by_text("規程.pdf")).to_be_visible()
    phone.get_by_role("link", name="一覧に戻る").click()
    phone.get_by_role("link", name="内容を確かめて提出する").click()
    no_wider(phone)
    phone.get_by_label(re.compile("^氏名")).fill("見本　守")
    phone.get_by_role("button", name="回答を提出する").click()
    expect(phone.get_by_role("heading", name="回答を受け付けました")).to_be_visible()
    expect(phone.get_by_text(re.compile(f"^{round_.now()['number']}-[0-9A-F]{{6}}$"))).to_be_visible()
    no_wider(phone)
    assert round_.now()["status"] == "answered"


def press_to(page: Page, name: str) -> None:
    """Tab on until the thing of this accessible name has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("(document.activeElement.innerText || document.activeElement.name || '').trim()").startswith(name):
            return
    raise AssertionError(f"never reached: {name}")


@pytest.mark.parametrize("phone", [True], indirect=True)
def test_by_keyboard_alone(phone: Page, served: tuple[Round, str]) -> None:
    round_, address = served
    phone.goto(address)
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.textContent") == "本文へ進む"
    phone.keyboard.press("Enter")
    press_to(phone, "A")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/A")
    while "/review" not in phone.url:
        here = phone.url
        for group in phone.get_by_role("radiogroup").all():
            name = group.get_by_role("radio").first.get_attribute("name")
            press_to(phone, str(name))
            phone.keyboard.press("Space")
        press_to(phone, "保存して")
        phone.keyboard.press("Enter")
        expect(phone).not_to_have_url(here)
    press_to(phone, "respondent_name")
    phone.keyboard.type("見本　守")
    press_to(phone, "回答を提出する")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name="回答を受け付けました")).to_be_visible()
    assert round_.now()["respondent_name"] == "見本　守"


@pytest.mark.parametrize("phone", [True], indirect=True)
def test_axe_finds_nothing(phone: Page, served: tuple[Round, str]) -> None:
    _round, address = served
    for step in ("", "/A", "/evidence", "/review"):
        phone.goto(address + step)
        assert phone.title() and faults(phone) == [], step
    phone.get_by_role("button", name="回答を提出する").click()
    expect(phone.get_by_role("alert")).to_be_focused()
    assert faults(phone) == []
    phone.goto(address[:-3])
    assert faults(phone) == [] and phone.title() == "このアドレスからは回答できません"


@pytest.mark.parametrize("phone", [True], indirect=True)
def test_it_reads_aloud(phone: Page, served: tuple[Round, str]) -> None:
    """What a screen reader says: each field by its question, each group by its question, in Japanese."""
    round_, address = served
    phone.goto(f"{address}/A")
    assert phone.locator("html").get_attribute("lang") == "ja"
    said = phone.locator("main").aria_snapshot()
    first = next(iter(round_.answers()))
    assert f'radiogroup "設問{first}の回答"' in said
    assert [one for one in ("実施済", "一部実施", "未実施", "該当なし") if f'radio "{one}"' not in said] == []
    assert f'textbox "理由又は対応の予定（設問{first}）"' in said and f'textbox "備考（設問{first}）"' in said
    assert re.search(rf'heading "{first}\s.+か。" \[level=2\]', said)
    headings = [int(one) for one in re.findall(r"\[level=([0-9])\]", said)]
    assert headings[0] == 1 and all(after - before <= 1 for before, after in pairwise(headings))
    assert not re.search(r'(link|button|textbox|radio)(?: "")?:?$', said, re.MULTILINE)  # nothing without a name
