"""Shapes of the changes at the doors."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from govapi.edge.shapes import Input, Output, Reason, RequiredLine
from govapi.sns_accounts.schemas import PlanPatch
from govapi.workflow.shapes import AvailableOut

Status = Literal["draft", "in_approval", "made", "refused", "withdrawn"]
Because = Annotated[Reason, StringConstraints(min_length=1)]


class SnsChangePatch(Input):
    """The fields of a draft to change; ``changes`` replaces all proposed values."""

    title: RequiredLine | None = Field(default=None, description="件名")
    reason: Because | None = Field(default=None, description="変更の理由")
    changes: PlanPatch | None = Field(default=None, description="変更後の内容（変更しない項目は省く）")


class SnsChangeIn(SnsChangePatch):
    """A change to apply for."""

    title: RequiredLine = Field(description="件名")
    reason: Because = Field(description="変更の理由")
    changes: PlanPatch = Field(description="変更後の内容（変更しない項目は省く）")


class DifferenceOut(Output):
    """A field as it stands (or stood) and as it is proposed, in words."""

    field: str
    label: str
    before: str
    after: str


class SnsChangeRow(Output):
    """A change in a list."""

    id: UUID
    number: str
    status: Status
    status_label: str = ""
    returned: bool
    account_id: UUID
    account_number: str = ""
    account_name: str = ""
    title: str
    department_id: UUID
    decided_on: date | None
    version: int
    created_at: datetime


class SnsChangeOut(SnsChangeRow):
    """A change with everything its reader may see and do."""

    reason: str
    changes: dict[str, Any] = Field(default_factory=dict, description="変更後の内容")
    differences: list[DifferenceOut] = Field(default_factory=list)
    missing: list[str] = Field(default_factory=list, description="申請するまでに要ること")
    requested_at: datetime | None
    decided_by_name: str
    decided_by_post: str
    policy_version: int
    available_actions: list[AvailableOut] = Field(default_factory=list)
