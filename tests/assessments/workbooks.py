"""Workbooks as contractors send them back: the downloaded one, filled in with openpyxl as Excel would."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from govapi.assessments.workbook import rules as asked
from govapi.assessments.workbook.rules import ANSWER, HEADINGS, RESPONDENT_NAME, RESPONDENT_TITLE, SHEET
from govapi.policy.loading import default_policy
from tests.assessments.rounds import STAFF, Round, needed
from tests.files.samples import packed
from tests.support.app import Office

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD_ROW, FIRST_ROW = 6, 7
COLUMN = {name: number for number, name in enumerate(HEADINGS, 1)}
NAME, TITLE = "見本　守", "情報管理部　部長"
NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
Change = Callable[[Any], None]


def awaited(office: Office, tier: str = "B") -> Round:
    """A round that was sent out."""
    return needed(office, tier).opened().to_awaiting()


def asked_of(tier: str = "B", **more: Any) -> asked.Round:
    """A round of the shipped policy, without a town hall around it."""
    policy = default_policy().assessing
    form = policy.sheet(policy.tier(tier).sheet)
    return asked.Round(
        id=UUID(int=7),
        number="確認-2026-0007",
        policy_version=1,
        title=form.title,
        instructions=form.instructions,
        city="架空市",
        section="情報政策課",
        contractor="株式会社見本製作所",
        deadline=date(2026, 12, 24),
        domains=policy.domains,
        topics={one.code: one for one in policy.topics},
        questions=policy.questions_of(form),
        **more,
    )


def template_of(one: Round, by: str = STAFF, query: str = "") -> bytes:
    answer = one.office.as_(by).get(f"{one.path}/workbook{query}")
    assert answer.status_code == 200, answer.text
    content: bytes = answer.content
    return content


def sheet_of(data: bytes) -> Worksheet:
    found: Worksheet = openpyxl.load_workbook(io.BytesIO(data))[SHEET]
    return found


def row_of(sheet: Worksheet, question: str) -> int:
    """The row in which a question stands."""
    return next(row for row in range(FIRST_ROW, sheet.max_row + 1) if sheet.cell(row, 1).value == question)


def questions_in(sheet: Worksheet) -> list[str]:
    """The ids of the questions, from the first to the last."""
    ids = [str(sheet.cell(row, 1).value or "") for row in range(FIRST_ROW, sheet.max_row + 1)]
    return [one for one in ids if re.fullmatch(r"[A-Z]\d+-\d+", one)]


def address(data: bytes, question: str, heading: str) -> str:
    """Where a cell stands: F8."""
    sheet = sheet_of(data)
    return str(sheet.cell(row_of(sheet, question), COLUMN[heading]).coordinate)


def filled(data: bytes, changes: Mapping[str, Mapping[str, Any]] | None = None, edit: Change | None = None) -> bytes:
    """All questions answered 実施済 but for ``changes`` (question → heading → value); ``edit`` may then spoil the book."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book[SHEET]
    beside(sheet, RESPONDENT_TITLE).value = TITLE
    beside(sheet, RESPONDENT_NAME).value = NAME
    for question in questions_in(sheet):
        row = row_of(sheet, question)
        sheet.cell(row, COLUMN[ANSWER]).value = "実施済"
        for heading, value in (changes or {}).get(question, {}).items():
            write(sheet.cell(row, COLUMN[heading]), value)
    if edit is not None:
        edit(book)
    return saved(book)


def write(cell: Any, value: Any) -> None:
    """As a person types into a cell of texts: what begins with = stays a text."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def beside(sheet: Any, label: str) -> Any:
    """The cell to be filled in beside its label."""
    for row in sheet.iter_rows(max_row=HEAD_ROW - 1):
        for cell in row:
            if cell.value == label:
                return sheet.cell(cell.row, 3 if cell.column == 1 else cell.column + 1)
    raise AssertionError(label)


def saved(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def send(one: Round, data: bytes, by: str = STAFF, name: str = "回答票.xlsx", **rest: Any) -> Any:
    person = one.office.as_(by)
    etag = rest.pop("etag", person.get(one.path).headers.get("ETag"))
    return person.request("POST", f"{one.path}/workbook", etag=etag, files={"file": (name, data, XLSX)}, **rest)


def with_part(data: bytes, name: str, content: str | bytes) -> bytes:
    """The workbook with another part, or with that part replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {one: archive.read(one) for one in archive.namelist()}
    return packed({**parts, name: content})


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()
