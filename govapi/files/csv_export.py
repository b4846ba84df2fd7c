"""CSV for Excel: UTF-8 with BOM (cp932 lacks 𠮷 and IVS), CRLF, and no cell that Excel would run."""

import csv
import io
from collections.abc import Iterable, Sequence

from govapi.files.cells import CellValue

# Japanese Excel takes the full-width signs for formulas as well.
_STARTS_FORMULA = tuple("=+-@＝＋－＠")


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[CellValue]]) -> bytes:
    """Dates in ISO form. A text that begins like a formula gets an apostrophe in front; numbers stay numbers."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_guarded(h) for h in headings])
    writer.writerows([_guarded(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _guarded(value: CellValue) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    harmful = value.startswith(("\t", "\r", "\n")) or value.lstrip().startswith(_STARTS_FORMULA)
    return f"'{value}" if harmful else value
