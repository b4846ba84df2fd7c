"""Shapes of the import at the doors."""

from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import CellFaultOut, Output


class SnsIntakeCheckOut(Output):
    """What would happen: nothing is stored."""

    rows: int = Field(description="読み取ったアカウントの件数（記入例を除く）")
    without_officer: int = Field(description="責任者の職が記入されていないアカウントの数")
    fault_count: int
    faults: list[CellFaultOut] = Field(description="誤り（行の順に200件まで）")


class SnsIntakeRowOut(Output):
    """An account that was registered, and the row it came from. ``open_points`` became duties of the section."""

    row: int
    id: UUID
    number: str
    name: str
    status: str
    open_points: int = Field(description="期限のある仕事とした事項の数")


class SnsIntakeOut(Output):
    """移行登録の結果."""

    number: str
    sha256: str
    rows: int
    accounts: list[SnsIntakeRowOut]
