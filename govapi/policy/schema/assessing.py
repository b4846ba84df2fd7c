"""委託先評価: tiers, check sheets, kinds of evidence, and what opens a review ahead of its day."""

from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from govapi.policy.conditions import Condition
from govapi.policy.schema.base import ClassCode, Key, Label, Part, Rule, Sentence, Threat, by_key
from govapi.policy.schema.questions import Match
from govapi.policy.schema.routes import DecisionKind

TierCode = Annotated[str, Field(pattern=r"^[A-Z]$")]
QuestionId = Annotated[str, Field(pattern=r"^[A-Z][0-9]{1,2}-[0-9]{1,2}$")]
"""Stable for ever: domain letter and topic number, then the number of the question within it, e.g. `D3-1`."""
Days = Annotated[int, Field(ge=0, le=1000)]
Months = Annotated[int, Field(ge=1, le=120)]


class OnSite(StrEnum):
    """Whether the contractor is visited."""

    ONCE_A_TERM = "once_a_term"
    BY_RISK = "by_risk"
    NO = "no"


class TierWhen(Part):
    """The tier applies when the class is high enough, the facts hold, or an answer matches (any one is enough)."""

    class_at_least: ClassCode | None = None
    facts: Condition | None = None
    answers: tuple[Match, ...] = ()


class Tier(Rule):
    """How closely a contractor is looked at. Tiers stand from the heaviest to the lightest; the first that applies is the one."""

    code: TierCode
    label: Label
    when: TierWhen
    sheet: Key
    interval_months: Months | None = None
    """None: no regular interval, only the contract candidates (domain: tier C)."""
    before_end_days: Days = 90
    """Looked at again so many days before a live contract ends."""
    answer_days: Annotated[int, Field(ge=1, le=365)] = 30
    """How long the contractor has to answer."""
    conditional_months: Months = 6
    """How long 条件付適合 holds at most."""
    on_site: OnSite
    decided_by: Literal[DecisionKind.ASSESS_SECTION, DecisionKind.ASSESS_SECURITY]


class SheetDomain(Part):
    """A domain of questions: A 体制・規程 … L クラウド・生成AI."""

    code: Annotated[str, Field(pattern=r"^[A-Z]$")]
    title: Label


class SheetTopic(Part):
    """A topic within a domain: A1 統括する役員と担当部署の任命. `scs`: also a theme of SCS ★3."""

    code: Annotated[str, Field(pattern=r"^[A-Z][0-9]{1,2}$")]
    title: Label
    threats: Annotated[tuple[Threat, ...], Field(min_length=1)]
    scs: bool = False


class KnockOut(Part):
    """An answer below this makes 適合 impossible; `because` says why."""

    at_least: Literal["done", "partly"]
    because: Sentence


class SheetQuestion(Rule):
    """One question to a contractor. Its id is never used again for another question; a new wording raises `version`."""

    id: QuestionId
    version: Annotated[int, Field(ge=1)] = 1
    text: Sentence
    help: Annotated[str, Field(max_length=1000)] = ""
    evidence: Annotated[str, Field(max_length=500)] = ""
    """What proof is wanted, in words; empty: none."""
    knock_out: KnockOut | None = None
    weight: Annotated[int, Field(ge=1, le=5)] = 1
    answered_by: tuple[Key, ...] = ()
    """Kinds of evidence that, valid and within scope, answer it with 実施済."""

    @property
    def topic(self) -> str:
        return self.id.split("-")[0]

    @property
    def domain(self) -> str:
        return self.id[0]


class Sheet(Rule):
    """A check sheet: which questions are asked, in their order. `every_question`: all of them."""

    key: Key
    title: Label
    version: Annotated[int, Field(ge=1)]
    instructions: Sentence
    every_question: bool = False
    questions: tuple[QuestionId, ...] = ()


class Validity(StrEnum):
    """How the last day of a piece of evidence is found."""

    STATED = "stated"  # as the certificate says, but no longer than `months` from its issue
    MONTHS_FROM_ISSUE = "months_from_issue"
    MONTHS_FROM_PERIOD_END = "months_from_period_end"  # counted from the day after the audited period ended
    NONE = "none"  # does not cease by itself


class EvidenceKind(Rule):
    """A kind of evidence and its rule of validity."""

    key: Key
    label: Label
    issuer: Annotated[str, Field(max_length=200)] = ""
    validity: Validity
    months: Months | None = None
    pending_renewal_counts: bool = False
    """Stays valid while a renewal applied for in time is under decision."""
    lead_days: Days = 60
    """So many days before its last day it is asked for again."""
    scope_needed: bool = False
    register_needed: bool = False
    """Counts only with the entry of the public register."""
    follows: Key | None = None
    """Valid only while this other kind is (27017 follows 27001)."""
    weak: bool = False
    note: Annotated[str, Field(max_length=1000)] = ""


class EarlyTrigger(Rule):
    """What opens a review at once (domain: extra triggers)."""

    key: Key
    label: Label
    tiers: tuple[TierCode, ...]
    by_hand: bool = True
    """Whether an officer may raise it; others are raised by what happened."""


class Scoring(Rule):
    """配点: optional. 実施済 counts whole, 一部実施 by `partly_percent`, 該当なし not at all."""

    used: bool
    partly_percent: Annotated[int, Field(ge=0, le=100)] = 50
    fit_at_least: Annotated[int, Field(ge=0, le=100)] | None = None
    """A hint only: the officer decides."""


class ExceptionTerms(Rule):
    """例外措置 for contracting with a contractor that does not pass: how long at most, and whose duty allows it."""

    longest_months: Months
    allowed_by: Annotated[tuple[Key, ...], Field(min_length=1)]


class BeforeContract(Rule):
    """What stands in the way of a contract with a contractor that is not assessed, where the town may ask before it chooses."""

    unassessed: Literal["block", "plan"]
    """`block`: it can't be chosen. `plan`: it can, with a plan of how its measures are confirmed after the conclusion."""


class AssessingFrame(Part):
    """Everything about assessments that a municipality decides, but for the questions and the kinds of evidence."""

    tiers: Annotated[tuple[Tier, ...], Field(min_length=1)]
    domains: tuple[SheetDomain, ...]
    topics: tuple[SheetTopic, ...]
    sheets: tuple[Sheet, ...]
    early_triggers: tuple[EarlyTrigger, ...]
    scoring: Scoring
    before_contract: BeforeContract
    exceptions: ExceptionTerms


class Assessing(AssessingFrame):
    """Everything about assessments that a municipality decides. Questions stand in the order in which they are asked."""

    questions: tuple[SheetQuestion, ...]
    evidence_kinds: tuple[EvidenceKind, ...]

    @cached_property
    def _questions(self) -> dict[str, SheetQuestion]:
        return {question.id: question for question in self.questions}

    def question(self, question_id: str) -> SheetQuestion:
        """KeyError when there is none."""
        return self._questions[question_id]

    def tier(self, code: str) -> Tier:
        """KeyError when there is none."""
        return next((tier for tier in self.tiers if tier.code == code), None) or _missing(code)

    def rank(self, code: str) -> int:
        """0 is the lightest tier."""
        return len(self.tiers) - 1 - [tier.code for tier in self.tiers].index(code)

    def sheet(self, key: str) -> Sheet:
        """KeyError when there is none."""
        return by_key(self.sheets, key)

    def questions_of(self, sheet: Sheet) -> tuple[SheetQuestion, ...]:
        """The questions of a sheet, in its order."""
        return self.questions if sheet.every_question else tuple(self._questions[one] for one in sheet.questions)

    def evidence_kind(self, key: str) -> EvidenceKind:
        """KeyError when there is none."""
        return by_key(self.evidence_kinds, key)


def _missing(code: str) -> Tier:
    raise KeyError(code)
