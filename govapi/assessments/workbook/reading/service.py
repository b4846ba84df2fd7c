"""Opening a workbook that came back: only what was looked through whole is read."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from govapi.assessments.workbook.reading.rules import Found, foreign, keys_of, read
from govapi.assessments.workbook.rules import KEYS, SHEET, Round
from govapi.files.spreadsheet import SheetLimits, cell_place, open_book
from govapi.kit.errors import Invalid, Refusal, TooLarge, UnsupportedType
from govapi.kit.filenames import safe_filename

SPARE_ROWS = 500  # rows people add above, between and below
NO_WORKBOOK = "Excelの回答票（.xlsx）ではありません。受け取った回答票を、Excelブック（.xlsx）の形式で保存して登録してください。"
NOT_OURS = frozenset({"file_not_zip", "file_not_office", "file_unknown", "file_kind"})


@dataclass(frozen=True)
class Returned:
    """A workbook as it was read, and the file it was read from."""

    name: str
    data: bytes
    sha256: str
    found: Found


def open_return(data: bytes, name: str, asked: Round, max_bytes: int) -> Returned:
    """Reads a workbook whole; what is wrong in its cells stands in ``found.faults``.

    Raises TooLarge, UnsupportedType or Invalid for a file that is not the workbook of this round, or may do harm.
    """
    if not data:
        raise Invalid("ファイルが空です。記入した回答票を選んでください。", code="file_empty")
    if len(data) > max_bytes:
        raise TooLarge(f"ファイルは{max_bytes >> 20}MB以下にしてください。貼り付けた画像等を除いて保存し直してください。")
    try:
        found = _read(data, asked)
    except Refusal as refused:
        if refused.code in NOT_OURS:
            raise UnsupportedType(NO_WORKBOOK, code=refused.code) from refused
        raise
    stem = name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    kept = safe_filename(f"{stem or '回答票'}.xlsx", default="回答票.xlsx")
    return Returned(kept, data, hashlib.sha256(data).hexdigest(), found)


def _read(data: bytes, asked: Round) -> Found:
    book = open_book(data, SheetLimits(rows=len(asked.questions) * 3 + SPARE_ROWS, columns=60))
    keys = keys_of(book.grid(KEYS)) if KEYS in book.names else {}
    reason = foreign(keys, asked)
    if reason is not None:
        raise Invalid(reason, code="workbook_foreign")
    if SHEET not in book.names:
        raise Invalid(f"シート「{SHEET}」がありません。シートの名前を「{SHEET}」に戻してください。", code="sheet_missing")
    shape = book.shape(SHEET)
    return read(book.grid(SHEET), asked, formulas=_places(shape.formulas), broken=_places(shape.broken))


def _places(addresses: Iterable[str]) -> list[tuple[int, int]]:
    return [cell_place(address) for address in addresses]
