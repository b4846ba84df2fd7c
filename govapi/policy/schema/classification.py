from typing import Literal

from pydantic import Field

from govapi.policy.schema.base import ClassCode, Key, Label, Part, Rule, Sentence, by_key


class ConfidentialityClass(Rule):
    """A class of confidentiality. `rank` orders the classes; compare ranks, never codes."""

    code: ClassCode
    label: Label
    short_label: Label
    rank: int = Field(ge=1, le=99)
    info: Literal["class1", "class2"]
    """What the clause catalogue sees: class1 = 自治体機密性１, class2 = ２以上."""
    meaning: Sentence
    examples: tuple[Label, ...] = ()


class Level(Rule):
    """A level of integrity or availability (2 = beyond slight harm)."""

    level: int = Field(ge=1, le=9)
    label: Label
    meaning: Sentence


class OlderScheme(Part):
    """How classes of an older scheme are read today (機密性３/２/１)."""

    key: Key
    label: Label
    classes: dict[ClassCode, ClassCode]


class Classification(Part):
    confidentiality: tuple[ConfidentialityClass, ...]
    integrity: tuple[Level, ...]
    availability: tuple[Level, ...]
    older_schemes: tuple[OlderScheme, ...] = ()

    def of(self, code: str) -> ConfidentialityClass:
        """KeyError when the code is unknown."""
        for row in self.confidentiality:
            if row.code == code:
                return row
        raise KeyError(code)

    def rank(self, code: str | None) -> int:
        """0 where no information is handled."""
        return 0 if code is None else self.of(self.standing(code)).rank

    def standing(self, code: str) -> str:
        """The class itself; for one that a later policy set struck, the heaviest there is: what stands in the records under it
        is not taken for lighter than it was."""
        if any(row.code == code for row in self.confidentiality):
            return code
        return max(self.confidentiality, key=lambda row: row.rank).code

    def at_least(self, code: str | None, floor: str) -> bool:
        return self.rank(code) >= self.rank(floor)

    def label(self, code: str | None) -> str:
        """In words; a class that a later policy set struck stands as its code."""
        known = {row.code: row.label for row in self.confidentiality}
        return "情報を取り扱わない" if code is None else known.get(code, f"{code}（今の方針セットにない分類）")

    def from_older(self, scheme: str, code: str) -> str:
        """Today's class of an older scheme's class; KeyError when unknown."""
        return by_key(self.older_schemes, scheme).classes[code]
