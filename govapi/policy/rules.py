"""What the policy set says about one job: pure functions of the policy, the answers and the day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from govapi.kit.errors import FieldFault, Unmet
from govapi.kit.japan.money import yen
from govapi.policy.conditions import FLAGS, Facts, explain, holds
from govapi.policy.schema.base import on_day
from govapi.policy.schema.clauses import Clause
from govapi.policy.schema.erasure import ErasureMethod, ErasureProof
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.procurement import PercentFrom
from govapi.policy.schema.questions import AnswerKind, Derivation, Match, Question, Questionnaire
from govapi.policy.schema.routes import DecisionKind, RouteStep, StepCondition

Answer = bool | int | str
Answers = Mapping[str, Answer]
"""Question key → true/false, key of a choice, or a number. A question that is missing is unanswered."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was raised: the sentence for the clerk, and the policy sentences it serves."""

    key: str
    because: str
    class_code: str | None
    facts: tuple[str, ...]
    policy: tuple[str, ...]
    source_label: str


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from the answers. `class_code` is None where no information is handled."""

    facts: Facts
    class_code: str | None
    integrity: int
    availability: int
    because: tuple[Reason, ...]
    unanswered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequiredClause:
    """A clause the contract must carry, and why (a sentence for the clerk)."""

    key: str
    because: str
    clause: Clause


def asked(questionnaire: Questionnaire, answers: Answers) -> tuple[Question, ...]:
    """The questions that unfold with these answers, in order. Answers to folded questions count for nothing."""
    seen: dict[str, Question] = {}
    for question in questionnaire.questions:
        if not question.unfolds_when or any(matches(match, seen, answers) for match in question.unfolds_when):
            seen[question.key] = question
    return tuple(seen.values())


def answer_faults(questionnaire: Questionnaire, answers: Answers) -> list[FieldFault]:
    """Answers to unknown questions, of the wrong kind, or outside the choices. Pointers are relative to the answers."""
    faults = []
    for key, answer in answers.items():
        question = questionnaire.by_key.get(key)
        message = "この質問は方針セットにありません。" if question is None else _answer_fault(question, answer)
        if message:
            faults.append(FieldFault(f"/{key}", message))
    return faults


def derive(
    policy: PolicySet,
    answers: Answers,
    *,
    long_term: bool = False,
    starts_on: date | None = None,
    questionnaire: Questionnaire | None = None,
) -> Derived:
    """Class, levels and facts from the plain answers, of contracts or of another ``questionnaire``.

    Monotone: a further or heavier answer never lowers anything.
    """
    asking = questionnaire or policy.questionnaire
    questions = {question.key: question for question in asked(asking, answers)}
    fired = [row for row in asking.derivations if all(matches(match, questions, answers) for match in row.when)]
    codes = [row.raises.class_code for row in fired if row.raises.class_code is not None]
    class_code = max(codes, key=policy.classification.rank, default=None)
    availability = _level([row.raises.availability for row in fired], policy.classification.availability[0].level)
    names = {name for row in fired for name in row.raises.facts}
    if availability >= 2:
        names.add("availability2")
    if long_term:
        names.add("long_term")
    facts = Facts(info="none", starts_on=starts_on, **{name: name in names for name in FLAGS})
    return Derived(
        facts=with_class(policy, facts, class_code),
        class_code=class_code,
        integrity=_level([row.raises.integrity for row in fired], policy.classification.integrity[0].level),
        availability=availability,
        because=tuple(_reason(row) for row in fired),
        unanswered=tuple(key for key in questions if key not in answers),
    )


def with_class(policy: PolicySet, facts: Facts, class_code: str | None) -> Facts:
    """The facts under the class that was settled (raised freely, or lowered with a reason by the clerk)."""
    return replace(facts, info="none" if class_code is None else policy.classification.of(class_code).info)


def required_clauses(policy: PolicySet, facts: Facts) -> tuple[RequiredClause, ...]:
    """The clauses these facts require, in the order of the catalogue. Monotone in `facts`."""
    return tuple(
        RequiredClause(clause.key, f"{explain(clause.when, facts)}、必要な条項です。", clause)
        for clause in policy.clauses
        if holds(clause.when, facts)
    )


def route_for(policy: PolicySet, kind: DecisionKind, amount: int, class_code: str | None, facts: Facts) -> tuple[RouteStep, ...]:
    """The steps for a decision over `amount` yen with tax. Unmet when the policy set has no route for it."""
    for route in policy.routes:
        if kind in route.kinds and route.covers(amount):
            return tuple(step for step in route.steps if _applies(policy, step.when, class_code, facts))
    raise Unmet(
        f"「{kind.label}」で{yen(amount)}の案件の決裁経路が方針セットにありません。方針セットの決裁経路に金額の区分を加えてください。",
        code="no_route",
    )


def may_waive(clause: Clause, duties: frozenset[str]) -> bool:
    """Whether one who holds these duties may grant a waiver (例外措置) of the clause."""
    return bool(duties & set(clause.waivable_by))


def small_sum_ceiling(policy: PolicySet, on: date) -> int:
    """Yen with tax up to which 施行令第167条の2第1項第1号 is lawful on that day: the lower of 別表第5 and the town's rule."""
    small = policy.procurement.small_sum
    legal = next(row.amounts for row in small.legal if row.kind == small.body)
    amounts = [row.amount for row in (on_day(legal, on), on_day(small.own.amounts, on)) if row is not None]
    return min(amounts, default=0)


def ground_fault(policy: PolicySet, method: str, ground: str | None, predetermined_price: int | None, on: date) -> str | None:
    """Why the ground does not carry the method, in Japanese; None when it does. KeyError for an unknown method."""
    row = policy.procurement.method(method)
    if not row.grounds:
        return None if ground is None else f"{row.label}には、根拠の号の指定は不要です。指定を外してください。"
    if ground not in row.grounds:
        labels = "、".join(policy.procurement.ground(key).label for key in row.grounds)
        return f"{row.label}の根拠を、次のいずれかから選んでください。{labels}"
    ceiling = small_sum_ceiling(policy, on)
    if not policy.procurement.ground(ground).small_sum or predetermined_price is None or predetermined_price <= ceiling:
        return None
    others = "、".join(
        policy.procurement.ground(key).label for key in row.grounds if not policy.procurement.ground(key).small_sum
    )
    return (
        f"予定価格が少額随意契約の限度額（{yen(ceiling)}）を超えるため、この号を根拠にできません。"
        + (f"他の根拠（{others}）に当たるかを確かめるか、" if others else "")
        + "競争入札を検討してください。"
    )


def tax_rate(policy: PolicySet, on: date) -> Decimal:
    """Rate of 消費税及び地方消費税 on that day, as a fraction: Decimal("0.1") is 10 %."""
    return _fraction(policy.procurement.consumption_tax.rates, on)


def delay_rate(policy: PolicySet, on: date) -> Decimal:
    """遅延利息の率 a year on that day, as a fraction: Decimal("0.025") is 2.5 %."""
    return _fraction(policy.procurement.delay_interest.rates, on)


def quotes_needed(policy: PolicySet, predetermined_price: int) -> int:
    """How many quotes the policy asks for; fewer needs a written reason."""
    bands = [row for row in policy.procurement.quotes if row.min_yen <= predetermined_price]
    return max(bands, key=lambda row: row.min_yen).quotes if bands else 1


def is_transitional(policy: PolicySet, starts_on: date) -> bool:
    """経過措置対象: performance began before 地方自治法施行規則第16条の3 came into force."""
    return starts_on < policy.notices.transition.from_day


def erasure_methods(policy: PolicySet, medium: str, class_code: str | None) -> tuple[ErasureMethod, ...]:
    """The methods allowed for the medium and the class."""
    rank = policy.classification.rank
    return tuple(
        method
        for method in policy.erasure.methods
        if medium in method.media and (method.up_to_class is None or rank(class_code) <= rank(method.up_to_class))
    )


def erasure_proof(policy: PolicySet, class_code: str | None) -> ErasureProof | None:
    """The proof of erasure the class needs; None when none is needed."""
    rows = [row for row in policy.erasure.proofs if policy.classification.at_least(class_code, row.class_at_least)]
    return max(rows, key=lambda row: policy.classification.rank(row.class_at_least), default=None)


def matches(match: Match, questions: Mapping[str, Question], answers: Answers) -> bool:
    """Whether an answer to one of the unfolded `questions` is given and high enough. Monotone in `answers`."""
    question, answer = questions.get(match.question), answers.get(match.question)
    if question is None or answer is None:
        return False
    if question.kind is AnswerKind.YES_NO:
        return answer is True
    if question.kind is AnswerKind.NUMBER:
        return isinstance(answer, int) and isinstance(match.at_least, int) and answer >= match.at_least
    rank, floor = question.choice_rank(str(answer)), question.choice_rank(str(match.at_least))
    return rank is not None and floor is not None and rank >= floor


def _answer_fault(question: Question, answer: Answer) -> str | None:
    if question.kind is AnswerKind.YES_NO:
        return None if isinstance(answer, bool) else "はい又はいいえで答えてください。"
    if question.kind is AnswerKind.CHOICE:
        labels = "、".join(choice.label for choice in question.choices)
        return None if question.choice_rank(str(answer)) is not None else f"次のいずれかを選んでください。{labels}"
    if not isinstance(answer, int) or isinstance(answer, bool) or answer < 0:
        return "0以上の整数で答えてください。"
    return None if question.maximum is None or answer <= question.maximum else f"{question.maximum}以下の整数で答えてください。"


def _reason(row: Derivation) -> Reason:
    return Reason(row.key, row.because, row.raises.class_code, row.raises.facts, row.policy, row.source.label)


def _level(levels: list[int | None], lowest: int) -> int:
    return max((level for level in levels if level is not None), default=lowest)


def _fraction(rates: tuple[PercentFrom, ...], on: date) -> Decimal:
    row = on_day(rates, on)
    if row is None:
        raise Unmet("この日の率が方針セットにありません。方針セットに適用開始日と率を加えてください。", code="no_rate")
    return row.percent / 100


def _applies(policy: PolicySet, when: StepCondition | None, class_code: str | None, facts: Facts) -> bool:
    if when is None:
        return True
    by_class = when.class_at_least is not None and policy.classification.at_least(class_code, when.class_at_least)
    return by_class or (when.facts is not None and holds(when.facts, facts))
