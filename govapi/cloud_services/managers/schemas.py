"""Shapes of the managers at the doors."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Day, Input, Output


class ManagerIn(Input):
    """Which post manages the use, from which day on. Who holds the post follows from the appointments (発令)."""

    post_id: UUID
    from_date: Day = Field(description="指定の始まりの日")


class ManagerEndIn(Input):
    """The last day of a designation."""

    last_day: Day = Field(description="指定の最後の日")


class ManagerOut(Output):
    """クラウドサービス管理者の指定."""

    id: UUID
    use_id: UUID
    post_id: UUID
    department_name: str = ""
    post_title: str = ""
    name: str | None = Field(default=None, description="今日、その職にある職員の氏名（いないときは null）")
    from_date: date
    to_date: date | None = Field(description="指定が及ばなくなる最初の日（終わりのないときは null）")
    last_day: date | None = Field(default=None, description="指定の最後の日")
    current: bool = Field(default=False, description="今日の指定か")
    named_name: str
    version: int
    created_at: datetime


class VacancyOut(Output):
    """Whether somebody manages the use today."""

    vacant: bool = Field(description="今日、管理者がいないか")
    vacant_from: date | None = Field(description="管理者がいなくなる日（いる見込みのときは null）")
    reason: str = Field(description="いない理由")


class DesignationOut(Output):
    """A running use and who manages it on a day."""

    id: UUID = Field(description="利用の id")
    number: str
    title: str
    service_name: str
    section_name: str
    class_code: str | None
    post_title: str = Field(description="管理者の職（指定がないときは空）")
    name: str | None = Field(description="その職にある職員の氏名（いないときは null）")
    from_date: date | None
