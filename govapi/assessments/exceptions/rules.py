"""When an exception may be asked for, until when, and whose duty allows it. Pure."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from govapi.kit.japan.era import wareki
from govapi.people.actor import DUTIES

# outcome of the decision → the transition of the exception
FIRES = {"decided": "grant", "returned": "return", "withdrawn": "return", "rejected": "refuse"}


@dataclass(frozen=True)
class ExceptionFacts:
    """What the guards of an exception look at. ``latest``: the last day the policy allows, counted from today."""

    passes: bool  # the contractor is assessed 適合 or 条件付適合, and that holds today
    standing: str  # the same in words
    until: date
    latest: date
    today: date


def exception_needed(facts: ExceptionFacts) -> str | None:
    if facts.passes:
        return f"この委託先の評価は「{facts.standing}」です。例外措置は必要ありません。"
    return None


def until_sound(facts: ExceptionFacts) -> str | None:
    if facts.until < facts.today:
        return "例外措置の期限が過ぎています。今日以後の日にしてください。"
    if facts.until > facts.latest:
        return (
            f"例外措置の期限は、{wareki(facts.latest)}までの日にしてください。それより長く必要なときは、改めて申請してください。"
        )
    return None


FOR_ASKING = (exception_needed, until_sound)


def fault(facts: ExceptionFacts) -> str | None:
    """Why an exception cannot be asked for, in Japanese, or None."""
    return next((sentence for guard in FOR_ASKING if (sentence := guard(facts)) is not None), None)


def officers(duties: Collection[str]) -> str:
    """Who may allow it, in words."""
    return "又は".join(DUTIES.get(duty, duty) for duty in duties)


@dataclass(frozen=True)
class Granted:
    """An exception that was allowed, for a tier and until a day."""

    tier: str
    until: date

    def holds(self, on: date) -> bool:
        """The last day still counts."""
        return on <= self.until


def covered(granted: Iterable[Granted], tier: str, rank: Callable[[str], int], on: date) -> bool:
    """Whether an exception in force on the day was allowed for this tier or a heavier one."""
    return any(one.holds(on) and rank(one.tier) >= rank(tier) for one in granted)
