"""Reading CSV that others have written, in UTF-8 or Shift_JIS, as the grid of a sheet."""

import csv
import io

from govapi.files.inspect import OLE, unknown
from govapi.files.sheet_book import SheetLimits
from govapi.files.sheet_plain import Grid
from govapi.kit.errors import Invalid, TooLarge, UnsupportedType

CSV_SHEET = "CSV"
"""What stands for the name of the sheet in the place of a fault."""
NO_CSV = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", OLE, b"\xff\xfe", b"\xfe\xff", b"<", b"{")


def read_csv(data: bytes, limits: SheetLimits, *, otherwise: str) -> Grid:
    """The values row by row, all rows of one width, empty ones None; ``otherwise`` is told of a file that is no CSV at all.

    Raises Invalid, TooLarge or UnsupportedType with what to do.
    """
    if data.lstrip().startswith(NO_CSV) or b"\0" in data:
        raise unknown(data) if data.startswith(OLE) else UnsupportedType(otherwise, code="file_kind")
    grid: Grid = []
    characters = 0
    try:
        for values in csv.reader(io.StringIO(_text(data), newline=""), strict=True):
            characters += sum(map(len, values))
            if len(grid) >= limits.rows or len(values) > limits.columns or characters > limits.characters:
                raise TooLarge(
                    f"表が大きすぎます。{limits.rows:,}行、{limits.columns}列以内にして保存し直してください。",
                    code="sheet_too_large",
                )
            grid.append([value if value.strip() else None for value in values])
    except csv.Error as fault:
        raise Invalid(
            f'{len(grid) + 1}行目をCSVとして読み取れません。引用符（"）の対応を確かめ、保存し直してください。',
            code="file_corrupt",
            pointer="/file",
        ) from fault
    width = max((len(row) for row in grid), default=0)
    for row in grid:
        row += [None] * (width - len(row))
    return grid


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Invalid(
        "文字コードを読み取れません。UTF-8又はシフトJISのCSVとして保存し直してください。", code="file_encoding", pointer="/file"
    )
