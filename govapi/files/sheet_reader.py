"""Reading a table out of a workbook that others have filled in, perhaps saved again by LibreOffice."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from govapi.files.cells import Cell, CellValue, Row
from govapi.files.csv_reader import CSV_SHEET, read_csv
from govapi.files.sheet_book import SheetLimits, open_book
from govapi.files.sheet_plain import Grid
from govapi.files.sheet_scan import column_name
from govapi.kit.errors import FieldFault, Invalid

_HEADING_ROWS = 20


def read_rows(
    data: bytes, sheet: str | None, headings: Sequence[str], *, optional: Sequence[str] = (), limits: SheetLimits | None = None
) -> list[Row]:
    """The rows below the row of headings, which is looked for in the first 20 rows; empty rows are passed over.

    `sheet` None is the first one. Columns may stand in any order and others between them; a heading of `optional`
    that is absent gives empty cells. Raises Invalid, TooLarge or UnsupportedType with what to do.
    """
    book = open_book(data, limits)
    name = (book.names or ("",))[0] if sheet is None else sheet
    grid = book.grid(name)
    places, first = _find_headings(name, grid, headings, optional)
    columns = {column_name(index + 1): "計算式" for index in places.values()}
    if faults := broken_cells(name, book.shape(name).broken, columns, first):
        raise Invalid(faults[0].message, code="cell_broken", errors=faults)
    return _rows(name, grid, [*headings, *optional], places, first)


def read_csv_rows(data: bytes, headings: Sequence[str], limits: SheetLimits, *, otherwise: str) -> list[Row]:
    """The same of a CSV file in UTF-8 or Shift_JIS; ``otherwise`` is told of a file that is no CSV at all."""
    grid = read_csv(data, limits, otherwise=otherwise)
    places, first = _find_headings(CSV_SHEET, grid, headings, ())
    return _rows(CSV_SHEET, grid, [*headings], places, first)


def _plain(value: CellValue) -> str:
    """Headings are compared without spaces, line ends and width."""
    return "".join(unicodedata.normalize("NFKC", value).split()) if isinstance(value, str) else ""


def _find_headings(sheet: str, grid: Grid, headings: Sequence[str], optional: Sequence[str]) -> tuple[dict[str, int], int]:
    """Column index by heading, and the index of the first row below them."""
    best: list[str] = list(headings)
    for number, row in enumerate(grid[:_HEADING_ROWS]):
        found = [_plain(value) for value in row]
        missing = [h for h in headings if _plain(h) not in found]
        if not missing:
            wanted = [h for h in (*headings, *optional) if _plain(h) in found]
            if twice := [h for h in wanted if found.count(_plain(h)) > 1]:
                raise Invalid(f"見出し「{twice[0]}」が2か所にあります。どちらかを消してください。", code="heading_twice")
            return {h: found.index(_plain(h)) for h in wanted}, number + 1
        best = min(best, missing, key=len)
    faults = [FieldFault("/" + sheet.replace("~", "~0").replace("/", "~1"), f"見出し「{h}」がありません。") for h in best]
    raise Invalid(
        f"見出し「{'」「'.join(best)}」がありません。様式の見出しを変えずに登録してください。",
        code="heading_missing",
        errors=faults,
    )


def broken_cells(sheet: str, addresses: Iterable[str], headings: Mapping[str, str], first: int) -> list[FieldFault]:
    """Cells showing #REF!, which would otherwise be read as empty, in the columns of ``headings`` (by letter) below row ``first``."""
    found = []
    for address in addresses:
        letters = address.rstrip("0123456789")
        if letters in headings and int(address.removeprefix(letters)) > first:
            cell = Cell(sheet, address, headings[letters], None)
            found.append(cell.fault("エラー又は結果のない計算式です。値を入力し直してください。"))
    return found


def _rows(sheet: str, grid: Grid, headings: list[str], places: dict[str, int], first: int) -> list[Row]:
    rows = []
    for index, values in enumerate(grid[first:], first):
        cells = {}
        for heading in headings:
            place = places.get(heading)
            address = f"{column_name(place + 1)}{index + 1}" if place is not None else f"{index + 1}行"
            cells[heading] = Cell(sheet, address, heading, values[place] if place is not None else None)
        if any(cell.value is not None for cell in cells.values()):
            rows.append(Row(index + 1, cells))
    return rows
