"""A clerk in a real browser: the main path with the keyboard, without JavaScript, on a small screen, on paper; axe finds nothing."""

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from govapi.web import sessions
from tests.contracts.test_main_path import ANSWERS
from tests.contracts.test_web import BASICS, typed, written
from tests.support.app import Office
from tests.support.browser import faults
from tests.support.web import signed_in

# What a browser shows does not depend on the database: once is enough.
pytestmark = pytest.mark.parametrize("founded_place", ["sqlite"], indirect=True)

QUESTIONS_OF_INFORMATION = ("住民等の個人情報を含みますか。", "個人番号（マイナンバー）を含みますか。")


class Counter(BaseHTTPRequestHandler):
    """Hands what the browser asks to the office's client, one request at a time, and the answer back."""

    office: Office
    turn: threading.Lock

    def do_GET(self) -> None:
        self._pass_on(b"")

    def do_POST(self) -> None:
        self._pass_on(self.rfile.read(int(self.headers.get("content-length", 0))))

    def _pass_on(self, body: bytes) -> None:
        client = self.office.client
        with self.turn:
            client.cookies.clear()
            kept = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "accept-encoding")}
            got = client.request(self.command, self.path, content=body, headers=kept, follow_redirects=False)
        self.send_response(got.status_code)
        for name, value in got.headers.multi_items():
            if name not in ("content-length", "transfer-encoding"):
                self.send_header(name, value)
        self.send_header("content-length", str(len(got.content)))
        self.end_headers()
        self.wfile.write(got.content)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: the tests say what they saw."""


@pytest.fixture
def address(office: Office) -> Iterator[str]:
    """The office on a port of its own."""
    handler = type("OfficeCounter", (Counter,), {"office": office, "turn": threading.Lock()})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def enter(page: Page, office: Office, address: str, key: str) -> None:
    """Gives the browser a session of this person."""
    name = sessions.cookie_name(office.parts.settings)
    page.context.add_cookies([{"name": name, "value": signed_in(office, key).cookies[name], "url": address}])


def choose(page: Page, answers: dict[str, Any]) -> None:
    for name, value in typed(answers).items():
        page.locator(f'input[name="{name}"][value="{value}"]').check()


def look(page: Page, scripted: bool) -> None:
    """axe runs as a script in the page: with scripts off, only the path itself is proven."""
    if scripted:
        assert faults(page) == []


def test_the_main_path(either_page: Page, office: Office, address: str, request: pytest.FixtureRequest) -> None:
    page, scripted = either_page, bool(request.node.callspec.params["either_page"])
    enter(page, office, address, "misaki")
    page.goto(f"{address}/contracts")
    look(page, scripted)
    page.get_by_role("link", name="業務委託を起案する").first.click()
    page.get_by_label("件名").fill(BASICS["title"])
    page.get_by_label("業務概要").fill(BASICS["outline"])
    page.get_by_label("履行場所").fill(BASICS["place"])
    page.get_by_role("button", name="下書きを保存して、次へ進む").click()
    expect(page.get_by_role("status")).to_contain_text("下書きを保存しました。")
    choose(page, ANSWERS)
    look(page, scripted)
    page.get_by_role("button", name="保存して次の画面へ").click()
    page.get_by_label("一般競争入札", exact=False).first.check()
    page.get_by_role("textbox", name="予定価格（税込み）").fill("6,600,000")
    page.get_by_label("履行期間の始期").fill("令和8年12月1日")
    page.get_by_label("履行期間の終期").fill("R9.3.31")
    look(page, scripted)
    page.get_by_role("button", name="保存して次の画面へ").click()
    page.get_by_label("予算科目").fill("一般会計 衛生費 保健衛生費 委託料")
    page.get_by_role("button", name="保存して契約の画面へ").click()
    finish(page, scripted)


def finish(page: Page, scripted: bool) -> None:
    """From the record with its missing clauses to the circulation."""
    panel = page.get_by_role("region", name="次の手続")
    expect(panel).to_contain_text("必要な条項が入っていません。")
    look(page, scripted)
    page.get_by_role("link", name="条項を入れる").click()
    page.get_by_role("button", name="必要な条項を全て入れる").click()
    expect(page.get_by_text("必要な条項は、全てそろっています。")).to_be_visible()
    look(page, scripted)
    page.get_by_role("link", name="概要", exact=True).click()
    page.get_by_role("link", name="施行伺を起案する").click()
    look(page, scripted)
    page.get_by_label("伺い文").fill("次のとおり委託してよろしいか伺います。")
    page.get_by_role("button", name="回議に付す").click()
    expect(page.get_by_role("status")).to_contain_text("回議に付しました")
    expect(page.get_by_role("list", name="施行伺の経路")).to_contain_text("健康推進課係長")
    look(page, scripted)


def test_questions_unfold_by_the_answers(page: Page, office: Office, address: str) -> None:
    clerk = signed_in(office, "misaki")
    clerk.get("/contracts/new")
    base = clerk.post("/contracts/new", BASICS).location
    enter(page, office, address, "misaki")
    page.goto(address + base)
    people = page.get_by_role("radiogroup", name="何人分の個人情報を扱いますか。")
    for question in QUESTIONS_OF_INFORMATION:
        expect(page.get_by_role("radiogroup", name=question)).to_be_hidden()
    page.locator('input[name="answers.handles_information"][value="true"]').check()
    for question in QUESTIONS_OF_INFORMATION:
        expect(page.get_by_role("radiogroup", name=question)).to_be_visible()
    expect(people).to_be_hidden()
    page.locator('input[name="answers.staff_data"][value="true"]').check()
    expect(people).to_be_visible()
    page.locator('input[name="answers.handles_information"][value="false"]').check()
    expect(people).to_be_hidden()
    page.locator('input[name="answers.enters_office"][value="false"]').focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator('input[name="answers.enters_office"][value="true"]')).to_be_checked()


def test_a_fault_takes_the_focus_and_leads_to_its_field(page: Page, office: Office, address: str) -> None:
    base = written(signed_in(office, "misaki"))
    enter(page, office, address, "misaki")
    page.goto(f"{address}{base}/edit/method")
    page.get_by_label("履行期間の終期").fill("来年の春")
    page.get_by_label("履行期間の終期").press("Enter")
    expect(page.locator("#error-summary")).to_be_focused()
    assert faults(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("履行期間の終期")).to_be_focused()
    expect(page.get_by_label("履行期間の終期")).to_have_value("来年の春")


def test_pages_fit_the_screens_and_the_paper(page: Page, office: Office, address: str) -> None:
    base = written(signed_in(office, "misaki"))
    enter(page, office, address, "misaki")
    for width in (1366, 768, 360):
        page.set_viewport_size({"width": width, "height": 768})
        for path in ("/contracts", base, f"{base}/clauses", f"{base}/edit/information", "/contractors"):
            page.goto(address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, path)
    page.goto(address + base)
    boxes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", page.pdf(prefer_css_page_size=True))
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {(595, 842)}
