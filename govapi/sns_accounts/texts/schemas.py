"""Shapes of the procedure and the policy of an account at the doors."""

from datetime import date
from uuid import UUID

from pydantic import Field

from govapi.documents.regulations.schemas import RegulationTextIn
from govapi.edge.shapes import Output
from govapi.sns_accounts.schemas import WebAddress
from govapi.sns_accounts.texts.rules import Kind


class SnsTextIn(RegulationTextIn):
    """運用手順又は運用方針の本文。どちらであるか、いつ誰が決めたか、いつから施行するか。"""

    kind: Kind = Field(description="procedure：運用手順（非公開）　policy：運用方針（公開）")
    public_url: WebAddress = Field(default="", description="運用方針を掲載しているアドレス（省くと今のまま）")

    def as_regulation(self) -> RegulationTextIn:
        """What the register of regulations keeps of it."""
        return RegulationTextIn(**self.model_dump(include=set(RegulationTextIn.model_fields)))


class SnsTextAdoptIn(SnsTextIn):
    """The text is a paper that was made for the account."""

    document_id: UUID = Field(description="このアカウントについて作成した運用手順又は運用方針の書類")


class SnsTextOut(Output):
    """運用手順又は運用方針。規程を閲覧できない者には、整備されているかどうかだけを示す。"""

    kind: Kind
    kind_label: str
    in_force: bool = Field(description="今日、施行中であるか")
    edition: str = ""
    effective_on: date | None = Field(default=None, description="施行中の本文の施行日")
    coming_on: date | None = Field(default=None, description="次の本文の施行日")
    public_url: str = Field(default="", description="運用方針を掲載しているアドレス")
    regulation_id: UUID | None = None
    regulation_number: str = ""
