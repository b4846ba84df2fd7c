"""Shapes of the calendar feeds at the doors."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Input, Line, Output


class FeedIn(Input):
    """A new address."""

    label: Annotated[Line, Field(max_length=100)] = Field(default="", description="使う場所（Outlook 等）")


class CalendarFeedOut(Output):
    """An address in use. The address itself is never shown again."""

    id: UUID
    label: str
    created_at: datetime
    version: int


class CalendarFeedCreated(CalendarFeedOut):
    """A new address, shown this once."""

    url: str = Field(description="予定表に登録する秘密のアドレス（表示は一度だけ）")
