"""Shapes of what opens a review ahead of its day."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Day, Identifier, Input, Output, Reason


class TriggerIn(Input):
    """What happened, and when: the review opens at once."""

    kind: Annotated[Identifier, Field(min_length=1)] = Field(
        description="契機の種類（方針セットの key）", examples=["ownership_change"]
    )
    label: Annotated[Reason, Field(min_length=1, max_length=500)] = Field(
        description="何があったか", examples=["代表者が交代し、親会社が変わった旨の届出があった。"]
    )
    happened_on: Day = Field(description="その日（知った日が別のときも、起きた日）")


class TriggerOut(Output):
    """What opened a review ahead of its day; settled by the decision of the round that follows."""

    id: UUID
    assessment_id: UUID
    kind: str
    kind_label: str = ""
    label: str
    source_noun: str
    source_id: UUID
    source_number: str
    happened_on: date
    raised_name: str
    settled_on: date | None
    settled_sheet_id: UUID | None
