"""Shapes of the preferences and notices at the doors."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from govapi.duties.preferences.rules import Delivery
from govapi.edge.shapes import Input, Output


class PreferenceIn(Input):
    """How one wants to be told by mail."""

    delivery: Delivery = Field(
        description="digest（１日１通）、each（１件ごと）又は none（メールなし）。上司への通知は、常に届く"
    )


class PreferenceOut(Output):
    """How one is told by mail."""

    delivery: Delivery
    delivery_label: str = Field(examples=["１日１通にまとめる"])
    version: int


class NoticeOut(Output):
    """What one was told of a duty."""

    id: UUID
    duty_id: UUID
    stage: str = Field(examples=["before_7"])
    stage_label: str = Field(examples=["期限の7日前"])
    title: str
    due_on: date
    mailed: bool = Field(description="メールを作成したか（送信の可否は、メールサーバーによる）")
    created_at: datetime
