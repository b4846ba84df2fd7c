"""内示: before the day of publication nobody but the personnel office finds a trace of a list, wherever they look.

Everything every kind of user can read (each GET of the API and each page, the searches for the names on the list, the look at
the day of the move) is the same, byte for byte, as before the list was taken in. The end of the chain (a sequence and a hash,
which move with whatever anybody does) is the one thing left out: auditors must see it, and it does not say what was done.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tests.personnel_changes.handovers.held import everything
from tests.personnel_changes.lists import HEAD, act, correct, leave, run_job, spring, taken
from tests.support.app import Office
from tests.support.web import Browser, signed_in

PEOPLE = ("misaki", "kenichi", "ren", "tadashi", "hanako")
READERS = (*PEOPLE, "machine:documents-system")
END_OF_CHAIN = re.compile(r'"?[0-9a-f]{64}"?|連番[ 　]*[0-9,]+|"seq": ?[0-9]+,"hash"')
VOLATILE = re.compile(r'name="_csrf_token" value="[^"]*"|nonce-[A-Za-z0-9_/+=-]+|nonce="[^"]*"|照会番号：<code>[0-9a-f-]+</code>')
DAY_BEFORE = datetime(2027, 3, 24, 1, 0, tzinfo=UTC)
DAY = datetime(2027, 3, 25, 1, 0, tzinfo=UTC)
SECRET = ("新設", "あらた", "NEW-9001", "秘密の異動")


def test_no_reader_finds_a_trace_before_the_day(office: Office) -> None:
    asked = list(_asked(office, _ids(office)))
    browsers = {key: signed_in(office, key) for key in PEOPLE}
    office.clock.go_to(DAY_BEFORE)
    before = _read(office, browsers, asked)
    change_id = taken(office, spring(office))
    act(office, change_id, "apply")
    correct(office, change_id, [*spring(office)[:-1], leave(office, "tsutomu", kind="辞職", remark="秘密の異動")])
    act(office, change_id, "apply", HEAD)
    after = _read(office, browsers, asked)
    assert {place: (before[place], after[place]) for place in before if before[place] != after[place]} == {}
    told = [
        place
        for place, answer in after.items()
        if any(word in answer for word in SECRET) and "%" not in place and "q=" not in place
    ]
    assert told == []
    office.clock.go_to(DAY)
    run_job(office)
    seen = office.as_("misaki").get(f"/people/{office.town.people['sachi']}/appointments").json()["items"]
    assert seen[0]["from_date"] == "2027-04-01"
    assert "新設" in office.as_("misaki").get("/people", params={"q": "NEW-9001"}).text
    assert office.as_("sachi").get("/handovers").json()["items"] != []


def _ids(office: Office) -> dict[str, str]:
    """What stands in the path of a route, by the name of its parameter."""
    held = everything(office)
    town = office.town
    ids: dict[str, UUID] = {
        "person_id": town.people["sachi"],
        "post_id": town.posts["health-head"],
        "department_id": town.departments["health"],
        "account_id": held["sns.officer"],
        "use_id": held["cloud.manager"],
        "contract_id": held["contract.supervisor"],
        "approval_id": held["approval.step"],
        "duty_id": held["duty.person"],
        "service_id": held["sns.service_officer"],
    }
    return {name: str(one) for name, one in ids.items()}


def _asked(office: Office, ids: dict[str, str]) -> Iterator[str]:
    """Every address that is read: all the town's, and those of the records that the list would touch."""
    for route in office.app.routes:
        if "GET" not in getattr(route, "http_handlers", {}) and "GET" not in getattr(route, "methods", ()):
            continue
        path = re.sub(r"\{(\w+)(:\w+)?\}", lambda found: ids.get(found[1], "{"), str(route.path))
        if "{" not in path and not path.startswith(("/auth", "/sign-in", "/healthz", "/static", "/none")):
            yield path
    for word in ("新設", "見本　幸", "秘密の異動", "NEW-9001", "異動-2026-0001", "令和9年4月1日付け人事異動"):
        yield f"/api/v1/search?q={word}"
        yield f"/api/v1/people?q={word}"
        yield f"/search?q={word}"
    for path in ("cloud-uses/managers", "sns-accounts/officers"):
        yield f"/api/v1/{path}?on=2027-04-01"
        yield f"/{path}?on=2027-04-01"
    for noun in ("personnel_change", "appointment", "person", "handover"):
        yield f"/api/v1/audit-events?noun={noun}"
        yield f"/admin/audit?noun={noun}"
    yield "/api/v1/events?after=0&limit=200"
    yield "/api/v1/duties?limit=200"


def _read(office: Office, browsers: dict[str, Browser], asked: list[str]) -> dict[str, str]:
    found = {}
    for who in READERS:
        for path in asked:
            if path.startswith("/api/v1/"):
                answer: Any = office.as_(who).get(path.removeprefix("/api/v1"))
                found[f"{who} {path}"] = f"{answer.status_code} {_plain(answer.content)}"
            elif who in browsers:
                shown = browsers[who].get(path)
                found[f"{who} {path}"] = f"{shown.status} {_plain(shown.html.encode())}"
    return found


def _plain(content: bytes) -> str:
    return END_OF_CHAIN.sub("", VOLATILE.sub("", content.decode("utf-8", "backslashreplace")))
