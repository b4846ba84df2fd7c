"""The browser's door: no page without a session, no form without its token, messages shown once, headers on every answer."""

from datetime import timedelta

import pytest
from litestar.testing import TestClient

from govapi.app import create_app
from govapi.db.session import find
from govapi.edge.transaction import writing
from govapi.people.tables import Person
from govapi.web.flashes import packed, unpacked
from govapi.web.security import local_path
from govapi.web.shapes import Flash
from tests.support.app import Office
from tests.support.web import Browser, signed_in

NONE = Flash("保存しました。")


def test_without_a_session_one_is_led_to_the_sign_in(office: Office) -> None:
    for cookies in ({}, {"govapi": "x"}, {"govapi": f"479900.{'a' * 43}"}, {"govapi": f"479918.{'a' * 43}"}):
        answer = Browser(office.client, cookies).get("/")
        assert (answer.status, answer.location) == (303, "/sign-in?next=%2F")


def test_a_lost_form_is_said_to_be_lost(office: Office) -> None:
    person = Browser(office.client)
    sent = person.post("/sign-out", headers={"Referer": "http://testserver.local/approvals"})
    assert sent.location == "/sign-in?next=%2Fapprovals&lost=1"
    assert "送信した内容は登録されていません" in person.get(sent.location).text


def test_a_session_ends_with_its_time(office: Office) -> None:
    person = signed_in(office, "misaki")
    assert person.get("/").status == 200
    office.clock.go_to(office.clock.now() + timedelta(hours=office.parts.settings.session_hours))
    assert person.get("/").status == 303


def test_a_person_struck_off_is_not_let_in(office: Office) -> None:
    person = signed_in(office, "misaki")
    with writing(office.database, office.town.code, office.clock) as session:
        find(session, Person, office.town.people["misaki"]).active = False
    answer = person.get("/")
    assert answer.status == 403
    assert "登録されていません" in answer.text
    assert "架空　美咲" not in answer.html


@pytest.mark.parametrize("token", ["", "x", "another"])
def test_a_form_wants_the_token_of_its_session(office: Office, token: str) -> None:
    person = signed_in(office, "misaki")
    given = signed_in(office, "akira").last.hidden("_csrf_token") if token == "another" else token  # type: ignore[union-attr]
    answer = person.post("/sign-out", token=given)
    assert answer.status == 403
    assert "読み込み直して" in answer.text
    assert person.get("/").status == 200


@pytest.mark.parametrize("media", ["application/json", "text/plain", ""])
def test_a_form_is_a_form(office: Office, media: str) -> None:
    person = signed_in(office, "misaki")
    answer = person._request("POST", "/sign-out", False, content=b'{"_csrf_token": "x"}', headers={"Content-Type": media})
    assert answer.status == 415


def test_a_form_too_large_is_refused(office: Office) -> None:
    person = signed_in(office, "misaki")
    assert person.post("/sign-out", {"x": "あ" * 1_000_000}).status == 413


@pytest.mark.parametrize(
    "path", ["/", "/sign-in", "/nowhere", "/api/v1/nowhere", "/api/v1/contracts", "/healthz", "/api/reference"]
)
def test_every_answer_carries_the_headers(office: Office, path: str) -> None:
    headers = Browser(office.client).get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert "strict-transport-security" not in headers


def test_over_https_cookies_are_bound_to_the_host(office: Office) -> None:
    parts = office.parts
    parts.settings.public_url = "https://keiyaku.kaku.example"
    person = Browser(TestClient(create_app(parts), base_url="https://keiyaku.kaku.example"))
    signed = signed_in(Office(office.app, parts, office.town, office.clock, person.client), "misaki")
    assert list(signed.cookies) == ["__Host-govapi"]
    assert signed.last is not None
    assert signed.last.headers["strict-transport-security"] == "max-age=31536000"
    assert Browser(person.client, {"govapi": signed.cookies["__Host-govapi"]}).get("/").status == 303
    answer = signed.post("/sign-out")
    assert all(word in answer.headers["set-cookie"] for word in ("Secure", "HttpOnly", "SameSite=lax", "Path=/"))


def test_styles_are_kept_by_the_browser(office: Office) -> None:
    page = Browser(office.client).get("/sign-in")
    style = next(link for link in page.links() if link.endswith(".css"))
    assert "immutable" in Browser(office.client).get(style).headers["cache-control"]


def test_the_reference_needs_nothing_from_outside(office: Office) -> None:
    page = Browser(office.client).get("/api/reference")
    assert all(link.startswith("/") for link in page.links())
    for path in ("/api/reference/swagger-ui.css", "/api/reference/swagger-ui-bundle.js", "/api/v1/openapi.json"):
        assert Browser(office.client).get(path).status == 200
    assert Browser(office.client).get("/api/reference/swagger-initializer.js").status == 404


def test_health_is_open_to_all(office: Office) -> None:
    assert [Browser(office.client).get(path).status for path in ("/healthz", "/readyz")] == [200, 200]


def test_the_town_of_the_cookie_is_not_believed(office: Office) -> None:
    person = signed_in(office, "misaki")
    moved = person.cookies["govapi"].replace("479900", "479918")
    assert Browser(office.client, {"govapi": moved}).get("/").status == 303


def test_a_message_is_read_only_by_the_session_that_wrote_it() -> None:
    value = packed(NONE, "secret")
    assert unpacked(value, "secret") == NONE
    assert unpacked(value, "other") is None
    assert unpacked("x" + value, "secret") is None
    assert unpacked("", "secret") is None
    assert unpacked(None, "secret") is None
    assert unpacked("ｘ.ｙ", "secret") is None


@pytest.mark.parametrize("wanted", ["/", "/contracts?q=%E5%A5%91", "/contracts/1#top"])
def test_a_path_of_this_site_is_kept(wanted: str) -> None:
    assert local_path(wanted) == wanted


@pytest.mark.parametrize(
    "wanted", [None, "", "x", "//x", "/\\x", "/x\\..", "https://x", "/\tx", "/x\n", "/契約", "\\\\x", "/" + "a" * 2001]
)
def test_any_other_address_becomes_home(wanted: str | None) -> None:
    assert local_path(wanted) == "/"
