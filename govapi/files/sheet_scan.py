"""What a reader would have to hold in memory, found before it reads: the size of each sheet, and its broken cells.

A file of a few KB can claim a cell in the last row and column, or repeat one long text a million times.
"""

import contextlib
import re
from dataclasses import dataclass, field
from xml.parsers import expat

from govapi.files.package import Fault, OfficePackage, PackageFault
from govapi.files.xml_scan import scan_xml

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MAX_NAMED = 50


@dataclass
class SheetShape:
    """Extent from A1 to the last filled cell; `characters` of all texts; `broken` addresses show an error
    (#REF!) or a formula without a result; `formulas` hold a formula, whatever its result."""

    rows: int = 0
    columns: int = 0
    characters: int = 0
    broken: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)


class _SheetScanner:
    def __init__(self, text_lengths: list[int]) -> None:
        self.shape = SheetShape()
        self._lengths = text_lengths
        self._row = 0
        self._column = 0
        self._cell: dict[str, str] = {}
        self._value: list[str] = []
        self._has = {"f": False, "v": False}
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._value.append

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "row":
            self._row = _number(attributes.get("r")) or self._row + 1
            self._column = 0
        elif local == "c":
            self._column += 1
            self._cell = attributes
            self._has = {"f": False, "v": False}
            if place := _ADDRESS.fullmatch(attributes.get("r", "").upper()):
                self._row, self._column = int(place[2]), column_number(place[1])
        elif local in ("v", "is"):
            self._has["v"] = True
        elif local == "f":
            self._has["f"] = True
        self._value.clear()

    def _end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        text = "".join(self._value)
        self._value.clear()
        if local == "v" and self._cell.get("t") == "s":
            index = _number(text)
            self.shape.characters += self._lengths[index] if index < len(self._lengths) else 0
        elif local in ("v", "t"):
            self.shape.characters += len(text)
        elif local == "c":
            self._finish_cell()

    def _finish_cell(self) -> None:
        if self._has["v"]:
            self.shape.rows = max(self.shape.rows, self._row)
            self.shape.columns = max(self.shape.columns, self._column)
        broken = self._cell.get("t") == "e" or (self._has["f"] and not self._has["v"])
        if broken and len(self.shape.broken) < _MAX_NAMED:
            self.shape.broken.append(f"{column_name(self._column)}{self._row}")
        if self._has["f"] and len(self.shape.formulas) < _MAX_NAMED:
            self.shape.formulas.append(f"{column_name(self._column)}{self._row}")


class _TextScanner:
    """Lengths of the shared texts, in order."""

    def __init__(self) -> None:
        self.lengths: list[int] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.CharacterDataHandler = self._text

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "si":
            self.lengths.append(0)

    def _text(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)


def sheet_shapes(package: OfficePackage) -> dict[str, SheetShape]:
    """Shape of each worksheet by the name of its part, whether the workbook mentions it or not."""
    roots = {name: _root(package.read(name)) for name in package.names if name.lower().endswith(".xml")}
    texts = [name for name, root in roots.items() if root == "sst"]
    if len(texts) > 1:
        raise PackageFault(Fault.CORRUPT, texts[1])
    text_scanner = _TextScanner()
    for name in texts:
        text_scanner.parser.Parse(package.read(name), True)
    shapes: dict[str, SheetShape] = {}
    for name, root in roots.items():
        if root == "worksheet":
            scanner = _SheetScanner(text_scanner.lengths)
            scanner.parser.Parse(package.read(name), True)
            shapes[name] = scanner.shape
    return shapes


def sheet_names(package: OfficePackage) -> list[str]:
    """The names of the sheets, in their order."""
    try:
        book = package.read("xl/workbook.xml")
    except KeyError:
        return []
    return [e.get("name", "") for e in scan_xml([book], want=("sheet",)).elements]


def part_of_sheet(package: OfficePackage, sheet: str) -> str | None:
    """The part in which a sheet of this name stands."""
    try:
        book, links = package.read("xl/workbook.xml"), package.read("xl/_rels/workbook.xml.rels")
    except KeyError:
        return None
    keys = [e.get("id") for e in scan_xml([book], want=("sheet",)).elements if e.get("name") == sheet]
    for link in scan_xml([links], want=("Relationship",)).elements:
        if link.get("Id") in keys:
            target = link.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return None


def cell_place(address: str) -> tuple[int, int]:
    """Row and column from 0: B7 → (6, 1)."""
    letters = address.rstrip("0123456789")
    return int(address.removeprefix(letters)) - 1, column_number(letters) - 1


def column_number(name: str) -> int:
    """A → 1, XFD → 16384."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def column_name(number: int) -> str:
    """1 → A, 16384 → XFD."""
    name = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def _root(data: bytes) -> str:
    found: list[str] = []

    class _Enough(Exception):
        pass

    def start(name: str, _attributes: dict[str, str]) -> None:
        found.append(name.rpartition(":")[2])
        raise _Enough

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    with contextlib.suppress(_Enough):
        parser.Parse(data, True)
    return found[0] if found else ""


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
