"""Shapes of the import at the doors."""

from typing import Self
from uuid import UUID

from litestar.datastructures import UploadFile
from pydantic import ConfigDict, Field

from govapi.edge.shapes import Input, Output
from govapi.kit.errors import FieldFault


class IntakeIn(Input):
    """The workbook, filled in."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    file: UploadFile


class CellFaultOut(Output):
    """A fault with its cell: ``/移行登録/B7``, and what to do."""

    pointer: str
    message: str


class CellLine(Output):
    """A fault as a line of a table: the cell, its column, and what to do."""

    address: str
    heading: str
    sentence: str

    @classmethod
    def of(cls, fault: FieldFault) -> Self:
        """Of a fault that ``Cell.fault`` wrote: 「セルB7（件名）：…」."""
        place, _, sentence = fault.message.partition("：")
        heading = place.partition("（")[2].removesuffix("）")
        return cls(address=fault.pointer.rpartition("/")[2], heading=heading, sentence=sentence)


class IntakeCheckOut(Output):
    """What would happen: nothing is stored."""

    rows: int = Field(description="読み取った契約の件数（記入例を除く）")
    new_contractors: int = Field(description="新しく登録する委託先の数")
    fault_count: int
    faults: list[CellFaultOut] = Field(description="誤り（行の順に200件まで）")


class IntakeRowOut(Output):
    """A contract that was registered, and the row it came from."""

    row: int
    id: UUID
    number: str
    title: str
    status: str


class IntakeOut(Output):
    """移行登録の結果."""

    number: str
    sha256: str
    rows: int
    new_contractors: int
    contracts: list[IntakeRowOut]
