"""From the bytes of a table that others have made to its rows: an Excel workbook, or CSV in UTF-8 or Shift_JIS."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from govapi.files.cells import Cell, Row
from govapi.files.csv_reader import CSV_SHEET, read_csv
from govapi.files.sheet_book import SheetLimits, open_book
from govapi.files.sheet_plain import Grid
from govapi.files.sheet_reader import broken_cells
from govapi.files.sheet_scan import column_name
from govapi.kit.errors import FieldFault, Invalid, TooLarge
from govapi.kit.filenames import safe_filename
from govapi.kit.headings import Columns, HeadedColumn, find_columns, is_entry

ZIP = b"PK\x03\x04"
KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


@dataclass(frozen=True)
class TableKind:
    """What is read, in the words of its refusals: ``what`` (一覧) it is, and what an entry (登録) of it is."""

    label: str  # ＩＳＭＡＰクラウドサービスリスト
    what: str
    entry: str
    columns: Sequence[HeadedColumn]
    most_rows: int


@dataclass(frozen=True)
class HeadedTable:
    """A table as it was handed in: its entries row by row, their cells by field, and the file itself."""

    rows: Sequence[Row]
    faults: Sequence[FieldFault]
    data: bytes
    sha256: str
    name: str


def open_table(data: bytes, name: str, kind: TableKind, most_bytes: int) -> HeadedTable:
    """The rows of the table. Raises Invalid, TooLarge or UnsupportedType for a file that cannot be read at all."""
    if not data:
        raise Invalid(f"ファイルが空です。{kind.what}のファイルを選んでください。", code="file_empty", pointer="/file")
    if len(data) > most_bytes:
        raise TooLarge(f"ファイルは{most_bytes >> 20}MB以下にしてください。不要なシート及び画像を除いて保存し直してください。")
    is_book = data.startswith(ZIP)
    if not is_book and name.lower().endswith(".xlsx"):
        raise Invalid(
            "Excelのブックとして読み取れません。壊れているか、別の形式のファイルです。Excelで開いて、保存し直してください。",
            code="file_broken",
            pointer="/file",
        )
    sheet, grid, columns, broken = _book(data, kind) if is_book else _csv(data, kind)
    _refuse(columns, kind)
    rows = _rows(sheet, grid, columns)
    if not rows:
        raise Invalid(
            f"{kind.what}に{kind.entry}が1件もありません。見出しの下に{kind.entry}が並んでいるファイルを選んでください。",
            code="list_empty",
            pointer="/file",
        )
    if len(rows) > kind.most_rows:
        raise Invalid(
            f"一度に取り込めるのは{kind.most_rows:,}件までです（{len(rows):,}件あります。）。",
            code="list_too_long",
            pointer="/file",
        )
    stem = name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1].rpartition(".")[0] or "一覧"
    kept = safe_filename(f"{stem}.{'xlsx' if is_book else 'csv'}")[-200:]
    names = {column_name(place + 1): columns.headings[name] for name, place in columns.places.items()}
    faults = broken_cells(sheet, broken, names, columns.row + 1)
    return HeadedTable(rows, faults, data, hashlib.sha256(data).hexdigest(), kept)


Opened = tuple[str, Grid, Columns, Sequence[str]]


def _limits(kind: TableKind) -> SheetLimits:
    return SheetLimits(rows=kind.most_rows * 2, columns=200)


def _book(data: bytes, kind: TableKind) -> Opened:
    """The first sheet that has the headings; without one, the sheet that lacks the fewest."""
    book = open_book(data, _limits(kind))
    best: Opened | None = None
    for name in book.names:
        grid = book.grid(name)
        columns = find_columns(grid, kind.columns)
        if best is None or len(columns.missing) < len(best[2].missing):
            best = name, grid, columns, book.shape(name).broken
        if not columns.missing:
            break
    if best is None:
        raise Invalid("ブックにシートがありません。元のファイルを確かめてください。", code="sheet_missing", pointer="/file")
    return best


def _csv(data: bytes, kind: TableKind) -> Opened:
    otherwise = f"{kind.what}は、Excelブック（.xlsx）又はCSV（UTF-8又はシフトJIS）のファイルを選んでください。"
    grid = read_csv(data, _limits(kind), otherwise=otherwise)
    return CSV_SHEET, grid, find_columns(grid, kind.columns), ()


def _refuse(columns: Columns, kind: TableKind) -> None:
    if columns.missing:
        names = "、".join(_either(column.headings) for column in columns.missing)
        faults = [FieldFault("/file", f"見出し{_either(column.headings)}の列がありません。") for column in columns.missing]
        raise Invalid(
            f"{kind.label}の見出しが見付かりません。{names}の列があるファイルかどうか、また、一覧の種類を確かめてください。",
            code="heading_missing",
            errors=faults,
        )
    if columns.twice:
        raise Invalid(
            f"見出し「{columns.twice}」が2か所にあります。どちらかの列を消してください。", code="heading_twice", pointer="/file"
        )


def _either(headings: Sequence[str]) -> str:
    """「職員番号」、「職員コード」又は「職員ID」."""
    *others, last = (f"「{heading}」" for heading in headings)
    return f"{'、'.join(others)}又は{last}" if others else last


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
