"""Shapes of the answer to "what may I use for this?"."""

from datetime import date
from uuid import UUID

from pydantic import Field

from govapi.edge.shapes import Output
from govapi.policy.schema.cloud import Form, NetworkModel, Outcome, Zone


class ReasonOut(Output):
    """One rule that spoke."""

    key: str
    label: str
    outcome: Outcome | None = Field(description="この規則の結果（条件を加えるだけの規則ではnull）")
    outcome_label: str = ""
    blocks: bool = Field(description="このままでは申請できない")
    because: str
    policy: list[str] = Field(description="サイバーセキュリティ基本方針の条項")
    source_label: str
    basis: str

    def model_post_init(self, _context: object) -> None:
        self.outcome_label = "" if self.outcome is None else self.outcome.label


class RuledConditionOut(Output):
    """A condition that would come with the permission."""

    key: str
    label: str
    text: str
    due_label: str
    proof: str


class RulingOut(Output):
    """What the rules say."""

    outcome: Outcome
    outcome_label: str
    blocked: bool = Field(description="このままでは申請できない")
    reasons: list[ReasonOut]
    conditions: list[RuledConditionOut]


class AlternativeOut(RulingOut):
    """What they say when one thing is otherwise."""

    when: str


class FormOut(RulingOut):
    """What they say of a contract form: for a registered service that learns nothing from what is put in and has no disclosure
    to fear; ``harder`` says what follows where it is otherwise."""

    form: Form
    form_label: str
    harder: list[AlternativeOut]


class ClassReasonOut(Output):
    """Why the information has its class."""

    because: str
    policy: list[str]
    source_label: str


class ManagerOut(Output):
    """Whom to ask: the post that manages the use, and who holds it today."""

    section: str
    post_title: str
    name: str


class FittingUseOut(Output):
    """A permitted use that takes in such information from this zone."""

    id: UUID
    number: str
    title: str
    service_id: UUID
    service_name: str
    kind_labels: list[str]
    form_label: str
    class_label: str
    personal: bool
    conditions: list[str]
    section: str
    manager: ManagerOut | None
    ends_on: date | None


class PermissibleOut(Output):
    """What may be used for some information from a zone."""

    class_code: str = Field(description="情報の分類（取り扱わないときは最も軽い分類）")
    class_label: str
    personal: bool
    zone: Zone
    zone_label: str
    model: NetworkModel
    model_label: str
    because: list[ClassReasonOut]
    unanswered: list[str] = Field(description="まだ答えていない質問")
    forms: list[FormOut]
    uses: list[FittingUseOut]
    next_cursor: str | None = None
