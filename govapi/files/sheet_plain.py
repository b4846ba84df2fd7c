"""The grid of a sheet of texts without a parser of XML; None where a sheet holds more than that."""

from collections.abc import Sequence
from operator import itemgetter

from govapi.files.cells import CellValue
from govapi.files.plain_xml import Cells, CellXml
from govapi.files.sheet_scan import column_number

Grid = list[list[CellValue]]


_LETTERS, _ROW, _TEXT = itemgetter(0), itemgetter(1), itemgetter(2)


class TooWide(Exception):
    """The sheet has more rows, columns or characters than allowed."""


def plain_grid(sheet: CellXml, texts: Sequence[str], *, rows: int, columns: int, characters: int) -> Grid | None:
    """The values from A1, as `Book.grid` gives them. Raises TooWide when the sheet goes beyond the limits."""
    cells = sheet.filled()
    if cells is None:
        return None
    names = {letters: column_number(letters.decode()) - 1 for letters in set(map(_LETTERS, cells))}
    values: list[CellValue] = [text if text.strip() else None for text in texts]
    last, width = int(cells[-1][1]) if cells else 0, max(names.values(), default=-1) + 1
    if last > rows or width > columns or _characters(cells, texts, characters) > characters:
        raise TooWide
    grid: Grid = [[None] * width for _ in range(last)]
    try:
        places = zip(
            map(int, map(_ROW, cells)), map(names.__getitem__, map(_LETTERS, cells)), map(int, map(_TEXT, cells)), strict=True
        )
        for row, column, text in places:
            grid[row - 1][column] = values[text]
    except IndexError:  # rows out of order, or a text that is not there: let the parser say what it makes of it
        return None
    return grid


def _characters(cells: Cells, texts: Sequence[str], enough: int) -> int:
    """How many characters all texts of the sheet have together; any number below `enough` when they are fewer for certain."""
    lengths = list(map(len, texts))
    if len(cells) * max(lengths, default=0) <= enough:
        return 0
    return sum(lengths[int(text)] for _letters, _row, text in cells if int(text) < len(lengths))
