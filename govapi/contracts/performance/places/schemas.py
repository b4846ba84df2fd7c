"""Shapes of the places of work at the doors."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from govapi.contracts.performance.places.rules import KINDS, Kind
from govapi.edge.shapes import Day, Input, Line, Output, Reason, RequiredLine


class PlaceIn(Input):
    """作業場所の届出."""

    kind: Kind
    name: RequiredLine = Field(description="事業所又はサービスの名称")
    address: Line = Field(default="", description="所在地（クラウドサービスでは、データを保存する国又は地域）")
    work: Line = Field(default="", description="その場所で行う作業")
    starts_on: Day
    ends_on: Day | None = Field(default=None, description="使用の最後の日（定まらないときは省く）")
    notified_on: Day = Field(description="届出を受けた日")
    reason: Reason = Field(default="", description="変更の理由")


class EndPlaceIn(Input):
    """作業場所の廃止の届出."""

    ends_on: Day = Field(description="使用の最後の日")
    notified_on: Day
    reason: Annotated[Reason, StringConstraints(min_length=1)]


class PlaceOut(Output):
    id: UUID
    contract_id: UUID
    kind: Kind
    kind_label: str = ""
    name: str
    address: str
    work: str
    starts_on: date
    ends_on: date | None
    in_use: bool = Field(default=False, description="今日使われているか")
    notified_on: date
    reason: str
    end_notified_on: date | None
    end_reason: str
    recorded_name: str
    version: int
    created_at: datetime

    def model_post_init(self, _context: object) -> None:
        self.kind_label = KINDS[self.kind]
