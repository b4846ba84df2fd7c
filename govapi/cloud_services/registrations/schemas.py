"""Shapes of the published lists and their entries at the doors."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from litestar.datastructures import UploadFile
from pydantic import ConfigDict, Field

from govapi.cloud_services.registrations.rules import State
from govapi.edge.shapes import CellFaultOut, Day, Identifier, Input, Output


class ListIn(Input):
    """A published list to take in."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    registry: Identifier = Field(description="一覧の種類（方針セットの key）", examples=["ismap"])
    fetched_on: Day = Field(description="一覧を取得した日", examples=["2026-11-24"])
    file: UploadFile
    gone_accepted: Literal["", "yes"] = Field(
        default="", description="掲載のなくなる登録が多くても取り込むとき yes（一覧の一部だけのファイルでないことを確かめた。）"
    )


class RegistrationOut(Output):
    """An entry of a published list."""

    id: UUID
    registry_key: str
    registry_label: str = ""
    number: str
    service_name: str
    provider_name: str
    registered_on: date | None
    expires_on: date | None
    scope: str
    auditor: str
    audit_period: str
    state: State
    state_label: str = Field(default="", description="今日の状態")
    state_text: str = Field(description="一覧の記載")
    state_on: date = Field(description="本市がその状態を知った日")
    first_fetched_on: date
    fetched_on: date = Field(description="掲載を最後に確かめた一覧の取得日")
    gone_on: date | None = Field(description="掲載のないことが分かった一覧の取得日")
    valid: bool = Field(default=False, description="今日、有効な登録かどうか")
    counts: bool = Field(default=False, description="利用の可否の規則で「登録あり」とする一覧かどうか")
    version: int


class LineFaultOut(CellFaultOut):
    """A fault or a word of caution with its cell: ``/シート/B7``."""


class ConcernedOut(Output):
    """A service whose registration the list takes away, and how many uses in force are concerned."""

    service_id: UUID
    service_name: str
    number: str
    registration_number: str
    uses: int


class ListCheckOut(Output):
    """What taking the list in would do: nothing is stored."""

    rows: int
    added: int
    changed: int
    renamed: int = Field(description="変更のうち、サービス名又は事業者名が変わるもの")
    returned: int = Field(description="再び掲載されたもの")
    gone: int = Field(description="掲載がなくなるもの")
    many_gone: bool = Field(description="掲載のなくなるものが多く、gone_accepted がなければ取り込めない")
    warning_count: int
    warnings: list[LineFaultOut]
    fault_count: int
    faults: list[LineFaultOut]
    concerned: list[ConcernedOut] = Field(description="登録が失われるサービス")


class ListOut(Output):
    """A list that was taken in, and what it changed."""

    id: UUID
    number: str
    registry_key: str
    registry_label: str = ""
    fetched_on: date
    filename: str
    sha256: str
    rows: int
    added: int
    changed: int
    returned: int
    gone: int
    warnings: list[LineFaultOut]
    imported_name: str
    version: int
    created_at: datetime
