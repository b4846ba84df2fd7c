"""Shapes of inspections, handed items and their proofs at the doors."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from govapi.contracts.closing.rules import INSPECTIONS, InspectionKind
from govapi.edge.shapes import Day, Flag, Identifier, Input, Line, Output, Reason, RequiredLine

Sha256 = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$", max_length=64)]
Key = Annotated[Identifier, Field(min_length=1)]


class InspectionIn(Input):
    """検査調書. Only a 完了検査 that passed lets the contract end."""

    kind: InspectionKind = "final"
    inspected_on: Day
    passed: Flag
    security_kept: Flag = Field(description="情報セキュリティ要件が守られていたか")
    remark: Reason = ""


class InspectionOut(Output):
    id: UUID
    kind: InspectionKind
    kind_label: str = ""
    inspected_on: date
    inspector_name: str
    passed: bool
    security_kept: bool
    remark: str
    created_at: datetime

    def model_post_init(self, _context: object) -> None:
        self.kind_label = INSPECTIONS[self.kind]


class HandedItemIn(Input):
    """渡した情報: what, on which medium (paper, cloud and leased equipment too), of which class, when."""

    description: RequiredLine
    medium: Key
    class_code: Key
    handed_on: Day


class MethodOut(Output):
    """A method that proves the end of an item, and what must be shown with it."""

    key: str
    label: str
    kind: str
    note: str
    certificate: bool
    log_or_photo: bool
    staff_attends: bool


class HandedItemOut(Output):
    id: UUID
    description: str
    medium: str
    medium_label: str = ""
    class_code: str
    class_label: str = ""
    handed_on: date | None
    recorded_name: str
    proven: bool = False
    method: str
    method_label: str = ""
    done_on: date | None
    done_by: str
    attended_by: str
    certificate_sha256: str
    log_sha256: str
    confirmed_name: str
    confirmed_on: date | None
    methods: list[MethodOut] = Field(default_factory=list, description="この媒体と分類に使える方法")
    version: int
    created_at: datetime


class ProveIn(Input):
    """返却又は消去の証明. The files are those handed in under /files, named by their SHA-256."""

    method: Key
    done_on: Day
    done_by: RequiredLine = Field(description="返却又は消去を行った者")
    attended_by: Line = Field(default="", description="立ち会った職員")
    certificate_sha256: Sha256 = ""
    log_sha256: Sha256 = ""


class ProveFormIn(ProveIn):
    """The proof as the page sends it: files chosen there are read before the form is bound."""

    certificate_file: object = None
    log_file: object = None


class NothingHandedIn(Input):
    """「渡した情報はない」: why that is so."""

    reason: Annotated[Reason, Field(min_length=1)]


class NothingHandedOut(Output):
    id: UUID
    said_name: str
    said_on: date
    reason: str


class TerminationOut(Output):
    """A proposal to end the contract early, and what became of it."""

    id: UUID
    status: str
    status_label: str = ""
    ground: str
    terminated_on: date
    reason: str
    proposed_name: str
    decided_on: date | None
    created_at: datetime

    def model_post_init(self, _context: object) -> None:
        self.status_label = {"proposed": "回議中", "decided": "決裁済", "dropped": "取りやめ"}[self.status]
