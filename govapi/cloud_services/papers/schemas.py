"""Shapes of the papers at the doors."""

from typing import Literal

from pydantic import Field

from govapi.edge.shapes import Day, Input


class PaperIn(Input):
    """The paper to make of a use, by the key of its template."""

    template: Literal["cloud_use_application", "cloud_use_notice"] = Field(
        description="cloud_use_application：利用申請書、cloud_use_notice：承認（条件付承認・不承認）通知書"
    )


class ManagerListIn(Input):
    """管理者指定一覧 as it stands on a day."""

    on: Day | None = Field(default=None, description="一覧の基準日（省くと今日）")
