"""Shapes of the steps at the doors."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from govapi.cloud_services.schemas import WebAddress
from govapi.edge.shapes import Input, Output, Reason
from govapi.measures.incidents.schemas import Instant, Moment

Because = Annotated[Reason, Field(description="該当しない理由（該当しないときだけ）")]


class IncidentStepIn(Input):
    """対応の一段階の記録。行った日時と証拠、又は該当しない理由。"""

    done_at: Moment | None = Field(default=None, description="行った日時")
    note: Reason = Field(default="", description="行ったこと。パスワード等は書かない。")
    url: WebAddress = Field(default="", description="証拠となる掲載先等のアドレス")
    not_needed_because: Because = ""


class IncidentStepOut(Output):
    """対応の一段階。"""

    id: UUID
    step: str
    position: int
    label: str
    help: str = ""
    due_at: Instant
    evidence: bool = Field(description="ファイル又はアドレスを残す段階であるか")
    done_at: Instant | None
    done_name: str
    note: str
    url: str
    filename: str
    sha256: str
    not_needed_because: str
    settled: bool = False
    late: bool = Field(default=False, description="目安の時刻に遅れた、又は過ぎているか")
    version: int
