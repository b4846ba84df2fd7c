"""Shapes of the services at the doors."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from govapi.edge.shapes import Day, Input, Output, Reason, RequiredLine

TermsAddress = Annotated[
    str,
    StringConstraints(max_length=500, strip_whitespace=True, pattern=r"^(https?://[^\s<>\"]+)?$"),
    Field(examples=["https://service.example/terms"], description="約款のURL"),
]


class SnsServicePatch(Input):
    """The fields to change; those left out stay as they are."""

    label: RequiredLine | None = Field(default=None, description="サービスの名称")
    terms_url: TermsAddress | None = None
    remark: Reason | None = None


class TermsReadIn(Input):
    """The terms were read: on which day, and what was noticed."""

    checked_on: Day | None = Field(default=None, description="確かめた日（省くと今日）")
    terms_url: TermsAddress | None = Field(default=None, description="約款のURL（省くと登録されているもの）")
    note: Annotated[Reason, StringConstraints(min_length=1)] = Field(description="確かめた結果")


class SnsServiceOut(Output):
    """A social media service as the town uses it. ``running``: accounts in use or paused."""

    id: UUID
    platform: str
    label: str
    running: int = Field(default=0, description="運用中又は休止のアカウントの数")
    terms_url: str
    terms_checked_on: date | None
    terms_checked_name: str
    terms_note: str
    terms_due_on: date | None = Field(default=None, description="次に約款を確かめる期限。使っていないサービスは null")
    remark: str
    version: int
    created_at: datetime
