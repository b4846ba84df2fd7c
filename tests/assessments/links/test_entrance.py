"""Every address that does not open is turned away with the same bytes; nothing is told, nothing is logged that is a key."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar.testing import TestClient

from govapi.app import create_app
from govapi.assessments.links.answering import web
from govapi.assessments.links.rules import parsed
from tests.api.world import NEIGHBOUR, _neighbour
from tests.assessments.links.visits import Visitor, awaiting, issued, limits, switch, visitor
from tests.assessments.rounds import Round, go_to, needed
from tests.support.app import Office
from tests.support.web import Shown

TOLD = ("content-length", "date")  # as long as the bytes are the same


def address_of(office: Office) -> tuple[Round, str]:
    switch(office)
    round_ = awaiting(office)
    return round_, issued(round_)["address"]


def guessed(office: Office) -> str:
    _round, address = address_of(office)
    return address[:-43] + "A" * 43


def altered(office: Office) -> str:
    _round, address = address_of(office)
    return address[:-1] + ("A" if address[-1] != "A" else "B")


def malformed(office: Office) -> str:
    _round, address = address_of(office)
    return "".join(address.rsplit(".", 1))


def expired(office: Office) -> str:
    _round, address = address_of(office)
    go_to(office, date(2027, 2, 1))
    return address


def revoked(office: Office) -> str:
    round_, address = address_of(office)
    link = office.as_("misaki").get(f"{round_.path}/links").json()["items"][0]
    office.as_("misaki").act(f"{round_.path}/links/{link['id']}/revoke")
    return address


def answered_on_paper(office: Office) -> str:
    round_, address = address_of(office)
    round_.write()
    return address


def decided(office: Office) -> str:
    round_, address = address_of(office)
    company = visitor(office, address)
    company.answer_all()
    company.submit()
    round_.review().act("submit", {"verdict": "fit", "opinion": "必要な対策が講じられている。", "note": "伺います。"})
    round_.decide()
    return address


def withdrawn(office: Office) -> str:
    round_, address = address_of(office)
    round_.act("withdraw", {"reason": "契約しないこととしたため"})
    return address


def of_another_town(office: Office) -> str:
    _round, address = address_of(office)
    _neighbour(office)
    return address.replace("/479900.", f"/{NEIGHBOUR}.")


def of_no_town(office: Office) -> str:
    return address_of(office)[1].replace("/479900.", "/000000.")


def switched_off(office: Office) -> str:
    _round, address = address_of(office)
    switch(office, "off")
    return address


WRONG: list[Callable[[Office], str]] = [
    guessed, altered, malformed, expired, revoked, answered_on_paper, decided, withdrawn, of_another_town, of_no_town, switched_off,
]  # fmt: skip


def path_of(address: str) -> str:
    return urlsplit(address).path


def told(answer: Shown) -> tuple[int, str, dict[str, str]]:
    return answer.status, answer.html, {name: value for name, value in answer.headers.items() if name not in TOLD}


@pytest.fixture
def refusal(office: Office) -> tuple[int, str, dict[str, str]]:
    """What is told about an address that never was."""
    switch(office)
    return told(Visitor(office, "/answer/never-was").get())


@pytest.mark.parametrize("wrong", WRONG, ids=lambda one: one.__name__)
def test_all_that_do_not_open_are_told_the_same(
    office: Office, refusal: tuple[int, str, dict[str, str]], wrong: Callable[[Office], str]
) -> None:
    company = Visitor(office, path_of(wrong(office)))
    for answer in (
        company.get(), company.get("/A"), company.get("/review"), company.get("/evidence"), company.post("/A", {"A1-1.answer": "done"}),
        company.post("/review", {"respondent_name": "見本"}), company.post("/evidence", files={"file": ("a.pdf", b"x", "x/y")}),
    ):  # fmt: skip
        assert told(answer) == refusal
    assert refusal[0] == 404 and "このアドレスからは回答できません" in refusal[1]
    assert "架空市" not in refusal[1]


def test_the_headers_keep_the_address_to_its_holder(office: Office) -> None:
    _round, address = address_of(office)
    for answer in (visitor(office, address).get(), Visitor(office, "/answer/x").get()):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-robots-tag"] == "noindex, nofollow, noarchive"
        assert "script-src" not in answer.headers["content-security-policy"]
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert "<script" not in answer.html and "govapi.js" not in answer.html and 'href="/contracts"' not in answer.html


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
def test_whatever_is_asked_for_is_refused_alike(embedded: Office, nothing: tuple[int, str, dict[str, str]], key: str) -> None:
    assert told(Visitor(embedded, f"/answer/x{quote(key)}").get()) == nothing


@pytest.fixture
def embedded(office: Office) -> Office:
    switch(office)
    return office


@pytest.fixture
def nothing(embedded: Office) -> tuple[int, str, dict[str, str]]:
    return told(Visitor(embedded, "/answer/never-was").get())


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}]
)
def test_a_form_of_another_site_is_refused(office: Office, refusal: Any, headers: dict[str, str]) -> None:
    round_, address = address_of(office)
    company = visitor(office, address)
    assert told(company.post("/A", {"A1-1.answer": "done"}, headers=headers)) == refusal
    assert {one["answer"] for one in round_.answers().values()} == {""}
    ours = {"Sec-Fetch-Site": "same-origin", "Origin": "null"}
    code = company.domains()[0]
    assert company.post(f"/{code}", {}, headers=ours).status == 303


def test_too_many_from_one_address_are_told_to_wait_whatever_they_ask(office: Office) -> None:
    _round, address = address_of(office)
    with limits(office, by_address=5, by_token=1000):
        answers = [Visitor(office, "/answer/guess").get() for _ in range(6)]
        assert [one.status for one in answers] == [404] * 5 + [429]
        good = visitor(office, address).get()
        assert good.html == answers[-1].html and "しばらくの間お使いいただけません" in good.text
    with limits(office, by_address=1000, by_token=5):
        wrong = [Visitor(office, "/answer/guess").get().status for _ in range(6)]
        right = [visitor(office, address).get().status for _ in range(6)]
        assert (wrong[-1], right[-1]) == (429, 429)


@pytest.mark.parametrize(
    ("rest", "status"),
    [
        ({"headers": {"content-type": "application/json"}, "content": b"{}"}, 415),
        ({"headers": {"content-type": "application/x-www-form-urlencoded"}, "content": b"a=" + b"x" * (2 << 20)}, 413),
        ({"headers": {"content-type": "multipart/form-data"}, "content": b"--x--"}, 400),
    ],
)
def test_what_is_no_form_is_refused(office: Office, rest: dict[str, Any], status: int) -> None:
    _round, address = address_of(office)
    client = office.client
    answer = client.post(f"{path_of(address)}/A", follow_redirects=False, **rest)
    assert answer.status_code == status and "ください" in answer.text


def test_a_fault_of_ours_is_told_and_logged_without_the_address(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    _round, address = address_of(office)
    token = address.rsplit(".", 1)[1]

    def broken(*_: object) -> None:
        raise RuntimeError("見本の誤り")

    monkeypatch.setattr(web, "view", broken)
    with structlog.testing.capture_logs() as logs:
        answer = visitor(office, address).get()
    assert answer.status == 500 and "予期しない誤りが起きました" in answer.text
    assert [line["path"] for line in logs] == ["/answer/…"]
    assert logs[0]["kind"] == "RuntimeError" and "broken" in logs[0]["where"][-1]
    assert token not in str(logs) and "exc_info" not in logs[0]
    assert token not in answer.html


def test_an_address_sees_its_own_sheet_only(office: Office) -> None:
    switch(office)
    one, other = awaiting(office), needed(office, "B").opened().to_awaiting()
    company = visitor(office, issued(one)["address"])
    theirs = next(question for question in other.answers() if question not in one.answers())
    assert theirs not in company.get("/review").html
    assert company.post(f"/{theirs[0]}", {f"{theirs}.answer": "not_done", f"{theirs}.reason": "試み"}).status == 303
    assert other.answers()[theirs]["answer"] == ""
    assert office.client.get("/contracts", headers={"Referer": company.path}, follow_redirects=False).status_code == 303


def test_a_node_for_answers_serves_nothing_else(office: Office) -> None:
    _round, address = address_of(office)
    switch(office, "only")
    with TestClient(create_app(office.parts)) as node:
        assert node.get(path_of(address)).status_code == 200
        for path in ("/contracts", "/sign-in", "/api/v1/contracts", "/api/reference", "/"):
            assert node.get(path, follow_redirects=False).status_code == 404
        assert node.get("/health/live").status_code in (200, 404)


@pytest.mark.parametrize(
    "key", ["", "479900", "479900.", "479900.short", "479900." + "A" * 44, "４７９９００." + "A" * 43, "47990." + "A" * 43]
)
def test_what_is_no_key_is_not_read_as_one(key: str) -> None:
    assert parsed(key) is None
