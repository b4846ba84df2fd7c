"""Shapes of the written judgements at the doors."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from govapi.cloud_services.judgements.rules import KINDS, Kind, said_label
from govapi.edge.shapes import Day, Flag, Input, Output, Prose

Reasoning = Annotated[Prose, StringConstraints(min_length=1)]


class JudgementIn(Input):
    """A judgement to put in writing. ``acceptable``: no disclosure is to be feared, or the service is safe enough."""

    kind: Kind = Field(description="判断の種類")
    acceptable: Flag = Field(description="おそれがない、又は利用できると判断したか")
    text: Reasoning = Field(description="判断の内容と理由")
    judged_on: Day | None = Field(default=None, description="判断した日（省くと今日）")
    valid_until: Day | None = Field(default=None, description="判断が効力を有する最後の日（省くと本市の定めた期間）")


class JudgementOut(Output):
    """A judgement. ``holds``: it is the newest of its kind and has not run out."""

    id: UUID
    service_id: UUID
    kind: Kind
    kind_label: str = ""
    acceptable: bool
    said_label: str = ""
    text: str
    judged_on: date
    valid_until: date
    judged_name: str
    judged_post: str
    holds: bool = False
    created_at: datetime

    def model_post_init(self, _context: object) -> None:
        self.kind_label = KINDS[self.kind]
        self.said_label = said_label(self.kind, acceptable=self.acceptable)
