"""From the bytes of a published list to its rows: an Excel workbook, or CSV in UTF-8 or Shift_JIS."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from govapi.cloud_services.registrations.reading.rules import MAX_ROWS, Columns, find_columns, is_entry
from govapi.files.cells import Cell, Row
from govapi.files.csv_reader import read_csv
from govapi.files.sheet_reader import broken_cells
from govapi.files.sheet_scan import column_name
from govapi.files.spreadsheet import Grid, SheetLimits, open_book
from govapi.kit.errors import FieldFault, Invalid, TooLarge
from govapi.kit.filenames import safe_filename
from govapi.policy.schema.cloud import Registry

LIMITS = SheetLimits(rows=MAX_ROWS * 2, columns=200)
CSV_SHEET = "CSV"
ZIP = b"PK\x03\x04"
NOT_A_LIST = "公表された一覧は、Excelブック（.xlsx）又はCSV（UTF-8又はシフトJIS）のファイルを選んでください。"
KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


@dataclass(frozen=True)
class Published:
    """A list as it was handed in: its entries row by row, their cells by field, and the file itself."""

    rows: Sequence[Row]
    headings: Mapping[str, str]
    faults: Sequence[FieldFault]
    data: bytes
    sha256: str
    name: str


def open_list(data: bytes, name: str, registry: Registry, most_bytes: int) -> Published:
    """The rows of the list. Raises Invalid, TooLarge or UnsupportedType for a file that cannot be read at all."""
    if not data:
        raise Invalid("ファイルが空です。公表された一覧のファイルを選んでください。", code="file_empty", pointer="/file")
    if len(data) > most_bytes:
        raise TooLarge(f"ファイルは{most_bytes >> 20}MB以下にしてください。不要なシート及び画像を除いて保存し直してください。")
    is_book = data.startswith(ZIP)
    sheet, grid, columns, broken = _book(data, registry) if is_book else _csv(data, registry)
    _refuse(columns, registry)
    rows = _rows(sheet, grid, columns)
    if not rows:
        raise Invalid(
            "一覧に登録が1件もありません。見出しの下に登録が並んでいるファイルを選んでください。",
            code="list_empty",
            pointer="/file",
        )
    if len(rows) > MAX_ROWS:
        raise Invalid(
            f"一度に取り込めるのは{MAX_ROWS:,}件までです（{len(rows):,}件あります。）。", code="list_too_long", pointer="/file"
        )
    stem = name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1].rpartition(".")[0] or "一覧"
    kept = safe_filename(f"{stem}.{'xlsx' if is_book else 'csv'}")[-200:]
    names = {column_name(place + 1): columns.headings[name] for name, place in columns.places.items()}
    faults = broken_cells(sheet, broken, names, columns.row + 1)
    return Published(rows, columns.headings, faults, data, hashlib.sha256(data).hexdigest(), kept)


Opened = tuple[str, Grid, Columns, Sequence[str]]


def _book(data: bytes, registry: Registry) -> Opened:
    """The first sheet that has the headings; without one, the sheet that lacks the fewest."""
    book = open_book(data, LIMITS)
    best: Opened | None = None
    for name in book.names:
        grid = book.grid(name)
        columns = find_columns(grid, registry.columns)
        if best is None or len(columns.missing) < len(best[2].missing):
            best = name, grid, columns, book.shape(name).broken
        if not columns.missing:
            break
    if best is None:
        raise Invalid("ブックにシートがありません。元のファイルを確かめてください。", code="sheet_missing", pointer="/file")
    return best


def _csv(data: bytes, registry: Registry) -> Opened:
    grid = read_csv(data, LIMITS, otherwise=NOT_A_LIST)
    return CSV_SHEET, grid, find_columns(grid, registry.columns), ()


def _refuse(columns: Columns, registry: Registry) -> None:
    if columns.missing:
        names = "、".join(f"「{'」又は「'.join(column.headings)}」" for column in columns.missing)
        faults = [
            FieldFault("/file", f"見出し「{'」又は「'.join(column.headings)}」の列がありません。") for column in columns.missing
        ]
        raise Invalid(
            f"{registry.label}の見出しが見付かりません。{names}の列があるファイルかどうか、また、一覧の種類を確かめてください。",
            code="heading_missing",
            errors=faults,
        )
    if columns.twice:
        raise Invalid(
            f"見出し「{columns.twice}」が2か所にあります。どちらかの列を消してください。", code="heading_twice", pointer="/file"
        )


def _rows(sheet: str, grid: Grid, columns: Columns) -> list[Row]:
    found = []
    for index, values in enumerate(grid[columns.row + 1 :], columns.row + 1):
        taken = {name: values[place] if place < len(values) else None for name, place in columns.places.items()}
        if is_entry(taken, columns.headings):
            cells = {
                name: Cell(sheet, f"{column_name(columns.places[name] + 1)}{index + 1}", columns.headings[name], value)
                for name, value in taken.items()
            }
            found.append(Row(index + 1, cells))
    return found
