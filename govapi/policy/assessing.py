"""What the policy set says about looking at a contractor: which tier a job needs, until when a piece of evidence counts."""

from datetime import date

from govapi.kit.errors import FieldFault, Unmet
from govapi.kit.japan.holidays import period_end_months
from govapi.policy.conditions import Facts, holds
from govapi.policy.rules import Answers, asked, matches
from govapi.policy.schema.assessing import EvidenceKind, Tier, TierWhen, Validity
from govapi.policy.schema.policy_set import PolicySet


def tier_for(policy: PolicySet, class_code: str | None, facts: Facts, answers: Answers) -> Tier | None:
    """The heaviest tier that applies; None where no information is handled, or where the town assesses nobody for it.

    Monotone: a higher class, a further fact or a heavier answer never leads to a lighter tier.
    """
    if facts.info == "none":
        return None
    return next((tier for tier in policy.assessing.tiers if _applies(policy, tier.when, class_code, facts, answers)), None)


def heavier(policy: PolicySet, one: str | None, other: str | None) -> str | None:
    """The code of the heavier of two tiers; None is lighter than all."""
    codes = [code for code in (one, other) if code is not None]
    return max(codes, key=policy.assessing.rank, default=None)


def evidence_valid_until(
    kind: EvidenceKind,
    *,
    issued_on: date | None,
    period_end: date | None,
    stated_until: date | None,
    renewal_applied_on: date | None = None,
    renewal_pending: bool = False,
    on: date,
) -> date | None:
    """The last day on which the evidence counts, as known on the day `on`; None: it does not cease by itself.

    Unmet, naming the field, when a date the rule needs is missing. While a renewal applied for in time is under decision,
    evidence of a kind for which that counts is good for today, and is counted again tomorrow.
    """
    last = _last_day(kind, issued_on, period_end, stated_until)
    in_time = renewal_applied_on is not None and last is not None and renewal_applied_on <= min(last, on)
    if last is not None and kind.pending_renewal_counts and renewal_pending and in_time:
        return max(last, on)
    return last


def _last_day(kind: EvidenceKind, issued_on: date | None, period_end: date | None, stated_until: date | None) -> date | None:
    match kind.validity:
        case Validity.NONE:
            return stated_until
        case Validity.MONTHS_FROM_ISSUE:
            start = _needed(issued_on, "/issued_on", "発行日（評価の日）")
            return _earlier(stated_until, period_end_months(start, _months(kind), first_day_counts=True))
        case Validity.MONTHS_FROM_PERIOD_END:
            end = _needed(period_end, "/period_end", "監査の対象期間の末日")
            return _earlier(stated_until, period_end_months(end, _months(kind)))
        case Validity.STATED:
            stated = _needed(stated_until, "/stated_until", "証書に書かれた有効期限")
            if kind.months is None:
                return stated
            return min(stated, period_end_months(_needed(issued_on, "/issued_on", "証書の発行日"), kind.months))


def _earlier(stated: date | None, counted: date) -> date:
    return counted if stated is None else min(stated, counted)


def _months(kind: EvidenceKind) -> int:
    if kind.months is None:
        raise Unmet(
            f"証跡の種類「{kind.label}」の有効期間（月数）が方針セットにありません。方針セットに加えてください。",
            code="no_months",
        )
    return kind.months


def _needed(day: date | None, pointer: str, what: str) -> date:
    if day is None:
        sentence = f"有効期間を定めるため、{what}を入力してください。"
        raise Unmet(sentence, code="date_missing", errors=[FieldFault(pointer, sentence)])
    return day


def _applies(policy: PolicySet, when: TierWhen, class_code: str | None, facts: Facts, answers: Answers) -> bool:
    if when.class_at_least is not None and policy.classification.at_least(class_code, when.class_at_least):
        return True
    if when.facts is not None and holds(when.facts, facts):
        return True
    questions = {question.key: question for question in asked(policy.questionnaire, answers)}
    return any(matches(match, questions, answers) for match in when.answers)
