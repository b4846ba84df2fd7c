"""A workbook that was looked through whole, and the cells of its sheets."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from python_calamine import CalamineError, CalamineWorkbook

from govapi.files.cells import clean
from govapi.files.inspect import OLE, office_refusal, unknown
from govapi.files.package import Fault, Limits, OfficePackage, PackageFault, open_office_package
from govapi.files.sheet_plain import Grid, TooWide, plain_grid
from govapi.files.sheet_scan import SheetShape, part_of_sheet, sheet_names, sheet_shapes
from govapi.kit.errors import Invalid, TooLarge, UnsupportedType

TEXTS = "xl/sharedStrings.xml"


@dataclass(frozen=True)
class SheetLimits:
    """`rows` and `columns` from A1; `characters` of all texts of a sheet together."""

    rows: int = 20_000
    columns: int = 200
    characters: int = 20_000_000
    package: Limits = field(default_factory=Limits)


class Book:
    """The sheets by name. Reading one raises Invalid or TooLarge with what to do."""

    def __init__(self, data: bytes, package: OfficePackage, limits: SheetLimits) -> None:
        self._data, self._package, self._limits = data, package, limits
        self._grids: dict[str, Grid | None] = {}

    @cached_property
    def names(self) -> Sequence[str]:
        """The names of the sheets, in their order, hidden ones too."""
        return sheet_names(self._package)

    def grid(self, name: str) -> Grid:
        """The values from A1, row by row."""
        plain = self._plain(name)
        return self._parsed(name) if plain is None else plain

    def _parsed(self, name: str) -> Grid:
        for shape in self._shapes.values():
            _check_shape(shape, self._limits)
        try:
            if name not in self._calamine.sheet_names:
                raise Invalid(f"シート「{name}」がありません。様式のシート名を変えずに登録してください。", code="sheet_missing")
            values = self._calamine.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except CalamineError as fault:
            raise office_refusal(PackageFault(Fault.CORRUPT)) from fault
        except BaseException as fault:
            raise _panic(fault) from fault
        return [[clean(value) for value in row] for row in values]

    def shape(self, name: str) -> SheetShape:
        """Where the sheet's broken cells and formulas stand, by address."""
        if self._plain(name) is not None:
            return SheetShape()
        return self._shapes.get(part_of_sheet(self._package, name) or "", SheetShape())

    def _plain(self, name: str) -> Grid | None:
        """The grid, when the sheet holds nothing but texts; else None."""
        if name not in self._grids:
            sheet, texts, most = self._package.cells.get(part_of_sheet(self._package, name) or ""), self._texts, self._limits
            try:
                self._grids[name] = (
                    None
                    if sheet is None or texts is None
                    else plain_grid(sheet, texts, rows=most.rows, columns=most.columns, characters=most.characters)
                )
            except TooWide:
                raise _too_large(most) from None
        return self._grids[name]

    @cached_property
    def _texts(self) -> list[str] | None:
        """The shared texts, when they are nothing but texts and lie where they always do."""
        part = self._package.cells.get(TEXTS)
        return part.texts() if part is not None else None

    @cached_property
    def _shapes(self) -> dict[str, SheetShape]:
        try:
            return sheet_shapes(self._package)
        except PackageFault as fault:
            raise office_refusal(fault) from fault

    @cached_property
    def _calamine(self) -> CalamineWorkbook:
        try:
            return CalamineWorkbook.from_object(io.BytesIO(self._data))
        except CalamineError as fault:
            raise office_refusal(PackageFault(Fault.CORRUPT)) from fault
        except BaseException as fault:
            raise _panic(fault) from fault


def open_book(data: bytes, limits: SheetLimits | None = None) -> Book:
    """Opens an xlsx after all of it was looked through. Raises Invalid, TooLarge or UnsupportedType with what to do."""
    limits = limits or SheetLimits()
    try:
        package = open_office_package(data, limits=limits.package)
    except PackageFault as fault:
        old = data.startswith(OLE)  # .xls, or locked with a password: there is more to say than that it cannot be opened
        raise (unknown(data) if old else office_refusal(fault)) from fault
    if package.kind != "xlsx":
        raise UnsupportedType("Excelブック（.xlsx）を登録してください。", code="file_kind")
    return Book(data, package, limits)


def _check_shape(shape: SheetShape, limits: SheetLimits) -> None:
    if shape.rows > limits.rows or shape.columns > limits.columns or shape.characters > limits.characters:
        raise _too_large(limits)


def _too_large(limits: SheetLimits) -> TooLarge:
    return TooLarge(
        f"表が大きすぎます。{limits.rows:,}行、{limits.columns}列以内にし、離れた場所にある不要なセルを消して保存し直してください。",
        code="sheet_too_large",
    )


def _panic(fault: BaseException) -> BaseException:
    """The reader's native code gave up (its class cannot be imported): the file is at fault. Anything else stays what it is."""
    return office_refusal(PackageFault(Fault.CORRUPT)) if type(fault).__name__ == "PanicException" else fault
