"""Shapes of the designations at the doors."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Day, Input, Line, Output
from govapi.sns_accounts.officers.rules import Level, Role


class SnsOfficerIn(Input):
    """Which post answers for an account or a service, from which day on. Who holds the post follows from the appointments (発令)."""

    role: Role = Field(
        default="officer", description="officer 責任者、deputy 副責任者、operator 運用担当者（サービスごとは責任者だけ）"
    )
    post_id: UUID
    from_date: Day = Field(description="指定の始まりの日")
    reason: Line = Field(default="", description="指定の理由")


class SnsOfficerEndIn(Input):
    """The last day of a designation."""

    last_day: Day = Field(description="指定の最後の日")


class SnsOfficerOut(Output):
    """責任者等の指定."""

    id: UUID
    target: Level = Field(description="service サービスごと、account アカウントごと")
    target_id: UUID = Field(description="アカウント又はサービスの id")
    role: Role
    role_label: str = ""
    post_id: UUID
    department_name: str = ""
    post_title: str = ""
    name: str | None = Field(default=None, description="今日、その職にある職員の氏名（いないときは null）")
    from_date: date
    to_date: date | None = Field(description="指定が及ばなくなる最初の日（終わりのないときは null）")
    last_day: date | None = Field(default=None, description="指定の最後の日")
    current: bool = Field(default=False, description="今日の指定か")
    reason: str
    named_name: str
    version: int
    created_at: datetime


class SnsVacancyOut(Output):
    """Whether an officer answers for it today."""

    vacant: bool = Field(description="今日、責任者がいないか")
    vacant_from: date | None = Field(description="責任者がいなくなる日（いる見込みのときは null）")
    reason: str = Field(description="いない理由")


class NamedPostOut(Output):
    """A post named for a role, and who holds it on the day."""

    post_title: str
    name: str | None = Field(description="その職にある職員の氏名（いないときは null）")
    from_date: date


class SnsOfficerLineOut(Output):
    """A line of 責任者指定一覧: an account or a service, and who answers for it on a day."""

    id: UUID = Field(description="アカウント又はサービスの id")
    level: Level
    number: str = Field(description="アカウントの番号（サービスでは空）")
    platform: str
    label: str = Field(description="アカウント又はサービスの名称")
    handle: str = Field(description="アカウントID（サービスでは空）")
    section_name: str = Field(description="所管課（サービスでは空）")
    vacant: bool = Field(description="その日、責任者がいないか")
    officer: NamedPostOut | None
    deputy: NamedPostOut | None
    operators: list[NamedPostOut]
