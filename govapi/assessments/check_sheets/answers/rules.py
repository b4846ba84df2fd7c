"""What stands beside an answer: what was said last time, and the certificate that says it already. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar
from uuid import UUID

from govapi.assessments.check_sheets.rules import Given
from govapi.policy.schema.assessing import SheetQuestion

Change = Literal["same", "better", "worse", "changed"]
CHANGES: Mapping[Change, str] = {"same": "変更なし", "better": "改善", "worse": "後退", "changed": "変更あり"}
LADDER = ("not_done", "partly", "done")


class InDomain(Protocol):
    """What belongs to a domain of the sheet."""

    @property
    def domain(self) -> str: ...
    @property
    def domain_title(self) -> str: ...


D = TypeVar("D", bound=InDomain)


@dataclass(frozen=True)
class Domain(Generic[D]):
    """A domain with its rows; ``start`` is the place of the first of them in the whole."""

    code: str
    title: str
    start: int
    rows: list[D]


def grouped(rows: Sequence[D]) -> list[Domain[D]]:
    """The rows by domain, in their order."""
    found: list[Domain[D]] = []
    for index, row in enumerate(rows):
        if not found or found[-1].code != row.domain:
            found.append(Domain(row.domain, row.domain_title, index, []))
        found[-1].rows.append(row)
    return found


@dataclass(frozen=True)
class Offer:
    """What was answered last time. ``same_question``: id and version are the same, so that it may be offered for this time;
    ``text`` is the wording it answered."""

    given: Given
    comment: str
    text: str
    same_question: bool


@dataclass(frozen=True)
class Certificate:
    """Evidence that counts: its kind (a key of the policy set) and what pages call it."""

    id: UUID
    kind: str
    number: str
    title: str


def offers(
    asked: Iterable[SheetQuestion], asked_before: Iterable[SheetQuestion], before: Mapping[str, tuple[Given, str]]
) -> dict[str, Offer]:
    """The last cycle's answers (with the town's comment) for the questions of this one, by question."""
    old = {question.id: question for question in asked_before}
    found = {}
    for question in asked:
        then = old.get(question.id)
        given, comment = before.get(question.id, (None, ""))
        if then is not None and given is not None and given.answer:
            found[question.id] = Offer(given, comment, then.text, then.version == question.version)
    return found


def pre_answers(asked: Iterable[SheetQuestion], certificates: Sequence[Certificate]) -> dict[str, Certificate]:
    """The questions a certificate answers with 実施済, each with the first certificate of the order its question names."""
    by_kind: dict[str, Certificate] = {}
    for one in certificates:
        by_kind[one.kind] = one  # the newest of a kind speaks
    found = {}
    for question in asked:
        kind = next((key for key in question.answered_by if key in by_kind), None)
        if kind is not None:
            found[question.id] = by_kind[kind]
    return found


def change(before: Given, now: Given) -> Change:
    """How an answer moved since the last time."""
    if before.answer != now.answer and before.answer in LADDER and now.answer in LADDER:
        return "better" if LADDER.index(now.answer) > LADDER.index(before.answer) else "worse"
    if (before.answer, before.reason, before.remark) == (now.answer, now.reason, now.remark):
        return "same"
    return "changed"


def copied(offered: Mapping[str, Offer], open_questions: Iterable[str]) -> list[Given]:
    """The last cycle's answers for the questions that have none yet, as a proposal to be confirmed."""
    return [offered[one].given for one in open_questions if one in offered and offered[one].same_question]
