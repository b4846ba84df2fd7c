"""Shapes of the unapproved uses at the doors."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from govapi.cloud_services.unapproved.rules import OUTCOMES
from govapi.edge.shapes import Day, Flag, Identifier, Input, Output, Reason, RequiredLine
from govapi.workflow.shapes import AvailableOut

Status = Literal["found", "stopping", "applying", "reported", "closed"]
HowFound = Annotated[Reason, Field(min_length=1, max_length=1000)]


class UnapprovedUseIn(Input):
    """承認のない利用の発見. Without a service of the register, its name is enough; without a deadline fourteen days count."""

    department_id: UUID = Field(description="利用していた課の id")
    service_id: UUID | None = Field(default=None, description="台帳に登録のあるサービスの id")
    service_name: RequiredLine
    found_on: Day
    how_found: HowFound = Field(description="発見の経緯（通信記録の点検、職員の申出など）")
    purpose: Reason = ""
    information: Reason = Field(default="", description="入力し、又は保存した情報の種類と件数。個人の情報そのものは書かない。")
    class_code: Identifier | None = Field(default=None, description="入力した情報の分類。不明のときは null")
    personal: Flag = Field(default=False, description="個人情報が含まれる")
    deadline: Day | None = None


class UnapprovedUsePatch(Input):
    """The fields to change until it is closed; those left out stay as they are."""

    service_id: UUID | None = None
    service_name: RequiredLine | None = None
    found_on: Day | None = None
    how_found: HowFound | None = None
    purpose: Reason | None = None
    information: Reason | None = None
    class_code: Identifier | None = None
    personal: Flag | None = None


class InstructionIn(Input):
    """利用の停止又は申請の指示: what is to be done, and by when. Without a deadline fourteen days count from today."""

    instruction: Annotated[Reason, Field(min_length=1)]
    deadline: Day | None = None


class ReportIn(Input):
    """使用した課の報告: what was done. ``use_id`` is the application that was made afterwards."""

    report: Annotated[Reason, Field(min_length=1)]
    stopped_on: Day | None = Field(default=None, description="利用を停止した日")
    data_removed_on: Day | None = Field(default=None, description="入力した情報を消去した日")
    use_id: UUID | None = Field(default=None, description="事後に申請した利用の id")
    prevention: Reason = Field(default="", description="再発防止のための措置")


class UnapprovedUseRow(Output):
    """An unapproved use in a list."""

    id: UUID
    number: str
    status: Status
    status_label: str = ""
    late: bool = Field(default=False, description="対応の期限が過ぎているか")
    outcome: Literal["", "removed", "approved", "no_use"]
    outcome_label: str = ""
    service_id: UUID | None
    service_name: str
    department_id: UUID
    section_name: str = ""
    found_on: date
    class_code: str | None
    class_label: str = ""
    personal: bool
    deadline: date
    version: int
    created_at: datetime

    def model_post_init(self, _context: object) -> None:
        self.outcome_label = OUTCOMES[self.outcome] if self.outcome else ""


class UnapprovedUseOut(UnapprovedUseRow):
    """An unapproved use with what this caller may do."""

    how_found: str
    purpose: str
    information: str
    recorded_name: str
    turn: int
    instruction: str
    instructed_at: datetime | None
    use_id: UUID | None
    use_number: str = ""
    stopped_on: date | None
    data_removed_on: date | None
    report: str
    prevention: str
    reported_name: str
    reported_at: datetime | None
    close_note: str
    closed_name: str
    closed_at: datetime | None
    incident_suggested: bool = Field(
        default=False, description="個人情報が入力されていたため、事故としての記録を要するか確かめるべきか"
    )
    available_actions: list[AvailableOut] = Field(default_factory=list)
