"""Shapes of the regular reports at the doors."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from govapi.edge.shapes import Day, Flag, Input, Output, Reason, Remark

Sha256 = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$", max_length=64)]


class ReportIn(Input):
    """定期報告 as it came. ``period_from`` names the period: one of those of the schedule that are waited for."""

    period_from: Day = Field(description="報告の対象期間の初日（予定のいずれか）")
    received_on: Day
    summary: Remark = ""
    security_ok: Flag = Field(description="情報セキュリティ対策の実施状況に問題がないか")
    security_note: Reason = Field(default="", description="問題があるときは、その内容")
    had_incident: Flag = Field(default=False, description="期間中の事故の有無")
    staff_changed: Flag = Field(default=False, description="従事者の変更の有無")
    file_sha256: Sha256 = Field(default="", description="この契約に添付した報告書のファイル")


class ReportPatch(Input):
    """The fields of a recorded report to correct; those left out stay as they are."""

    received_on: Day | None = None
    summary: Remark | None = None
    security_ok: Flag | None = None
    security_note: Reason | None = None
    had_incident: Flag | None = None
    staff_changed: Flag | None = None
    file_sha256: Sha256 | None = None


class ReportOut(Output):
    id: UUID
    contract_id: UUID
    period_from: date
    period_to: date
    due_on: date
    received_on: date
    late: bool = Field(default=False, description="期限に遅れて受けたか")
    summary: str
    security_ok: bool
    security_note: str
    had_incident: bool
    staff_changed: bool
    file_sha256: str
    recorded_name: str
    version: int
    created_at: datetime


class ExpectedOut(Output):
    """A period of the schedule: received, late, due (its period is over), running or ahead."""

    period_from: date
    period_to: date
    due_on: date
    state: Literal["received", "late", "due", "running", "ahead"]
    state_label: str
    report_id: UUID | None


class ScheduleOut(Output):
    """定期報告の予定: which rule of the town applies, and every period of the term."""

    rule_key: str | None = Field(description="方針セットの規則（報告を要しないときは null）")
    rule_label: str
    items: list[ExpectedOut]


class CorrectionFormIn(Input):
    """What the page of a correction sends: every field, an empty one emptied."""

    received_on: Day
    summary: Remark = ""
    security_ok: Flag
    security_note: Reason = ""
    had_incident: Flag = False
    staff_changed: Flag = False


class ReportFormIn(CorrectionFormIn):
    """What the page of a receipt sends; the file comes beside it."""

    period_from: Day
    file: object = None
