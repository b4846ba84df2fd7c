"""Shapes of the question whether something may be published on an account, and of the answer."""

from typing import Annotated

from pydantic import Field, StringConstraints

from govapi.edge.shapes import Flag, Input, Output

PolicyKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.]{0,63}$")]
ClassCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{1,4}$")]
Level = Annotated[str, StringConstraints(pattern=r"^[1-9]$")]


class SnsPublicationCheckIn(Input):
    """What is to be published. What is left out is not known, and counts as the strictest."""

    category: Annotated[PolicyKey, Field(description="発信できる情報の区分（方針セットの key）", examples=["event"])]
    class_code: Annotated[ClassCode | None, Field(description="情報の分類（機密性）の符号", examples=["1"])] = None
    availability: Annotated[Level | None, Field(description="可用性の段階", examples=["1"])] = None
    personal: Annotated[Flag | None, Field(description="個人情報を含むか")] = None
    emergency: Annotated[Flag, Field(description="緊急の発信か")] = False


class SnsPublicationReasonOut(Output):
    """A rule that spoke, in words, and where it comes from."""

    key: str
    label: str
    because: str
    basis: str
    source_label: str


class SnsApproverHolderOut(Output):
    """A post that approves, and who holds it today; no name: nobody."""

    post_title: str
    name: str | None


class SnsApproverOut(Output):
    """Who approves: the role, its posts, and a sentence where nobody holds it today."""

    role: str
    label: str
    holders: list[SnsApproverHolderOut]
    vacancy: str


class SnsProhibitionOut(Output):
    """What may never be published, whatever the answer."""

    key: str
    label: str
    because: str
    source_label: str


class SnsPublicationOut(Output):
    """The answer. ``approver`` is null where it may not be published; ``afterwards``: it goes out at once and is reported to the
    officer afterwards."""

    publishable: bool
    reasons: list[SnsPublicationReasonOut]
    approver: SnsApproverOut | None
    also_on_site: bool
    afterwards: bool
    prohibitions: list[SnsProhibitionOut]
