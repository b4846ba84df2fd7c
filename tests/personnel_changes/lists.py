"""Lists of moves as a personnel office hands them in, and the steps of a list over the API."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

from govapi.cli.parts import job_runtime
from govapi.edge.transaction import writing
from govapi.jobs.port import enqueue
from govapi.jobs.runner import run_job as run
from tests.support.app import CODE, Office

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CLERK, HEAD = "yuta", "setsuko"  # 人事課
FIELDS = {
    "staff_number": "職員番号",
    "name": "氏名",
    "kana": "フリガナ",
    "subject": "利用者識別子",
    "kind": "異動区分",
    "on": "発令日",
    "until": "期間の末日",
    "from_department": "旧所属",
    "from_post": "旧職名",
    "department": "新所属",
    "post": "新職名",
    "remark": "備考",
}
Row = Mapping[str, Any]


def move(office: Office, who: str, department: str, post: str, **more: Any) -> Row:
    """``who`` moves to the post; ``on`` and ``kind`` as they usually are."""
    return {**person(office, who), "kind": "異動", "on": "2027-04-01", "department": department, "post": post, **more}


def leave(office: Office, who: str, **more: Any) -> Row:
    return {**person(office, who), "kind": "退職", "on": "2027-03-31", **more}


def person(office: Office, who: str) -> dict[str, str]:
    """The number and name of somebody of the town."""
    found = office.as_(CLERK).get(f"/people/{office.town.people[who]}").json()
    return {"staff_number": found["staff_number"], "name": found["name"]}


def table(rows: Sequence[Row]) -> list[list[Any]]:
    return [list(FIELDS.values()), *([row.get(name) for name in FIELDS] for row in rows)]


def xlsx(rows: Sequence[Row]) -> bytes:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    for line in table(rows):
        book.active.append(line)
    book.save(buffer)
    return buffer.getvalue()


def as_csv(rows: Sequence[Row], encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["" if value is None else value for value in line] for line in table(rows)])
    return out.getvalue().encode(encoding)


def files(content: bytes, name: str = "異動.xlsx") -> dict[str, Any]:
    return {"file": (name, content, XLSX if name.endswith("xlsx") else "text/csv")}


def check(office: Office, rows: Sequence[Row], who: str = CLERK) -> Any:
    return send(office, "/personnel-changes/check", rows, who)


def send(office: Office, path: str, rows: Sequence[Row], who: str = CLERK, **more: Any) -> Any:
    """A multipart request with the list."""
    return office.as_(who).request("POST", path, files=files(xlsx(rows)), **more)


def take_in(office: Office, rows: Sequence[Row], publish_on: str = "2027-03-25", who: str = CLERK) -> Any:
    data = {"title": "令和9年4月1日付け人事異動", "publish_on": publish_on}
    return send(office, "/personnel-changes", rows, who, data=data)


def taken(office: Office, rows: Sequence[Row], publish_on: str = "2027-03-25", who: str = CLERK) -> str:
    """The id of a list that was taken in."""
    answer = take_in(office, rows, publish_on, who)
    assert answer.status_code == 201, answer.text
    found: str = answer.json()["id"]
    return found


def act(office: Office, change_id: str, action: str, who: str = HEAD, json: Any = None) -> Any:
    return office.as_(who).act(f"/personnel-changes/{change_id}/{action}", json)


def published(office: Office, rows: Sequence[Row]) -> str:
    """The id of a list that was taken in and published at once."""
    change_id = taken(office, rows, office.clock.today().isoformat())
    answer = act(office, change_id, "apply")
    assert answer.status_code == 200 and answer.json()["status"] == "published", answer.text
    return change_id


def correct(office: Office, change_id: str, rows: Sequence[Row], who: str = CLERK) -> Any:
    """A corrected list is taken in."""
    etag = office.as_(who).get(f"/personnel-changes/{change_id}").headers["ETag"]
    return send(office, f"/personnel-changes/{change_id}/list", rows, who, etag=etag)


def posts_of(office: Office, who: str) -> list[tuple[str, str, str | None]]:
    """(post, from, to) of somebody, the earliest first, as the personnel office sees them."""
    items = office.as_(CLERK).get(f"/people/{office.town.people[who]}/appointments").json()["items"]
    return [(f"{one['department_name']}{one['post_title']}", one["from_date"], one["to_date"]) for one in reversed(items)]


def run_job(office: Office, task: str = "publish-personnel-changes") -> None:
    """The daily job, as a worker runs it."""
    runtime = job_runtime(office.database, office.parts.files, office.clock, office.parts.settings)
    with writing(office.database, CODE, office.clock) as session:
        job_id = enqueue(session, task, {}, run_at=office.clock.now())
    run(runtime, CODE, job_id)


def spring(office: Office) -> list[Row]:
    """A list with words that nobody may find before its day."""
    hired = {"staff_number": "NEW-9001", "name": "架空　新設", "kana": "かくう　あらた", "subject": "arata", "kind": "採用"}
    return [
        leave(office, "kenichi"),
        move(office, "sachi", "健康推進課", "課長", remark="秘密の異動"),
        move(office, "misaki", "健康推進課", "係長"),
        {**hired, "on": "2027-04-01", "department": "健康推進課", "post": "主事"},
        move(office, "hiroshi", "税務課", "課長"),
        leave(office, "tsutomu"),
    ]
