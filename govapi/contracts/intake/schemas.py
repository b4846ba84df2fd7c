"""Shapes of the import at the doors."""

from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import CellFaultOut, Output


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
