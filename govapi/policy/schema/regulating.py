"""規程: which regulations a municipality should have, and which parts of the policy set stand as their 別表."""

from typing import Annotated, Literal

from pydantic import Field

from govapi.policy.schema.base import Key, Label, Part, Rule, Sentence, by_key

Covered = Literal["classification", "clauses", "waivers", "tiers", "sheets", "cloud_rules", "cloud_conditions", "sns"]
"""The parts of the policy set whose rules rest on the regulation and print as its 別表."""


class RegulationKind(Rule):
    """A kind of regulation: 委託判断基準, 選定基準, クラウドサービス利用規程, 対策基準, 実施手順 …"""

    key: Key
    label: Label
    purpose: Sentence
    layer: Literal["policy", "standard", "procedure", "rule"]
    """基本方針, 対策基準, 実施手順, その他の規程・基準."""
    usually: Literal["public", "internal", "restricted"] = "internal"
    """公開区分 that is proposed."""
    covers: tuple[Covered, ...] = ()
    required: bool = True
    """Shown as 未整備 while none is in force."""


class Regulating(Part):
    kinds: Annotated[tuple[RegulationKind, ...], Field(min_length=1)]
    review_every_months: Annotated[int, Field(ge=1, le=60)]

    def kind(self, key: str) -> RegulationKind:
        """KeyError when there is none."""
        return by_key(self.kinds, key)

    def covering(self, part: str) -> RegulationKind | None:
        """The regulation on which a part of the policy set rests."""
        return next((kind for kind in self.kinds if part in kind.covers), None)
