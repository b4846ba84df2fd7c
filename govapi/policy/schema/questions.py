from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from govapi.policy.schema.base import ClassCode, Key, Label, Part, Rule, Sentence

FactName = Annotated[
    str, StringConstraints(pattern=r"^(personal|my_number|system|hosted|availability2|long_term|controlled_area)$")
]


class AnswerKind(StrEnum):
    YES_NO = "yes_no"
    CHOICE = "choice"
    NUMBER = "number"


class Match(Part):
    """An answer that is given and high enough: "yes", a choice from `at_least` on, a number of at least `at_least`.

    There is no way to ask for "no" or for less, so a heavier answer always matches what a lighter one matched.
    """

    question: Key
    at_least: Annotated[int, Field(ge=0)] | Key | None = None


class Choice(Part):
    key: Key
    label: Label


class Question(Part):
    """A plain question about the information a job touches. `choices` go from the lightest to the heaviest."""

    key: Key
    label: Label
    help: str = ""
    kind: AnswerKind
    choices: tuple[Choice, ...] = ()
    maximum: int | None = None
    unfolds_when: tuple[Match, ...] = ()
    """Asked when any of these matches; empty: always asked."""

    def choice_rank(self, key: str) -> int | None:
        """Position of the choice from the lightest; None when there is no such choice."""
        return next((rank for rank, choice in enumerate(self.choices) if choice.key == key), None)


class Raises(Part):
    """What an answer raises. Everything is raised to, never lowered to."""

    class_code: ClassCode | None = None
    integrity: int | None = None
    availability: int | None = None
    facts: tuple[FactName, ...] = ()


class Derivation(Rule):
    """When all of `when` match, `raises` takes effect; `because` is shown to the clerk."""

    key: Key
    when: Annotated[tuple[Match, ...], Field(min_length=1)]
    raises: Raises
    because: Sentence


class Questionnaire(Part):
    questions: tuple[Question, ...]
    derivations: tuple[Derivation, ...]

    @cached_property
    def by_key(self) -> dict[str, Question]:
        return {question.key: question for question in self.questions}
