"""A workbook that people have filled in, a record a row: opening it, and gathering what was read and every fault by its cell."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Generic, TypeVar

from govapi.files.cells import Row
from govapi.files.headed_table import ZIP
from govapi.files.sheet_book import SheetLimits
from govapi.files.sheet_reader import read_csv_rows, read_rows
from govapi.files.sheet_scan import column_number
from govapi.kit.entry_sheet import EXAMPLE, Item, RowFault, plain
from govapi.kit.errors import FieldFault, Invalid, TooLarge
from govapi.kit.filenames import safe_filename

E = TypeVar("E")
NO_TABLE = "記入した様式を、Excelブック（.xlsx）又はCSV（UTF-8又はシフトJIS）として保存して選んでください。"
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]+)$")


@dataclass(frozen=True)
class EntryBook:
    """The rows of an uploaded workbook, the example left out, and the SHA-256 of the file."""

    rows: Sequence[Row]
    sha256: str
    name: str = ""


@dataclass
class Reading(Generic[E]):
    """The rows as they were understood, and every fault found so far."""

    rows: Mapping[int, Row]
    items: Mapping[str, Item]
    entries: list[E] = field(default_factory=list)
    faults: list[FieldFault] = field(default_factory=list)

    def add(self, faults: Iterable[RowFault]) -> None:
        """Adds what was found beyond the single cell."""
        self.faults += [self.rows[one.row][self.items[one.key].heading].fault(one.message) for one in faults]

    def sorted(self) -> list[FieldFault]:
        return in_order(self.faults)


def in_order(faults: Iterable[FieldFault]) -> list[FieldFault]:
    """The faults row by row, from the left; a cell that is at fault twice is told once, as it was first."""
    told: dict[str, FieldFault] = {}
    for fault in faults:
        told.setdefault(fault.pointer, fault)
    return sorted(told.values(), key=_place)


def open_entries(
    file: IO[bytes],
    name: str,
    sheet: str,
    headings: Sequence[str],
    *,
    mark: str,
    what: str,
    most_rows: int,
    most_bytes: int,
    csv: bool = False,
) -> EntryBook:
    """The rows to register: ``what`` (契約) they are, and the heading under which the example row is marked as one. ``csv``: the
    sheet may also be handed in as CSV.

    Raises Invalid, TooLarge or UnsupportedType for a file that cannot be read at all.
    """
    data = file.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise TooLarge(f"ファイルは{most_bytes // (1 << 20)}MB以下にしてください。行を分けて登録してください。")
    limits = SheetLimits(rows=most_rows * 3, columns=200)
    plain_text = csv and not data.startswith(ZIP)
    rows = (
        read_csv_rows(data, headings, limits, otherwise=NO_TABLE)
        if plain_text
        else read_rows(data, sheet, headings, limits=limits)
    )
    rows = [row for row in rows if plain(str(row[mark].value or "")) != EXAMPLE]
    if not rows:
        raise Invalid(
            f"登録する{what}がありません。シート「{sheet}」の見出しの下に、1行に1件ずつ記入してください。", code="intake_empty"
        )
    if len(rows) > most_rows:
        raise Invalid(
            f"一度に登録できるのは{most_rows:,}件までです（{len(rows):,}件あります。）。ファイルを分けてください。",
            code="intake_too_many",
        )
    return EntryBook(rows, hashlib.sha256(data).hexdigest(), safe_filename(name))


def refuse(faults: Sequence[FieldFault], most: int) -> None:
    """Raises Invalid with the first ``most`` faults, how many there are and what to do; nothing when there are none."""
    if not faults:
        return
    shown = f"初めの{most}件を示します。" if len(faults) > most else ""
    raise Invalid(
        f"ファイルに{len(faults):,}件の誤りがあるため、何も登録していません。{shown}示したセルを直して、もう一度登録してください。",
        code="intake_faults",
        errors=faults[:most],
    )


def _place(fault: FieldFault) -> tuple[int, int]:
    found = _PLACE.search(fault.pointer)
    return (int(found[2]), column_number(found[1])) if found else (0, 0)
