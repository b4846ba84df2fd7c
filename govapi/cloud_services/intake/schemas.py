"""Shapes of the import at the doors."""

from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import CellFaultOut, Output


class UseIntakeCheckOut(Output):
    """What would happen: nothing is stored."""

    rows: int = Field(description="読み取った利用の件数（記入例を除く）")
    new_services: int = Field(description="新しく登録するサービスの数")
    new_contractors: int = Field(description="新しく登録する委託先（提供者）の数")
    fault_count: int
    faults: list[CellFaultOut] = Field(description="誤り（行の順に200件まで）")


class UseIntakeRowOut(Output):
    """A use that was registered, and the row it came from. ``open_points`` became duties of the section."""

    row: int
    id: UUID
    number: str
    title: str
    service_id: UUID
    status: str
    open_points: int = Field(description="期限のある仕事とした事項の数")


class UseIntakeOut(Output):
    """移行登録の結果."""

    number: str
    sha256: str
    rows: int
    new_services: int
    new_contractors: int
    uses: list[UseIntakeRowOut]
