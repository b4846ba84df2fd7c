"""The shape of an annex: a title, up to four headings, and rows that say where they come from."""

from dataclasses import dataclass
from typing import Self

from govapi.policy.schema.base import Rule

NONE = "―"
DERIVED = "基準による"  # the source of a row that follows from other rows


@dataclass(frozen=True, slots=True)
class Row:
    """A row of four columns. ``source_label``: 法令, 総務省, 本市規程 or 初期値（要確認）; ``basis`` names the source."""

    first: str
    second: str
    third: str
    fourth: str
    source_label: str
    basis: str
    needs_confirmation: bool

    @classmethod
    def of(cls, rule: Rule, *columns: str) -> Self:
        """A row of four columns with the source of its rule."""
        first, second, third, fourth = columns
        source = rule.source
        return cls(first, second, third, fourth, source.label, source.basis, source.needs_confirmation)


@dataclass(frozen=True, slots=True)
class Annex:
    """One table. ``part`` is the part of the policy set it shows (``policy.schema.regulating.Covered``)."""

    part: str
    title: str
    headings: tuple[str, str, str, str]
    rows: tuple[Row, ...]
    intro: str = ""
