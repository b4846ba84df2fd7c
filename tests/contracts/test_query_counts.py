"""How often each route asks the database: bounded, and the same however many rows there are (no N+1)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from tests.support.app import Office
from tests.support.life import STAFF, Life, contractor, draft

MORE = 6

# Path → at most so many queries, on PostgreSQL with the one that names the town.
READS = {
    "/contracts": 5,
    "/contracts?q=健診": 6,
    "/contracts?q=屋久杉": 7,
    "/contracts/{draft}": 5,
    "/contracts/{planned}": 4,
    "/contracts/{selected}": 12,  # with the companies that do the work, their assessments and exceptions
    "/contracts/{draft}/clauses": 6,
    "/approvals": 6,
    "/approvals/waiting": 5,
    "/approvals/{approval}": 8,
    "/contractors": 3,
    "/contractors?q=見本": 5,
    "/contractors/{contractor}": 3,
    "/contractors/{contractor}/offices": 4,
    "/contractors/{contractor}/restrictions": 4,
    "/contractors/{contractor}/members": 4,
}

WRITES = {
    "draft": 17,
    "revise": 14,
    "include required": 30,  # one for each clause written in: as many as the catalogue requires, whatever the town holds
    "write a clause": 12,  # and where the clauses after it then stand
    "submit": 17,
    "agree": 18,
    "register a contractor": 13,
    "revise a contractor": 9,
    "add an office": 8,
    "add a restriction": 8,
}


@contextmanager
def asked(office: Office) -> Iterator[list[str]]:
    """The statements sent meanwhile."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, sql: str, *_rest: object) -> None:
        found.append(sql)

    event.listen(office.database.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(office.database.engine, "before_cursor_execute", note)


def counted(office: Office, method: str, path: str, body: Any = None, by: str = STAFF) -> int:
    """The number of queries of one request that succeeds; an action or a change goes under the record's ETag."""
    person, etag = office.as_(by), None
    if method in ("PATCH", "PUT") or (path.count("/") > 2 and not path.endswith(("offices", "restrictions"))):
        etag = None if method == "GET" else person.get("/".join(path.split("/")[:3])).headers["ETag"]
    with asked(office) as statements:
        answer = person.request(method, path, etag=etag, **({} if method == "GET" else {"json": body or {}}))
    assert answer.status_code < 300, answer.text
    return len(statements)


def ids(office: Office) -> dict[str, str]:
    """A draft, one in its first circulation and one whose contractor is chosen."""
    planned, selected = draft(office).to_plan(), draft(office).to_selected()
    approval = office.as_(STAFF).get("/approvals", params={"record_id": planned.id}).json()["items"][0]["id"]
    return {
        "draft": draft(office).id, "planned": planned.id, "selected": selected.id, "approval": approval,
        "contractor": contractor(office),
    }  # fmt: skip


def reads(office: Office, known: dict[str, str]) -> dict[str, int]:
    return {path: counted(office, "GET", path.format(**known)) for path in READS}


def test_reading_asks_the_same_however_many_rows(office: Office) -> None:
    known = ids(office)
    few = reads(office, known)
    for _ in range(MORE):
        draft(office).to_plan()
        _company(office)
    many = reads(office, known)
    assert many == few, "the number of queries grows with the rows"
    over = {path: count for path, count in many.items() if count > READS[path]}
    assert not over, f"more queries than before: {over}"


def _company(office: Office) -> None:
    number = len(office.as_(STAFF).get("/contractors").json()["items"])
    company = {"kind": "sole_proprietor", "name": f"見本商店{number}", "kana": "ミホンショウテン"}
    assert office.as_(STAFF).post("/contractors", company).status_code == 201


def writes(office: Office) -> dict[str, int]:
    """One of each, on records of their own."""
    made = Life(office, draft(office).id)
    found = {"draft": counted(office, "POST", "/contracts", {"title": "見本業務委託", "fiscal_year": 2026})}
    found["revise"] = counted(office, "PATCH", made.path, {"outline": "健診結果の封入を行う。", "place": "見本支所"})
    found["write a clause"] = counted(office, "PUT", f"{made.path}/clauses/reporting", {"state": "included"})
    found["include required"] = counted(office, "POST", f"{made.path}/clauses/include-required")
    found["submit"] = counted(office, "POST", f"{made.path}/submit-plan", {"note": "伺います。"})
    approval = office.as_(STAFF).get("/approvals", params={"record_id": made.id}).json()["items"][0]
    found["agree"] = counted(office, "POST", f"/approvals/{approval['id']}/agree", by="sachi")
    company = {"kind": "sole_proprietor", "name": "架空商店", "kana": "カクウショウテン"}
    found["register a contractor"] = counted(office, "POST", "/contractors", company)
    path = f"/contractors/{contractor(office)}"
    found["revise a contractor"] = counted(office, "PATCH", path, {"remark": "見本"})
    found["add an office"] = counted(office, "POST", f"{path}/offices", {"name": "見本支店"})
    suspension = {"kind": "suspension", "from_date": "2020-01-01", "to_date": "2020-02-01", "reason": "見本"}
    found["add a restriction"] = counted(office, "POST", f"{path}/restrictions", suspension, by="kayo")
    return found


def test_writing_asks_the_same_however_many_rows(office: Office) -> None:
    contractor(office)
    few = writes(office)
    for _ in range(MORE):
        draft(office).to_plan()
    many = writes(office)
    assert {name: max(0, many[name] - few[name]) for name in few} == dict.fromkeys(few, 0), "the number of queries grows"
    over = {name: count for name, count in many.items() if count > WRITES[name]}
    assert not over, f"more queries than before: {over}"
