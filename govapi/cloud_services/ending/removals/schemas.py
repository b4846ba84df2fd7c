"""Shapes of the removal at the doors."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Day, Identifier, Input, Output, Reason

Waived = Annotated[Reason, Field(max_length=500)]


class RemovalIn(Input):
    """消去の記録. For each step the day it was done, or why it does not apply; what is neither is still to be done."""

    exported_on: Day | None = Field(default=None, description="公文書として残す情報を取り出した日")
    exported_waived: Waived = ""
    export_note: Reason = Field(default="", description="取り出した情報と、その保存先")
    accounts_removed_on: Day | None = Field(default=None, description="利用者ＩＤを削除した日")
    accounts_removed_waived: Waived = ""
    data_deleted_on: Day | None = Field(default=None, description="情報を削除した日")
    data_deleted_waived: Waived = ""
    backups_deleted_on: Day | None = Field(default=None, description="バックアップの削除を確かめた日")
    backups_deleted_waived: Waived = ""
    method: Identifier = Field(default="", description="削除の方法（方針セットの方法の key）。どれにもよらないときは空")
    method_note: Reason = Field(default="", description="方法の詳細。方法を選ばないときは、その内容と理由")


class RemovalFormIn(RemovalIn):
    """The record as the page sends it: the file chosen there is read before the form is bound."""

    file: object = None


class MethodOut(Output):
    key: str
    label: str


class StepOut(Output):
    step: str
    label: str
    done_on: date | None
    waived: str


class RemovalOut(Output):
    """How far the removal has come, and what is missing for the end to be completed."""

    use_id: UUID
    steps: list[StepOut]
    export_note: str
    method: str
    method_label: str
    method_note: str
    methods: list[MethodOut] = Field(description="この利用の分類に使える方法")
    proof_filename: str
    proof_sha256: str
    proof_wanted: bool = Field(description="この分類では、削除の証明となる書類が要るか")
    recorded_name: str
    missing: list[str] = Field(description="利用の終了の前に足りないもの")
