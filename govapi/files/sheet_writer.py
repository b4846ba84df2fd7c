"""Excel workbooks that staff and contractors fill in: readable, printable on A4, and without a single formula."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from govapi.files.cells import CellValue
from govapi.kit.clock import JST

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
SHEET_NAME = str.maketrans("[]:*?/\\'", "［］：＊？／＼’")
_MAX_TEXT = 32_767  # Excel cuts longer texts off
_CUT = "…（以下省略）"
A4 = 9
WITHOUT_FORMULAS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_CHOICES = "選択肢"
_ALLOWED_UNDER_PROTECTION = {
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
    "select_locked_cells": True,
}


@dataclass(frozen=True)
class Column:
    """`width` in characters of Excel; `choices` become a drop-down, `note` a comment on the heading; `locked`
    columns can't be edited when the sheet is protected."""

    heading: str
    width: float = 16
    choices: tuple[str, ...] = ()
    note: str = ""
    number_format: str = ""
    locked: bool = False


@dataclass(frozen=True)
class Sheet:
    """`blank_rows` are rows to fill in below the given ones. `protect` locks headings and locked columns,
    without a password: against slips, not against people."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[CellValue]] = ()
    title: str = ""
    blank_rows: int = 0
    protect: bool = False
    portrait: bool = False


def write_workbook(sheets: Sequence[Sheet], *, created: datetime) -> bytes:
    """The bytes of an xlsx. Texts are written as texts whatever they begin with."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, WITHOUT_FORMULAS) as book:
        book.set_properties({"created": created.astimezone(JST).replace(tzinfo=None)})
        writer = _Writer(book)
        for sheet in sheets:
            writer.sheet(sheet)
        writer.choices()
    return buffer.getvalue()


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._formats: dict[tuple[str, bool, bool], Format] = {}
        self._choices: list[tuple[str, ...]] = []
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._head = book.add_format({"bold": True, "bg_color": "#E8F1FE", "border": 1, "text_wrap": True, "valign": "vcenter"})

    def sheet(self, sheet: Sheet) -> None:
        page = self._book.add_worksheet(sheet.name.translate(SHEET_NAME)[:31])
        head = 2 if sheet.title else 0
        if sheet.title:
            page.write_string(0, 0, sheet.title, self._title)
        last = head
        for last, row in enumerate(sheet.rows, head + 1):
            for position, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
                self._cell(page, last, position, column, value)
        last += sheet.blank_rows
        for position, column in enumerate(sheet.columns):
            self._column(page, head, last, position, column)
        self._print(page, sheet, head)

    def _column(self, page: Worksheet, head: int, last: int, position: int, column: Column) -> None:
        page.set_column(position, position, column.width, self._format(column.number_format, column.locked))
        page.write_string(head, position, column.heading, self._head)
        if column.note:
            page.write_comment(head, position, column.note, {"x_scale": 2})
        if column.choices and last > head:
            source = f"={_CHOICES}!{self._choice_range(column.choices)}"
            page.data_validation(
                head + 1,
                position,
                last,
                position,
                {"validate": "list", "source": source, "error_title": "選択肢", "error_message": "一覧から選んでください。"},
            )

    def _choice_range(self, choices: tuple[str, ...]) -> str:
        """Lists stand on a hidden sheet: written into the cell they could be no longer than 255 characters."""
        if choices not in self._choices:
            self._choices.append(choices)
        name = xlsxwriter.utility.xl_col_to_name(self._choices.index(choices), col_abs=True)
        return f"{name}$1:{name}${len(choices)}"

    def choices(self) -> None:
        if not self._choices:
            return
        page = self._book.add_worksheet(_CHOICES)
        page.hide()
        for position, choices in enumerate(self._choices):
            for row, choice in enumerate(choices):
                page.write_string(row, position, choice)

    def _print(self, page: Worksheet, sheet: Sheet, head: int) -> None:
        page.set_paper(A4)
        if not sheet.portrait:
            page.set_landscape()
        page.set_margins(left=0.8, right=0.5, top=0.7, bottom=0.7)  # inches; papers are bound on the left
        page.fit_to_pages(1, 0)
        page.repeat_rows(head)
        page.freeze_panes(head + 1, 0)
        page.set_footer("&C&P / &N")
        if sheet.protect:
            page.protect("", _ALLOWED_UNDER_PROTECTION)

    def _format(self, number_format: str, locked: bool, quoted: bool = False) -> Format:
        key = (number_format, locked, quoted)
        if key not in self._formats:
            look = {"text_wrap": True, "valign": "top", "locked": locked, "quote_prefix": quoted}
            self._formats[key] = self._book.add_format({**look, **({"num_format": number_format} if number_format else {})})
        return self._formats[key]

    def _cell(self, page: Worksheet, row: int, position: int, column: Column, value: CellValue) -> None:
        value = _writable(value)
        look = self._format(column.number_format or _default_format(value), column.locked)
        if value is None:
            page.write_blank(row, position, None, look)
        elif isinstance(value, bool):
            page.write_boolean(row, position, value, look)
        elif isinstance(value, int | Decimal):
            page.write_number(row, position, value, look)
        elif isinstance(value, date | time):
            page.write_datetime(row, position, value, look)
        else:
            # The quote prefix keeps it a text even after someone has edited the cell.
            quoted = self._format("@", column.locked, value.startswith(STARTS_FORMULA))
            page.write_string(row, position, value, quoted)


def _writable(value: CellValue) -> CellValue:
    """What Excel can hold without loss; numbers of more than 15 digits become texts."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(JST).replace(tzinfo=None)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return value if len(Decimal(value).normalize().as_tuple().digits) <= 15 else str(value)
    if isinstance(value, str):
        return value if len(value) <= _MAX_TEXT else value[: _MAX_TEXT - len(_CUT)] + _CUT
    return value


def _default_format(value: CellValue) -> str:
    if isinstance(value, datetime):
        return "yyyy/mm/dd hh:mm"
    if isinstance(value, date):
        return "yyyy/mm/dd"
    return "hh:mm" if isinstance(value, time) else ""
