"""Workbooks of running uses as a town hands them in: the downloaded template, filled in with openpyxl as Excel would."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

from govapi.cloud_services.intake.rules import BY_KEY, SHEET
from tests.contracts.intake.books import FIRST_ROW, columns, saved
from tests.contracts.intake.books import send as send_to
from tests.support.app import Person

PATH = "/cloud-uses/intake"
ROW: dict[str, Any] = {
    "title": "健診の案内の作成",
    "section": "健康推進課",
    "service": "見本文書作成",
    "provider": "株式会社見本ソフトウェア",
    "corporate_number": "5999900000012",
    "kind": "ＳａａＳ（アプリケーションの提供）",
    "form": "個別契約",
    "zone": "インターネット接続系",
    "purpose": "案内文の下書き",
    "users": "健康推進課の職員",
    "user_count": 12,
    "class_code": "自治体機密性２",
    "personal": "なし",
    "my_number": "なし",
    "learns": "なし",
    "starts_on": "令和7年4月1日",
    "cost": "１３２，０００円",
    "decided_on": "R7.3.20",
    "decided_by_post": "情報政策課長",
    "decided_by_name": "例示　花子",
    "confirm_on": "2027-03-20",
    "manager": "課長",
    "data_countries": "日本、架空国",
    "alternative": "庁内の文書作成ソフトを使う。",
    "residual_risk": "停止のおそれ",
    "risk_accepted_by": "健康推進課長",
}
ABROAD: dict[str, Any] = ROW | {
    "title": "会議の録画",
    "service": "Mihon Meet",
    "provider": "Mihon Meet Inc.",
    "corporate_number": None,
    "country": "架空国",
    "kind": "Web会議",
    "form": "約款型",
}


def template_of(person: Person) -> bytes:
    """The workbook this person downloads."""
    answer = person.get(f"{PATH}/template")
    assert answer.status_code == 200, answer.text
    content: bytes = answer.content
    return content


def filled(template: bytes, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The template with these rows below its example."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    places = columns(book[SHEET])
    for number, row in enumerate(rows, FIRST_ROW):
        for key, value in row.items():
            book[SHEET].cell(number, places[BY_KEY[key].heading]).value = value
    return saved(book)


def place_of(template: bytes, key: str, row: int = FIRST_ROW) -> str:
    """Where a column's cell stands, e.g. B5."""
    sheet = openpyxl.load_workbook(io.BytesIO(template))[SHEET]
    return str(sheet.cell(row, columns(sheet)[BY_KEY[key].heading]).coordinate)


def send(person: Person, data: bytes, path: str = PATH) -> Any:
    return send_to(person, data, path)


def handed_in(person: Person, *rows: Mapping[str, Any]) -> Any:
    """The answer to an import of these rows."""
    return send(person, filled(template_of(person), rows))


def checked(person: Person, *rows: Mapping[str, Any]) -> Any:
    answer = send(person, filled(template_of(person), rows), f"{PATH}/check")
    assert answer.status_code == 200, answer.text
    return answer.json()
