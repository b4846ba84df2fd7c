from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from govapi.policy.conditions import Condition
from govapi.policy.schema.base import ClassCode, Key, Label, Part, Rule, Yen


class DecisionKind(StrEnum):
    """What a route decides."""

    PLAN = "contract.plan"
    CONCLUDE = "contract.conclude"
    PLAN_AND_CONCLUDE = "contract.plan_and_conclude"
    AMEND = "amendment.decide"
    CANCEL = "contract.cancel"
    WAIVE = "waiver.grant"
    ASSESS_SECTION = "check_sheet.decide_section"
    ASSESS_SECURITY = "check_sheet.decide_security"
    EXCEPT = "assessment_exception.grant"
    SUBCONTRACT = "subcontract.consent"
    MEASURE = "measure.decide"
    CLOUD_LIGHT = "cloud_use.permit_light"
    CLOUD = "cloud_use.permit"
    CLOUD_EXCEPT = "cloud_use.permit_exception"
    SNS_OPEN = "sns_account.open"
    SNS_CHANGE = "sns_change.approve"

    @property
    def label(self) -> str:
        return _KINDS[self]


_KINDS = {
    "contract.plan": "施行伺",
    "contract.conclude": "契約締結伺",
    "contract.plan_and_conclude": "施行伺兼契約締結伺",
    "amendment.decide": "変更契約締結伺",
    "contract.cancel": "契約解除伺",
    "waiver.grant": "例外措置申請",
    "check_sheet.decide_section": "委託先評価伺",
    "check_sheet.decide_security": "委託先評価伺",
    "assessment_exception.grant": "不適合の委託先との契約に係る例外措置申請",
    "subcontract.consent": "再委託承諾伺",
    "measure.decide": "契約に基づく措置伺",
    "cloud_use.permit_light": "クラウドサービス利用伺",
    "cloud_use.permit": "クラウドサービス利用伺",
    "cloud_use.permit_exception": "クラウドサービス利用に係る例外措置申請",
    "sns_account.open": "ソーシャルメディアアカウント開設伺",
    "sns_change.approve": "ソーシャルメディアアカウント変更伺",
}


class StepKind(StrEnum):
    REVIEW = "審査"
    AGREE = "合議"
    DECIDE = "決裁"


class DecidesAs(StrEnum):
    DECISION = "決裁"
    STANDING = "専決"


class PostScope(StrEnum):
    """Where the post is looked for, seen from the section that asks."""

    OWN_SECTION = "own_section"
    OWN_BUREAU = "own_bureau"
    OWN_ORGAN = "own_organ"
    TOWN = "town"


class PostSelector(Part):
    """A post by its duty or by its title, never a person: who holds it is resolved on the day of the act."""

    scope: PostScope
    duty: Key | None = None
    title: Label | None = None

    @model_validator(mode="after")
    def _duty_or_title(self) -> Self:
        if (self.duty is None) == (self.title is None):
            raise ValueError("職は、duty（職務）又は title（職名）のどちらか一方で指定してください。")
        return self


class StepCondition(Part):
    """The step applies when the class is high enough or the facts hold (either is enough)."""

    class_at_least: ClassCode | None = None
    facts: Condition | None = None

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.class_at_least is None and self.facts is None:
            raise ValueError("回議の段階の条件には、class_at_least 又は facts を書いてください。")
        return self


class RouteStep(Part):
    kind: StepKind
    label: Label
    post: PostSelector
    decides_as: DecidesAs | None = None
    when: StepCondition | None = None
    skip_if_absent: bool = False
    """The town may have no such post (係長 in a small section): then the step falls away."""

    @model_validator(mode="after")
    def _deciding(self) -> Self:
        if (self.kind is StepKind.DECIDE) != (self.decides_as is not None):
            raise ValueError("決裁の段階にだけ、decides_as（決裁又は専決）を書いてください。")
        if self.kind is StepKind.DECIDE and (self.when is not None or self.skip_if_absent):
            raise ValueError("決裁の段階には条件を付けられません。条件のない決裁の段階を一つ置いてください。")
        return self


class ApprovalRoute(Rule):
    """Who reviews, agrees and decides, for kinds of decisions and an amount band [min_yen, max_yen), tax included."""

    key: Key
    label: Label
    kinds: Annotated[tuple[DecisionKind, ...], Field(min_length=1)]
    min_yen: Yen = 0
    max_yen: Yen | None = None
    steps: tuple[RouteStep, ...]

    def covers(self, amount: int) -> bool:
        return self.min_yen <= amount and (self.max_yen is None or amount < self.max_yen)
