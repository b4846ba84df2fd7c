"""Published lists as they are handed in: an invented ISMAP, in Excel or CSV."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

from tests.support.app import Office

OFFICE = "akira"  # 情報政策課
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = (
    "登録番号",
    "クラウドサービス名",
    "事業者名",
    "登録日",
    "有効期限",
    "言明の対象範囲",
    "監査機関",
    "監査対象期間",
    "状態",
)
FIELDS = ("number", "service_name", "provider_name", "registered_on", "expires_on", "scope", "auditor", "audit_period", "state")

Entry = dict[str, Any]


def entry(serial: int, **changes: Any) -> Entry:
    """The invented entry of this number."""
    made = {
        "number": f"C26-{serial:04d}-1",
        "service_name": f"見本クラウド{serial:04d}",
        "provider_name": f"株式会社見本事業者{serial:04d}",
        "registered_on": "2026-04-01",
        "expires_on": "2029-03-31",
        "scope": "見本の機能一式",
        "auditor": "見本監査法人",
        "audit_period": "令和7年度",
        "state": "登録",
    }
    return made | changes


def table(entries: Sequence[Mapping[str, Any]], headings: Sequence[str] = HEADINGS) -> list[list[Any]]:
    """The rows with their headings above."""
    return [list(headings), *([one[name] for name in FIELDS] for one in entries)]


def as_csv(rows: Sequence[Sequence[Any]], encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(rows: Sequence[Sequence[Any]], above: Sequence[Sequence[Any]] = ()) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (*above, *rows):
        sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def send(
    office: Office,
    data: bytes,
    *,
    who: str = OFFICE,
    path: str = "",
    name: str = "list.csv",
    registry: str = "ismap",
    fetched_on: str = "2026-11-24",
    headers: Mapping[str, str] | None = None,
    **more: str,
) -> Any:
    """The upload of a list."""
    form = {"registry": registry, "fetched_on": fetched_on, **more}
    kind = XLSX if name.endswith("xlsx") else "text/csv"
    files = {"file": (name, data, kind)}
    return office.as_(who).request("POST", f"/registrations/imports{path}", data=form, files=files, headers=headers or {})


def taken(office: Office, entries: Sequence[Mapping[str, Any]], **rest: Any) -> Any:
    """The list, taken in."""
    answer = send(office, as_csv(table(entries)), **rest)
    assert answer.status_code == 201, answer.text
    return answer.json()


def only(office: Office, **params: Any) -> Any:
    """The one entry that these filters find."""
    [found] = office.as_("misaki").get("/registrations", params=params).json()["items"]
    return found


CONFIRMED = {"covers_use": True, "remark": "対象範囲に、利用する機能が全て含まれる。"}


def match_of(office: Office, service_id: str, number: str) -> Any:
    """The match of the service with the entry of this number."""
    items = office.as_("misaki").get(f"/cloud-services/{service_id}/registrations").json()["items"]
    return next(one for one in items if one["number"] == number)


def confirmed(office: Office, service_id: str, number: str) -> Any:
    """The match, confirmed."""
    answer = office.as_(OFFICE).act(f"/registrations/matches/{match_of(office, service_id, number)['id']}/confirm", CONFIRMED)
    assert answer.status_code == 200, answer.text
    return answer.json()
