"""The calendar to subscribe to: RFC 5545 to the byte, secret, revocable, and only what its owner may see."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from govapi.db.session import owned
from govapi.duties.feed.rules import Entry, calendar, escaped, folded
from govapi.edge.tables import RememberedAnswer
from govapi.edge.transaction import reading
from govapi.kit.ids import new_id
from tests.duties.support import Desk
from tests.support.app import CODE, Office
from tests.support.web import signed_in

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)


@given(TEXT)
def test_folded_lines_are_short_and_come_together_again(text: str) -> None:
    line = f"SUMMARY:{escaped(text)}"
    pieces = list(folded(line))
    assert all(len(piece) <= 75 and piece.decode() for piece in pieces)
    assert all(piece.startswith(b" ") for piece in pieces[1:])
    assert b"".join([pieces[0], *(piece[1:] for piece in pieces[1:])]).decode() == line


@given(TEXT)
def test_what_is_escaped_holds_nothing_that_ends_a_line_and_can_be_read_back(text: str) -> None:
    found = escaped(text)
    assert not re.search(r"[\x00-\x1f\x7f]", found)
    wanted = text.replace("\r\n", "\n").replace("\r", "\n")
    assert unescaped(found) == "".join(one for one in wanted if one == "\n" or (one >= " " and one != "\x7f"))


def test_an_event_is_a_whole_day_with_a_lasting_name() -> None:
    duty = new_id()
    entry = Entry(
        duty, 3, datetime(2026, 11, 24, 1, 2, 3, tzinfo=UTC), date(2027, 3, 31), "再評価; A,B", "一行\n二行", "http://a/b"
    )
    lines = calendar("名", [entry], "city.example.jp").decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert {
        f"UID:{duty}@city.example.jp", "DTSTAMP:20261124T010203Z", "SEQUENCE:3", "DTSTART;VALUE=DATE:20270331",
        "DTEND;VALUE=DATE:20270401", "SUMMARY:再評価\\; A\\,B", "DESCRIPTION:一行\\n二行",
    } <= set(lines)  # fmt: skip


def subscribe(office: Office, who: str = "misaki") -> Any:
    answer = office.as_(who).post("/me/calendar-feeds", {"label": "Outlook"})
    assert answer.status_code == 201, answer.text
    return answer.json()


def fetched(office: Office, url: str) -> Any:
    """As a calendar program asks: without any sign-in."""
    return office.client.get(url.removeprefix("http://127.0.0.1:8000"))


def titles(text: str) -> set[str]:
    return set(re.findall(r"見本製作所（(\w+)）", text.replace("\r\n ", "")))


def test_it_tells_what_its_owner_may_see_and_nothing_else(office: Office, office_desk: Desk) -> None:
    office_desk.plan("near", date(2026, 11, 27))
    office_desk.plan("far", date(2027, 9, 30))
    office_desk.plan("school", date(2026, 11, 27), section="schools")
    office_desk.plan("named", date(2026, 11, 27), section="schools", person_id=office.town.people["misaki"])
    url = subscribe(office)["url"]
    answer = fetched(office, url)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert titles(answer.text) == {"near", "far", "named"}
    assert answer.headers["cache-control"] == "private, no-store"
    first = set(re.findall(r"UID:(\S+)", answer.text))
    assert first == set(re.findall(r"UID:(\S+)", fetched(office, url).text))


def test_revoked_guessed_or_foreign_it_is_not_there(office: Office, office_desk: Desk) -> None:
    office_desk.plan("near", date(2026, 11, 27))
    made = subscribe(office)
    path = f"/me/calendar-feeds/{made['id']}"
    wrong = [
        made["url"].replace(".ics", "x.ics"),
        made["url"].replace("/479900/", "/479918/"),
        made["url"].replace(".ics", ""),
        f"http://127.0.0.1:8000/duties/feeds/479900/{'A' * 43}.ics",
        "http://127.0.0.1:8000/duties/feeds/999999999/x.ics",
    ]
    assert office.as_("sachi").get(path).status_code == 404
    etag = office.as_("misaki").get(path).headers["ETag"]
    assert "url" not in office.as_("misaki").get(path).json()
    assert office.as_("sachi").request("DELETE", path, etag=etag).status_code == 404
    assert office.as_("misaki").request("DELETE", path, etag=etag).status_code == 204
    answers = [fetched(office, url) for url in [made["url"], *wrong]]
    assert [answer.status_code for answer in answers] == [404] * 6
    assert len({re.sub(r"[0-9a-f-]{20,}", "", answer.text) for answer in answers}) == 1
    assert all("見本製作所" not in answer.text for answer in answers)


def test_the_address_is_kept_nowhere_not_even_for_a_repeated_request(office: Office) -> None:
    misaki = office.as_("misaki")
    first, again = (misaki.post("/me/calendar-feeds", headers={"Idempotency-Key": "once"}) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert (again.json()["id"], again.json()["url"]) == (first.json()["id"], "")
    assert fetched(office, first.json()["url"]).status_code == 200
    token = first.json()["url"].rpartition("/")[2].removesuffix(".ics")
    with reading(office.database, CODE) as session:
        kept = [row.body for row in session.exec(owned(session, RememberedAnswer))]
    assert kept and not any(token.encode() in body for body in kept)


def test_a_fault_behind_the_address_does_not_write_it_into_the_log(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    url = subscribe(office)["url"]

    def broken(*_args: object, **_named: object) -> bytes:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr("govapi.duties.feed.service.written", broken)
    with capture_logs() as logs:
        assert fetched(office, url).status_code == 500
    [line] = [one for one in logs if one["event"] == "unforeseen"]
    assert line["path"] == "/duties/feeds/…"


def test_ten_addresses_are_enough(office: Office) -> None:
    for _ in range(10):
        subscribe(office)
    answer = office.as_("misaki").post("/me/calendar-feeds", {"label": ""})
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_feeds")


def test_too_many_questions_are_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    limiter = office.app.state.feeds
    monkeypatch.setattr(limiter, "_limit", 3)
    limiter._counts.clear()  # the window of this test alone
    codes = [fetched(office, f"http://127.0.0.1:8000/duties/feeds/479900/{'A' * 43}.ics").status_code for _ in range(5)]
    limiter._counts.clear()
    assert codes == [404, 404, 404, 429, 429]


def test_by_hand_the_address_is_shown_once(office: Office, office_desk: Desk) -> None:
    office_desk.plan("near", date(2026, 11, 27))
    misaki = signed_in(office, "misaki")
    misaki.get("/me/calendar-feeds")
    made = misaki.post("/me/calendar-feeds", {"label": "職場の Outlook"})
    found = re.search(r"http://127\.0\.0\.1:8000(/duties/feeds/479900/[\w-]+\.ics)", made.html)
    assert made.status == 200 and found is not None
    assert titles(fetched(office, found[1]).text) == {"near"}
    again = misaki.get("/me/calendar-feeds")
    assert "職場の Outlook" in again.text and found[1] not in again.html
    target = next(iter(re.findall(r'action="(/me/calendar-feeds/[\w-]+/revoke)"', again.html)))
    version = re.search(r'name="_version" value="(\d+)"', again.html)
    assert version is not None
    ended = misaki.post(target, {"_version": version[1]})
    assert (ended.status, ended.location) == (303, "/me/calendar-feeds")
    assert fetched(office, found[1]).status_code == 404
