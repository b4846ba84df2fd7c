"""クラウドサービスの利用: the axes, the permission rules, what an application asks, what is confirmed every year, the registers."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from govapi.policy.schema.base import ClassCode, Key, Label, Part, Rule, Sentence, by_key
from govapi.policy.schema.questions import Choice, Questionnaire
from govapi.policy.schema.routes import DecisionKind

Months = Annotated[int, Field(ge=1, le=60)]
Days = Annotated[int, Field(ge=0, le=1000)]


class Outcome(StrEnum):
    """What the rules say about a use, from easy to hard."""

    PERMITTED = "permitted"
    CONDITIONS = "conditions"
    EXCEPTION = "exception"
    REFUSED = "refused"

    @property
    def rank(self) -> int:
        return list(Outcome).index(self)

    @property
    def label(self) -> str:
        return _OUTCOMES[self]


_OUTCOMES = {
    "permitted": "利用できる",
    "conditions": "条件を付けて利用できる",
    "exception": "例外措置によってのみ利用できる",
    "refused": "利用できない",
}


class NetworkModel(StrEnum):
    """三層の対策の構成. The town has one of them."""

    ALPHA = "alpha"
    ALPHA_DASH = "alpha_dash"
    BETA = "beta"
    BETA_DASH = "beta_dash"

    @property
    def label(self) -> str:
        return {"alpha": "αモデル", "alpha_dash": "α'モデル", "beta": "βモデル", "beta_dash": "β'モデル"}[self]


class Zone(StrEnum):
    """From where the service is used. Screen transfer (画面転送) from the LGWAN side counts as インターネット接続系."""

    INTERNET = "internet"
    LGWAN = "lgwan"
    MY_NUMBER = "my_number"

    @property
    def label(self) -> str:
        return {"internet": "インターネット接続系", "lgwan": "ＬＧＷＡＮ接続系", "my_number": "マイナンバー利用事務系"}[self]


class Form(StrEnum):
    """契約形態: how the town stands to the provider."""

    STANDARD_TERMS = "standard_terms"
    INDIVIDUAL = "individual"
    LGWAN_ASP = "lgwan_asp"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return _FORMS[self]


_FORMS = {
    "standard_terms": "約款型",
    "individual": "個別契約",
    "lgwan_asp": "ＬＧＷＡＮ－ＡＳＰ",
    "closed": "ガバメントクラウド・閉域接続",
}

Disclosure = Literal["no", "yes", "unjudged"]
"""外国の法令による開示のおそれ: judged no, judged yes, not judged."""


class When(Part):
    """Every axis that is given must fit; one that is left out fits always."""

    classes: tuple[ClassCode, ...] = ()
    class_at_least: ClassCode | None = None
    personal: Literal[True] | None = None
    zones: tuple[Zone, ...] = ()
    models: tuple[NetworkModel, ...] = ()
    forms: tuple[Form, ...] = ()
    registered: bool | None = None
    learns: Literal[True] | None = None
    disclosure: tuple[Disclosure, ...] = ()


class CloudRule(Rule):
    """One permission rule: when any of ``when`` fits it speaks. ``blocks``: the application cannot be submitted as it is.

    A rule without ``outcome`` only adds conditions. All rules are applied and the hardest outcome wins; what no rule with an
    outcome speaks of is refused.
    """

    key: Key
    label: Label
    when: Annotated[tuple[When, ...], Field(min_length=1)]
    outcome: Outcome | None = None
    blocks: bool = False
    adds: tuple[Key, ...] = ()
    because: Sentence


class ConditionKind(Rule):
    """A condition of use. ``due``: to be met before the application is submitted, before the use begins, or within ``days``
    after the decision."""

    key: Key
    label: Label
    text: Sentence
    due: Literal["submission", "use", "days"]
    days: Days | None = None
    proof: Annotated[str, Field(max_length=500)] = ""


class ServiceKind(Part):
    """SaaS, 生成AI, Web会議 …: what the service does, whatever the contract form. ``residents``: takes information from them."""

    key: Key
    label: Label
    residents: bool = False


class Item(Rule):
    """A plain question of the application (利用申請書). Asked when every axis that is given fits; none given: always."""

    key: Key
    label: Label
    help: str = ""
    kind: Literal["yes_no", "choice", "text", "number", "date"]
    choices: tuple[Choice, ...] = ()
    required: bool = True
    class_at_least: ClassCode | None = None
    personal: Literal[True] | None = None
    forms: tuple[Form, ...] = ()
    kinds: tuple[Key, ...] = ()
    zones: tuple[Zone, ...] = ()


class ConfirmationItem(Rule):
    """A question of the yearly confirmation; ``good`` is the answer that needs no explanation. ``kinds`` empty: every service."""

    key: Key
    label: Label
    good: bool = True
    kinds: tuple[Key, ...] = ()
    class_at_least: ClassCode | None = None
    because: Sentence


RegistryField = Literal[
    "number",
    "service_name",
    "provider_name",
    "registered_on",
    "expires_on",
    "scope",
    "auditor",
    "audit_period",
    "state",
]


REGISTRY_LABELS: Mapping[str, str] = {
    "number": "登録番号",
    "service_name": "サービス名",
    "provider_name": "事業者名",
    "registered_on": "登録日",
    "expires_on": "有効期限",
    "scope": "対象範囲",
    "auditor": "監査機関",
    "audit_period": "監査対象期間",
    "state": "状態",
}


class RegistryColumn(Part):
    """The headings under which a published list gives a field."""

    field: RegistryField
    headings: Annotated[tuple[Label, ...], Field(min_length=1)]
    required: bool = False


class Registry(Rule):
    """A published list: ISMAP, ISMAP-LIU, DMP, JC-STAR. ``registers``: a valid entry counts as registered in the rules."""

    key: Key
    label: Label
    registers: bool
    number_pattern: str = ""
    """A regular expression; a number of another form is taken with a warning. Empty: any."""
    columns: Annotated[tuple[RegistryColumn, ...], Field(min_length=1)]
    suspended_words: tuple[Label, ...]
    cancelled_words: tuple[Label, ...]
    renewing_words: tuple[Label, ...]


class Permitting(Rule):
    """許可権限者: which route decides. The first row that fits applies; ``exception``: only for 例外措置."""

    class_at_least: ClassCode | None = None
    exception: bool = False
    decided_by: Literal[DecisionKind.CLOUD_LIGHT, DecisionKind.CLOUD, DecisionKind.CLOUD_EXCEPT]


class CloudFrame(Part):
    """What a municipality decides about cloud services, but for the long lists (`CloudLists`)."""

    model: NetworkModel
    kinds: Annotated[tuple[ServiceKind, ...], Field(min_length=1)]
    rules: Annotated[tuple[CloudRule, ...], Field(min_length=1)]
    confirm_every_months: Months
    terms_risks: tuple[Choice, ...] = ()
    """Risks of 約款 to be ticked when the terms are checked."""
    judgement_months: Months
    """How long a written judgement (外国法令, 未登録) holds unless it says otherwise."""
    permitting: Annotated[tuple[Permitting, ...], Field(min_length=1)]


class CloudLists(Part):
    """The long lists; each stands in a file of its own."""

    questionnaire: Questionnaire
    """Plain questions about the information put into the service; the class follows."""
    conditions: tuple[ConditionKind, ...]
    items: tuple[Item, ...]
    confirmation: Annotated[tuple[ConfirmationItem, ...], Field(min_length=1)]
    registries: tuple[Registry, ...]


class Cloud(CloudFrame, CloudLists):
    """What a municipality decides about the use of cloud services."""

    def condition(self, key: str) -> ConditionKind:
        """KeyError when there is none."""
        return by_key(self.conditions, key)

    def registry(self, key: str) -> Registry:
        """KeyError when there is none."""
        return by_key(self.registries, key)

    def kind(self, key: str) -> ServiceKind:
        """KeyError when there is none."""
        return by_key(self.kinds, key)
