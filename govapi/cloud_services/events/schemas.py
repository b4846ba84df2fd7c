"""Shapes of the events of a service and of the answers for its uses."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from govapi.cloud_services.events.rules import KINDS, RESULTS, Kind, Result
from govapi.edge.shapes import Day, Input, Output, Prose, Reason, RequiredLine


class CloudEventIn(Input):
    """サービスの変化. Without ``answer_by``: 3 days for an incident, 7 for a suspension, 30 for the rest."""

    kind: Kind
    title: RequiredLine
    content: Annotated[Prose, Field(min_length=1)]
    known_on: Day = Field(description="本市が知った日")
    effective_on: Day | None = Field(default=None, description="変化が生ずる（生じた）日")
    answer_by: Day | None = Field(default=None, description="利用している課の回答の期限")
    terms_id: UUID | None = Field(default=None, description="変更後の約款の記録の id")


class ResponseIn(Input):
    """利用ごとの対応: what the section that uses the service does about it, and why."""

    result: Result
    note: Annotated[Reason, Field(min_length=1)]


class EventAnswerIn(ResponseIn):
    """The same, saying which event is answered."""

    event_id: UUID


class EventAnswerOut(Output):
    id: UUID
    event_id: UUID
    event_number: str = ""
    event_title: str = ""
    kind: Kind = "other"
    kind_label: str = ""
    answer_by: date | None = None
    use_id: UUID
    use_number: str = ""
    use_title: str = ""
    section_name: str = ""
    result: Literal["", "continue", "change", "stop"]
    result_label: str = ""
    note: str
    answered_on: date | None
    answered_name: str
    wanted: bool = Field(default=False, description="回答が要るか（回答がなく、利用が続いている）")
    late: bool = Field(default=False, description="回答の期限が過ぎているか")
    may_answer: bool = Field(default=False, description="この利用者が回答できるか")

    def model_post_init(self, _context: object) -> None:
        self.result_label = RESULTS[self.result] if self.result else ""


class CloudEventRow(Output):
    """An event in a list, with how many uses have answered."""

    id: UUID
    number: str
    service_id: UUID
    kind: Kind
    kind_label: str = ""
    title: str
    known_on: date
    effective_on: date | None
    answer_by: date
    asked: int = Field(default=0, description="回答を求めた利用の数")
    answered: int = Field(default=0, description="回答した利用の数")
    version: int
    created_at: datetime

    def model_post_init(self, _context: object) -> None:
        self.kind_label = KINDS[self.kind]


class CloudEventOut(CloudEventRow):
    """An event with the answers of the uses this caller may see."""

    content: str
    terms_id: UUID | None
    recorded_name: str
    answers: list[EventAnswerOut] = Field(default_factory=list)
