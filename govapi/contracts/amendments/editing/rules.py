"""From the page of an amendment to the terms it changes, and how a changed term reads. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from govapi.contracts.amendments.rules import AMENDABLE, EMPTIABLE, label
from govapi.contracts.drafting.rules import answers_of, lines, settled
from govapi.contracts.paper.facts.rules import written
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.questions import AnswerKind, Question

UNANSWERED = "答えていません"


@dataclass(frozen=True)
class Difference:
    """A changed term in words."""

    item: str
    before: str
    after: str


def wanted(typed: Mapping[str, Any], sent: Iterable[str], now: Mapping[str, Any], policy: PolicySet) -> dict[str, Any]:
    """The terms the page really changes. ``typed`` as the form's shape holds them, ``now`` as the contract does (plain JSON)."""
    values: dict[str, Any] = {name: typed[name] for name in AMENDABLE if name in set(sent) and name in typed}
    if "answers" in values:
        values["answers"] = dict(answers_of(policy.questionnaire.by_key, values["answers"]))
    if "information" in values:
        values["information"] = lines(values["information"])
    if "unit_prices" in values:
        values["unit_prices"] = [{**row, "price": str(row["price"])} for row in values["unit_prices"]]
    found = {name: value for name, value in settled(values, policy.procurement).items() if name in AMENDABLE}
    return {name: value for name, value in found.items() if not _same(value, now[name])}


def _same(value: Any, before: Any) -> bool:
    # Emptied where nothing stood and nothing may be emptied: no change.
    return value == before or (value in (None, "") and before in (None, ""))


def emptied(values: Mapping[str, Any]) -> list[str]:
    """The terms left blank that must have a value."""
    return [name for name, value in values.items() if value is None and name not in EMPTIABLE]


def differences(changes: Mapping[str, Mapping[str, Any]], policy: PolicySet, *, unit_price: bool) -> list[Difference]:
    """The changed terms in words; of the answers each question that is answered otherwise."""
    found: list[Difference] = []
    for name, row in changes.items():
        if name == "answers":
            found += _answers(row["before"] or {}, row["after"] or {}, policy.questionnaire.by_key)
        else:
            before, after = (written(name, row[side], policy, unit_price=unit_price) for side in ("before", "after"))
            found.append(Difference(label(name), before, after))
    return found


def _answers(before: Mapping[str, Any], after: Mapping[str, Any], questions: Mapping[str, Question]) -> list[Difference]:
    keys = [key for key in questions if before.get(key) != after.get(key)]
    return [
        Difference(questions[key].label, answer(questions[key], before.get(key)), answer(questions[key], after.get(key)))
        for key in keys
    ]


def answer(question: Question, value: object) -> str:
    """An answer in words."""
    if value is None:
        return UNANSWERED
    if question.kind is AnswerKind.YES_NO:
        return "はい" if value is True else "いいえ"
    if question.kind is AnswerKind.CHOICE:
        return next((choice.label for choice in question.choices if choice.key == value), str(value))
    return str(value)
