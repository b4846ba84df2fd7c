"""Cells read from a workbook, and their meaning: every fault names the cell (B7)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from govapi.kit.errors import FieldFault, Invalid
from govapi.kit.japan.era import parse_date_ja

CellValue = str | int | Decimal | bool | date | datetime | time | None
_AMOUNT_NOISE = re.compile(r"[,\s円¥\\]")


@dataclass(frozen=True)
class Cell:
    sheet: str
    address: str
    heading: str
    value: CellValue

    def fault(self, message: str) -> FieldFault:
        """The message with the cell in front of it; the pointer is /sheet/B7."""
        return FieldFault(f"/{_pointer(self.sheet)}/{self.address}", f"セル{self.address}（{self.heading}）：{message}")

    def refuse(self, message: str) -> Invalid:
        """One fault as a refusal; whoever reads many rows catches it and gathers its `errors`."""
        fault = self.fault(message)
        return Invalid(fault.message, errors=[fault])


@dataclass(frozen=True)
class Row:
    """`number` as Excel shows it, 1 for the first row; `cells` by heading."""

    number: int
    cells: dict[str, Cell]

    def __getitem__(self, heading: str) -> Cell:
        return self.cells[heading]


def clean(value: str | float | bool | date | time | timedelta) -> CellValue:
    """A value as Excel keeps it → as people mean it: whole numbers int, others Decimal, midnight a date."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else Decimal(repr(value))
    if isinstance(value, datetime) and value.time() == time(0):
        return value.date()
    if isinstance(value, timedelta):
        return Decimal(value / timedelta(days=1)).normalize()
    if isinstance(value, str) and not value.strip():
        return None
    return value


def as_text(cell: Cell, *, required: bool = False, narrow: bool = False) -> str:
    """The text without outer spaces; "" for an empty cell. `narrow` turns full width into half width (NFKC):
    for codes and numbers only, never for names. Raises Invalid."""
    value = _present(cell, required)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    text = "" if value is None else str(value).strip()
    return unicodedata.normalize("NFKC", text) if narrow else text


def as_date(cell: Cell, *, required: bool = False) -> date | None:
    """A date cell, or a text that parse_date_ja reads. Raises Invalid."""
    value = _present(cell, required)
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise cell.refuse("日付で入力してください。")
    try:
        return parse_date_ja(value)
    except ValueError as fault:
        raise cell.refuse(str(fault)) from fault


def as_decimal(cell: Cell, *, required: bool = False) -> Decimal | None:
    """A number, or a text such as １，９８０円 or △５. Raises Invalid."""
    value = _present(cell, required)
    if value is None:
        return None
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str):
        plain = _AMOUNT_NOISE.sub("", unicodedata.normalize("NFKC", value))
        plain = re.sub("^[△▲−]", "-", plain)
        if re.fullmatch(r"-?[0-9]{1,30}(\.[0-9]{1,10})?", plain):
            return Decimal(plain)
    raise cell.refuse("数字で入力してください。")


def as_integer(cell: Cell, *, required: bool = False) -> int | None:
    """As as_decimal(), without a fraction. Raises Invalid."""
    number = as_decimal(cell, required=required)
    if number is None:
        return None
    try:
        whole = int(number.to_integral_exact())
    except InvalidOperation:
        raise cell.refuse("桁数が多すぎます。数字を確かめてください。") from None
    if whole != number:
        raise cell.refuse("整数で入力してください。")
    return whole


def _present(cell: Cell, required: bool) -> CellValue:
    if required and cell.value is None:
        raise cell.refuse("入力してください。")
    return cell.value


def _pointer(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
