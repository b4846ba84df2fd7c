"""Shapes of the matches of services and entries at the doors."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from govapi.cloud_services.registrations.rules import State
from govapi.edge.shapes import Flag, Input, Output, Prose
from govapi.workflow.shapes import AvailableOut

Status = Literal["proposed", "confirmed", "refused"]


class MatchIn(Input):
    """An entry that a person proposes for a service."""

    service_id: UUID
    registration_id: UUID


class ConfirmIn(Input):
    """The word of the person who confirms."""

    covers_use: Flag = Field(
        description="登録の対象範囲が、本市の利用するサービス及び機能を含むことを確かめた（true に限る。）", examples=[True]
    )
    remark: Annotated[Prose, StringConstraints(min_length=1)] = Field(
        description="対象範囲のどの部分が、本市の利用を含むか", examples=["言明の対象範囲に、利用する機能が全て含まれる。"]
    )


class MatchOut(Output):
    """Whether an entry of a published list is a service of the town."""

    id: UUID
    number: str = Field(description="登録番号")
    status: Status
    status_label: str = ""
    service_id: UUID
    service_name: str = ""
    registration_id: UUID
    registry_key: str = ""
    registry_label: str = ""
    registered_name: str = Field(default="", description="一覧のサービス名")
    registered_provider: str = Field(default="", description="一覧の事業者名")
    scope: str = Field(default="", description="登録の対象範囲")
    expires_on: date | None = None
    state: State = "registered"
    state_label: str = ""
    because: str = Field(description="候補とした理由")
    remark: str = Field(description="確認した内容、又は対応しないとした理由")
    changed_since: list[str] = Field(default_factory=list, description="確認の後に一覧で変わった欄")
    decided_name: str
    decided_at: datetime | None
    version: int
    created_at: datetime
    available_actions: list[AvailableOut] = Field(default_factory=list)
