"""Shapes of the activity of an account at the doors."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Day, Input, Output, Reason


class ActivityIn(Input):
    """最後の発信. When the account last published, as seen on the account itself or by a system that watches it."""

    last_post_on: Day = Field(description="最後に発信した日（今日以前）")
    reason: Reason = Field(default="", description="前に記録した日より前の日に正すときの理由")


class ActivityOut(Output):
    """When an account last published, and whether it sleeps."""

    account_id: UUID
    last_post_on: date | None = Field(description="最後に発信した日（記録がないときは null）")
    followed_on: date | None = Field(description="最後の発信を確かめた日")
    quiet_since: date | None = Field(description="発信のない状態が始まった日（最後の発信、開設又は再開の日）")
    quiet_days: int = Field(description="発信のない日数（運用中でないときは0）")
    state: Literal["awake", "warned", "idle"] = Field(
        description="awake：発信がある、warned：発信のない期間が警告の日数以上、idle：休眠の日数以上で、休止を提案する"
    )
    idle_on: date | None = Field(description="このまま発信がないときに休眠となる日（運用中でないときは null）")
