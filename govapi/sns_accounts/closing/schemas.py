"""Shapes of the closing at the doors."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Day, Input, Output, Reason

Waived = Annotated[Reason, Field(max_length=500)]
Left = Literal["", "deleted", "locked"]


class SnsClosingIn(Input):
    """閉鎖の記録. For each step the day it was done, or why it does not apply; what is neither is still to be done."""

    final_notice_on: Day | None = Field(default=None, description="閉鎖をアカウント等で告知した日")
    final_notice_waived: Waived = ""
    exported_on: Day | None = Field(default=None, description="公文書として残すデータを取り出した日")
    export_note: Reason = Field(default="", description="公文書としての保存先。取り出さないときは、その理由")
    handle_left: Left = Field(
        default="", description="deleted：アカウントを削除した、locked：削除せず、他人に使われないよう凍結した"
    )
    handle_left_on: Day | None = Field(default=None, description="アカウントを削除又は凍結した日")
    handle_left_waived: Waived = ""
    logins_removed_on: Day | None = Field(default=None, description="ログインできる職員及び連携アプリを解除した日")
    logins_removed_waived: Waived = ""
    link_removed_on: Day | None = Field(default=None, description="公式サイトの掲載を削除した日")
    link_removed_waived: Waived = ""


class SnsClosingFormIn(SnsClosingIn):
    """The record as the page sends it: the file chosen there is read before the form is bound."""

    file: object = None


class SnsClosingStepOut(Output):
    step: str
    label: str
    done_on: date | None
    waived: str
    settled: bool = Field(description="済んだか、該当しないか")


class SnsClosingOut(Output):
    """How far the closing has come, and what is missing for it to be confirmed."""

    account_id: UUID
    steps: list[SnsClosingStepOut]
    handle_left: Left
    handle_left_label: str
    export_note: str
    export_filename: str
    export_sha256: str
    recorded_name: str
    missing: list[str] = Field(description="閉鎖の確認の前に足りないもの")
