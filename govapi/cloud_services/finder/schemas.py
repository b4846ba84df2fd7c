"""Shapes of the answer to "what may I use for this?"."""

from datetime import date
from uuid import UUID

from pydantic import Field

from govapi.cloud_services.uses.schemas import BadgeOut, ReasonOut, RulingOut
from govapi.edge.shapes import Output
from govapi.policy.schema.cloud import Form, NetworkModel, Zone


class AlternativeOut(Output):
    """What the rules say when one thing is otherwise."""

    when: str
    ruling: RulingOut


class PermissibleFormOut(Output):
    """What the rules say of a contract form: for a registered service that learns nothing from what is put in and has no
    disclosure to fear; ``harder`` says what follows where it is otherwise."""

    form: Form
    form_label: str
    ruling: RulingOut
    harder: list[AlternativeOut]


class WhomToAskOut(Output):
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
    manager: WhomToAskOut | None
    ends_on: date | None
    badges: list[BadgeOut] = Field(default_factory=list, description="登録失効、確認の時期等")


class RulesRestOnOut(Output):
    """The regulation on which the permission rules rest. Of one the reader may not see only the title of its kind is told."""

    title: str
    regulation_id: UUID | None
    number: str
    edition: str
    effective_on: date | None
    url: str


class PermissibleOut(Output):
    """What may be used for some information from a zone."""

    class_code: str = Field(description="情報の分類（取り扱わないときは最も軽い分類）")
    class_label: str
    personal: bool
    zone: Zone
    zone_label: str
    model: NetworkModel
    model_label: str
    regulation: RulesRestOnOut | None = Field(description="規則の根拠となる規程（未整備のときはnull）")
    because: list[ReasonOut]
    unanswered: list[str] = Field(description="まだ答えていない質問")
    forms: list[PermissibleFormOut]
    uses: list[FittingUseOut]
    next_cursor: str | None = None
