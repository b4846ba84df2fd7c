"""Excel forms that others fill in: cells placed one by one, only some of them open, readable and printable as they are.

Where ``sheet_writer`` writes tables, this writes pages: a title, lines of facts, instructions, and a table of questions.
"""

import io
import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from govapi.files.sheet_writer import A4, SHEET_NAME, STARTS_FORMULA, WITHOUT_FORMULAS
from govapi.kit.clock import JST

FONT, FONT_SIZE = "ＭＳ ゴシック", 10
_LINE_POINTS, _PADDING_POINTS, _MOST_POINTS = 14.0, 5.0, 409.0  # Excel allows no higher row
_ALLOWED = {"format_cells": True, "format_columns": True, "format_rows": True, "select_locked_cells": True, "autofilter": True}


@dataclass(frozen=True)
class Look:
    """How a cell looks; ``open`` ones can be filled in when the sheet is protected. Colours as #RRGGBB."""

    open: bool = False
    bold: bool = False
    size: int = FONT_SIZE
    fill: str = ""
    colour: str = ""
    border: bool = False
    centred: bool = False
    wrap: bool = True


@dataclass(frozen=True)
class Placed:
    """A text at a place (both from 0), over ``across`` columns."""

    row: int
    column: int
    text: str
    look: Look = Look()
    across: int = 1


@dataclass(frozen=True)
class Choice:
    """A drop-down in cells of one column; anything else is refused with the sentence."""

    first: int
    last: int
    column: int
    words: tuple[str, ...]
    sentence: str
    hint: str = ""


@dataclass(frozen=True)
class MostLength:
    """Texts of at most ``length`` characters in cells of one column."""

    first: int
    last: int
    column: int
    length: int
    sentence: str


@dataclass(frozen=True)
class Mark:
    """Another fill where a condition holds: a help for the eye, in Excel's own words for the first of the cells."""

    first: int
    last: int
    column: int
    condition: str
    fill: str


@dataclass(frozen=True)
class FormSheet:
    """A page of the form. ``heading`` is the row repeated on every printed page and kept in view; ``hidden``: shown to nobody."""

    name: str
    widths: Sequence[float]
    cells: Sequence[Placed]
    heights: Mapping[int, float] = field(default_factory=dict)
    choices: Sequence[Choice] = ()
    lengths: Sequence[MostLength] = ()
    marks: Sequence[Mark] = ()
    heading: int | None = None
    portrait: bool = False
    hidden: bool = False
    first_open: tuple[int, int] | None = None
    """Where the cursor stands when the form is opened."""


def height_for(text: str, width: float, *, size: int = FONT_SIZE, bold: bool = False) -> float:
    """Points a row needs to show the whole text in a column of this width (characters of Excel)."""
    room = max(2.0, (width * 7 - 4) / (size * 96 / 72) * 2 * (0.93 if bold else 0.96))  # half-width characters a line
    lines = sum(max(1, math.ceil(_half_widths(line) / (room - 1))) for line in text.split("\n"))
    return min(_MOST_POINTS, lines * _LINE_POINTS * size / FONT_SIZE + _PADDING_POINTS)


def write_form(sheets: Sequence[FormSheet], *, created: datetime, title: str, company: str) -> bytes:
    """The bytes of an xlsx. Texts are written as texts whatever they begin with; no formula, no macro, no link.

    Each sheet is protected without a password: against slips, not against people.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, WITHOUT_FORMULAS) as book:
        book.set_properties({"title": title, "company": company, "created": created.astimezone(JST).replace(tzinfo=None)})
        formats = _Formats(book)
        for sheet in sheets:
            _write(book.add_worksheet(sheet.name.translate(SHEET_NAME)[:31]), sheet, formats, title)
        next(page for page, sheet in zip(book.worksheets(), sheets, strict=True) if not sheet.hidden).activate()
    return buffer.getvalue()


class _Formats:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self._made: dict[tuple[Look, bool], Format] = {}

    def of(self, look: Look, quoted: bool = False) -> Format:
        if (look, quoted) not in self._made:
            options = {
                "font_name": FONT, "font_size": look.size, "bold": look.bold, "text_wrap": look.wrap, "locked": not look.open,
                "valign": "vcenter" if look.centred else "top", "align": "center" if look.centred else "left",
                "border": 1 if look.border else 0, "num_format": "@", "quote_prefix": quoted,
            }  # fmt: skip
            if look.fill:
                options["bg_color"] = look.fill
            if look.colour:
                options["font_color"] = look.colour
            if look.border:
                options["border_color"] = "#7F7F7F"
            self._made[look, quoted] = self.book.add_format(options)
        return self._made[look, quoted]


def _write(page: Worksheet, sheet: FormSheet, formats: _Formats, title: str) -> None:
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    for row, height in sheet.heights.items():
        page.set_row(row, height)
    for cell in sheet.cells:
        look = formats.of(cell.look, cell.text.startswith(STARTS_FORMULA))
        if cell.across > 1:
            page.merge_range(cell.row, cell.column, cell.row, cell.column + cell.across - 1, "", look)
        if cell.text:
            page.write_string(cell.row, cell.column, cell.text, look)
        else:
            page.write_blank(cell.row, cell.column, None, look)
    _bind(page, sheet, formats.book)
    _print(page, sheet, title)
    page.protect("", _ALLOWED)
    if sheet.hidden:
        page.very_hidden()
    elif sheet.first_open is not None:
        page.set_selection(*sheet.first_open, *sheet.first_open)


def _bind(page: Worksheet, sheet: FormSheet, book: xlsxwriter.Workbook) -> None:
    for one in sheet.choices:
        rule: dict[str, object] = {
            "validate": "list",
            "source": list(one.words),
            "error_title": "選択肢",
            "error_message": one.sentence,
        }
        if one.hint:
            rule |= {"input_title": "回答", "input_message": one.hint}
        page.data_validation(one.first, one.column, one.last, one.column, rule)
    for limit in sheet.lengths:
        rule = {"validate": "length", "criteria": "<=", "value": limit.length, "ignore_blank": True}
        rule |= {"error_title": "文字数", "error_message": limit.sentence}
        page.data_validation(limit.first, limit.column, limit.last, limit.column, rule)
    for mark in sheet.marks:
        rule = {"type": "formula", "criteria": mark.condition, "format": book.add_format({"bg_color": mark.fill})}
        page.conditional_format(mark.first, mark.column, mark.last, mark.column, rule)


def _print(page: Worksheet, sheet: FormSheet, title: str) -> None:
    page.set_paper(A4)
    if not sheet.portrait:
        page.set_landscape()
    page.set_margins(left=0.8, right=0.5, top=0.6, bottom=0.7)  # inches; papers are bound on the left
    page.fit_to_pages(1, 0)
    page.hide_gridlines(2)
    page.set_footer(f"&L&8{title.replace('&', '&&')}&R&P / &N")
    if sheet.heading is not None:
        page.repeat_rows(sheet.heading)
        page.freeze_panes(sheet.heading + 1, 0)


def _half_widths(text: str) -> int:
    """How many half-width characters as wide as the text."""
    return sum(2 if unicodedata.east_asian_width(character) in "FWA" else 1 for character in text)
