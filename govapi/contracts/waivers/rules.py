"""Which clause a waiver may be asked for, until when, and whose duty allows it. Pure."""

from dataclasses import dataclass
from datetime import date

from govapi.kit.japan.era import wareki
from govapi.people.actor import DUTIES
from govapi.policy.schema.clauses import Clause

ENDED = frozenset({"failed", "withdrawn", "terminated", "closed"})


@dataclass(frozen=True)
class WaiverFacts:
    """What the guards of a waiver look at."""

    clause: Clause | None  # None: the policy set of today no longer knows it
    title: str
    required: bool
    included: bool
    contract_status: str
    contract_ends_on: date | None
    until: date
    today: date


def contract_lives(facts: WaiverFacts) -> str | None:
    if facts.contract_status in ENDED:
        return "終わった契約について、例外措置を申請することはできません。"
    return None


def clause_waivable(facts: WaiverFacts) -> str | None:
    """Nobody may waive what a law wants: the sentence names the law."""
    if facts.clause is None:
        return f"「{facts.title}」は今の方針セットの条項集にありません。例外措置は必要ありません。"
    if not facts.clause.waivable_by:
        return (
            f"「{facts.title}」は、{facts.clause.source.basis}により必要な条項です。"
            "例外措置の対象にならないため、条項を契約に入れてください。"
        )
    return None


def clause_lacking(facts: WaiverFacts) -> str | None:
    if not facts.required:
        return f"「{facts.title}」は、この契約に必要な条項ではありません。例外措置は必要ありません。"
    if facts.included:
        return f"「{facts.title}」は、既に契約に入っています。外さない限り、例外措置は必要ありません。"
    return None


def until_sound(facts: WaiverFacts) -> str | None:
    if facts.until < facts.today:
        return "例外措置の期限が過ぎています。今日以後の日にしてください。"
    if facts.contract_ends_on is not None and facts.until > facts.contract_ends_on:
        return f"例外措置の期限は、履行期間の終期（{wareki(facts.contract_ends_on)}）までの日にしてください。"
    return None


FOR_ASKING = (contract_lives, clause_waivable, clause_lacking, until_sound)


def fault(facts: WaiverFacts) -> str | None:
    """Why a waiver cannot be asked for, in Japanese, or None."""
    return next((sentence for guard in FOR_ASKING if (sentence := guard(facts)) is not None), None)


def officers(clause: Clause) -> str:
    """Who may allow it, in words."""
    return "又は".join(DUTIES.get(duty, duty) for duty in clause.waivable_by)
