from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from govapi.policy.schema.base import Dated, Key, Label, Part, Rule, Sentence, Yen, by_key


class LegalGround(Rule):
    """A ground that allows the method, e.g. 地方自治法施行令第167条の2第1項第1号."""

    key: Key
    label: Label
    text: Sentence
    small_sum: bool = False
    """Ground of 少額: judged on the 予定価格 with tax against the ceiling of that day."""


class Method(Rule):
    """契約の方法. `grounds` are the keys it may rest on; empty means that no ground has to be named."""

    key: Key
    label: Label
    basis: Label
    competitive: bool
    chooses_by_proposal: bool = False
    grounds: tuple[Key, ...] = ()
    terms_published_in: Label
    """Where a condition must stand before selection for it to bind (公告, 指名通知, 実施要領 …)."""
    reason_document: Key | None = None


class YenFrom(Dated):
    amount: Yen


class LegalCeiling(Rule):
    """The amounts of 別表第5 その他 (業務委託) for one kind of local government."""

    kind: Literal["municipality", "designated_city", "prefecture"]
    label: Label
    amounts: tuple[YenFrom, ...]


class OwnCeiling(Rule):
    """The amount of the municipality's own 契約規則, with its own start date; never above the law's."""

    amounts: tuple[YenFrom, ...]


class SmallSum(Part):
    body: Literal["municipality", "designated_city", "prefecture"]
    legal: tuple[LegalCeiling, ...]
    own: OwnCeiling


class QuoteBand(Rule):
    """How many quotes are asked for; fewer needs a written reason. Band [min_yen, max_yen) of the 予定価格 with tax."""

    min_yen: Yen = 0
    max_yen: Yen | None = None
    quotes: Annotated[int, Field(ge=1, le=20)]


class SplitOrder(Rule):
    """When 分割発注 is suspected: contracts of the same section within the window are added up and must be explained."""

    window: Literal["fiscal_year", "months"]
    months: Annotated[int, Field(ge=1, le=36)] = 12
    same_contractor: bool = True
    like_title: bool = True


class YenRule(Rule):
    label: Label
    amount: Yen


class PercentFrom(Dated):
    """Percent, e.g. 10 or 2.5."""

    percent: Annotated[Decimal, Field(ge=0, le=100, decimal_places=3)]


class RateRule(Rule):
    label: Label
    rates: Annotated[tuple[PercentFrom, ...], Field(min_length=1)]


class ExemptReason(Part):
    key: Key
    label: Label


class Deposit(Rule):
    """契約保証金: percent of the contract amount, and the usual reasons for exemption."""

    percent: Annotated[Decimal, Field(ge=0, le=100, decimal_places=3)]
    exempt_reasons: tuple[ExemptReason, ...]


class LongTerm(Rule):
    """長期継続契約: the longest term in years for one kind of service (条例で定める期間)."""

    key: Key
    label: Label
    max_years: Annotated[int, Field(ge=1, le=30)]


class Procurement(Part):
    grounds: tuple[LegalGround, ...]
    methods: tuple[Method, ...]
    small_sum: SmallSum
    quotes: tuple[QuoteBand, ...]
    split_order: SplitOrder
    paper_omitted_below: YenRule
    inspection_record_omitted_below: YenRule
    consumption_tax: RateRule
    delay_interest: RateRule
    deposit: Deposit
    long_term: tuple[LongTerm, ...]

    def method(self, key: str) -> Method:
        """KeyError when unknown."""
        return by_key(self.methods, key)

    def ground(self, key: str) -> LegalGround:
        """KeyError when unknown."""
        return by_key(self.grounds, key)
