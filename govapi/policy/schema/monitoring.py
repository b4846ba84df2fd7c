"""履行の監督と事故: duties and their lead times, regular reports, how the method of procurement binds, the clocks of the laws."""

from typing import Annotated, Literal

from pydantic import Field

from govapi.policy.conditions import Condition
from govapi.policy.schema.base import ClassCode, Key, Label, Part, Rule, Sentence, by_key

Days = Annotated[int, Field(ge=0, le=1000)]


class DutyKind(Rule):
    """A kind of dated duty: when it opens, when those who do it are reminded, and when the superior is told.

    `opens_before_days`: internal preparation, the duty opens so many days before its day. `notice_before_days`: the days before
    on which a reminder goes out. `escalate_after_days`: so many days past its day the head of the section is told; None: never.
    """

    key: Key
    label: Label
    opens_before_days: Days = 30
    notice_before_days: tuple[Days, ...] = ()
    escalate_after_days: Days | None = 7
    tells: Literal["section", "head"] = "section"
    """Who is reminded where nobody is named: all who hold a post in the section, or its head alone."""
    calendar_days: bool = False
    """The law counts calendar days: the day is not moved off a closed day."""


class ReportRule(Rule):
    """定期報告: how often the contractor reports. The first rule whose facts hold and whose class is reached applies."""

    key: Key
    label: Label
    when: Condition
    class_at_least: ClassCode | None = None
    every_months: Annotated[int, Field(ge=1, le=12)]
    due_days: Days = 10
    """So many days after the end of the period."""


class Bindingness(Rule):
    """How the condition "assessed" binds under a method of procurement."""

    method: Key
    told_in: Label
    """Where the condition must have been published: 入札公告及び仕様書, 実施要領 …"""
    checked_at: Label
    """When it is checked: 入札参加資格の確認, 見積依頼の前 …"""
    free_to_ask: bool
    """The town may ask before it invites (指名, 随契), whether published or not: then it blocks."""
    sentence: Sentence
    """The sentence for the place of `told_in` (公告, 指名通知, 実施要領 …). {tier} and {sheet} are filled in."""
    specification: Sentence
    """The sentence for the 仕様書, for the time after the conclusion. {tier} and {sheet} are filled in."""


class Clock(Part):
    """A report due so many days (or hours) after the town came to know."""

    key: Key
    label: Label
    days: Days
    malicious_days: Days | None = None
    """Where the cause is 不正の目的; None: the same."""
    to: Label


class IncidentLaw(Rule):
    """A law that wants an incident reported: from how many persons, and by when. Days are calendar days from 認知."""

    key: Key
    label: Label
    applies_to: Literal["personal", "my_number", "ordinance_sensitive", "any"]
    persons_more_than: Annotated[int, Field(ge=0)] | None = None
    """Reportable from more than so many persons; None: from the first."""
    always_when: tuple[Literal["sensitive", "financial", "malicious"], ...] = ()
    """Reportable from one person when any of these holds."""
    clocks: tuple[Clock, ...]
    notify_persons: bool = False


class ChainStep(Rule):
    """通報の順: who is told, within how many hours of 認知 by the town."""

    key: Key
    label: Label
    within_hours: Annotated[int, Field(ge=0, le=1000)]
    when_serious: bool = False
    """Only for serious incidents."""


class Monitoring(Part):
    """What a municipality decides about watching over contracts in performance."""

    duty_kinds: tuple[DutyKind, ...]
    report_rules: tuple[ReportRule, ...]
    bindingness: tuple[Bindingness, ...]
    incident_laws: tuple[IncidentLaw, ...]
    incident_chain: tuple[ChainStep, ...]
    improvement_days: Annotated[int, Field(ge=1, le=365)] = 30
    """How long a contractor has to answer a 改善要求, unless it says otherwise."""
    extra_closed_days: tuple[Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")], ...] = ()
    """閉庁日 of the town itself, beside Saturdays, Sundays, holidays and 12/29–1/3."""

    def duty_kind(self, key: str) -> DutyKind:
        """KeyError when there is none."""
        return by_key(self.duty_kinds, key)

    def binding(self, method: str) -> Bindingness:
        """KeyError when there is none."""
        return next((row for row in self.bindingness if row.method == method), None) or _missing(method)


def _missing(method: str) -> Bindingness:
    raise KeyError(method)
