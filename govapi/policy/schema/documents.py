from typing import Literal

from govapi.policy.schema.base import Key, Label, Part, Rule


class PartyWords(Rule):
    """What the two parties are called on paper: 甲/乙, 発注者/受注者, 委託者/受託者."""

    principal: Label
    contractor: Label


class DigitStyle(Rule):
    """Digits in the body of a document; tables always use half-width."""

    body: Literal["full_width", "half_width"]


class DocumentChoice(Rule):
    """Which form a document takes here: the town's own 契約書 with our 特記仕様書, or ours."""

    contract_form: Literal["own", "shipped"]
    clauses_in: Key
    """Document that carries the clauses which name none of their own."""


class Paper(Rule):
    """Words of the papers that differ from town to town."""

    honorific: Label


class DocumentSettings(Part):
    party: PartyWords
    digits: DigitStyle
    choice: DocumentChoice
    paper: Paper
