"""Workbooks as a town hands them in: the downloaded template, filled in with openpyxl as Excel would."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from govapi.contracts.intake.rules import BY_KEY, SHEET
from tests.support.app import Person

HEAD, EXAMPLE_ROW, FIRST_ROW = 3, 4, 5

ROW: dict[str, Any] = {
    "title": "税証明受付業務委託",
    "section": "税務課",
    "method": "随意契約",
    "ground": "施行令第167条の２第１項第２号（性質・目的）",
    "name": "株式会社見本受付",
    "corporate_number": "5999900000012",
    "concluded_on": "令和8年4月1日",
    "starts_on": "R8.4.1",
    "ends_on": "2027-03-31",
    "amount": "１，９８０，０００円",
    "class_code": "自治体機密性３Ｃ",
    "personal": "あり",
    "my_number": "なし",
    "system": "なし",
    "hosted": "なし",
    "availability": "自治体可用性１",
    "controlled_area": "あり",
    "条項　報告": "含む",
    "条項　秘密の保持": "含む",
    "条項　再委託の制限": "なし",
}


def template_of(person: Person) -> bytes:
    """The workbook this person downloads."""
    answer = person.get("/contracts/intake/template")
    assert answer.status_code == 200, answer.text
    content: bytes = answer.content
    return content


def filled(template: bytes, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The template with these rows below its example; keys are columns, or whole headings."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet: Worksheet = book[SHEET]
    places = columns(sheet)
    for number, row in enumerate(rows, FIRST_ROW):
        for key, value in row.items():
            sheet.cell(number, places[heading(key)]).value = value
    return saved(book)


def heading(key: str) -> str:
    return BY_KEY[key].heading if key in BY_KEY else key


def columns(sheet: Worksheet) -> dict[str, int]:
    """Column number by heading."""
    return {str(cell.value): int(cell.column or 0) for cell in sheet[HEAD]}


def address(template: bytes, key: str, row: int = FIRST_ROW) -> str:
    """Where a column's cell stands, e.g. B5."""
    sheet = openpyxl.load_workbook(io.BytesIO(template))[SHEET]
    return str(sheet.cell(row, columns(sheet)[heading(key)]).coordinate)


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def send(person: Person, data: bytes, path: str = "/contracts/intake", **rest: Any) -> Any:
    """The upload of a workbook."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return person.request("POST", path, files={"file": ("移行登録.xlsx", data, kind)}, **rest)


def checked(person: Person, data: bytes) -> Any:
    answer = send(person, data, "/contracts/intake/check")
    assert answer.status_code == 200, answer.text
    return answer.json()
