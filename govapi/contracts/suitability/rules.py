"""How a contractor's assessment stands to a contract, and what that bars. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from govapi.kit.japan.era import wareki

Outcome = Literal["not_needed", "undecided", "ok", "blocked", "plan_needed", "planned"]

LABELS: dict[Outcome, str] = {
    "not_needed": "評価は不要",
    "undecided": "相手方が未定",
    "ok": "適合",
    "blocked": "相手方にできない",
    "plan_needed": "確認の計画が必要",
    "planned": "契約後に確認する",
}

# From the conclusion until the contract is over: then the plan is carried out, late if need be.
CONFIRMING = frozenset({"concluded", "active", "suspended", "amending", "terminating", "completed", "closing"})
OVER = frozenset({"failed", "withdrawn", "terminated", "closed"})


@dataclass(frozen=True)
class Company:
    """A company that would do the work, and how it stands for the tier on the day that counts."""

    name: str
    verdict: str  # unassessed | fit | conditional | unfit
    sentence: str  # the same in words
    ok: bool
    exception_until: date | None = None  # the last day of the 例外措置 in force that covers the tier

    @property
    def passes(self) -> bool:
        return self.ok or self.exception_until is not None


@dataclass(frozen=True)
class Situation:
    """What the outcome depends on. ``may_ask``: the town chooses whom to ask (指名, 随契). ``strict``: and it does not choose
    who is not assessed. ``published``: the condition was told in the 公告, the 実施要領 …"""

    tier_label: str | None  # None: no information is handled
    companies: Sequence[Company]  # none: the contractor is not chosen yet
    may_ask: bool
    strict: bool
    published: bool
    planned: bool
    told_in: str
    checked_at: str


@dataclass(frozen=True)
class Suitability:
    """The outcome with its reason, a sentence that says what to do."""

    outcome: Outcome
    because: str


def judge(at: Situation) -> Suitability:
    """Whether this contractor may be contracted with."""
    if at.tier_label is None:
        return Suitability("not_needed", "本市の情報を取り扱わないため、委託先評価は必要ありません。")
    if not at.companies:
        return Suitability("undecided", _ahead(at))
    lacking = [one for one in at.companies if not one.passes]
    if not lacking:
        return Suitability("ok", "".join(_passing(one) for one in at.companies))
    unfit = [one for one in lacking if one.verdict == "unfit"]
    if unfit and (at.published or at.may_ask):
        return Suitability("blocked", _unfit(unfit))
    if at.published or (at.may_ask and at.strict):
        return Suitability("blocked", _unassessed(at, lacking))
    stand = "".join(f"「{one.name}」の{at.tier_label}の評価は、{one.sentence}です。" for one in lacking)
    if at.planned:
        return Suitability("planned", f"{stand}契約後に、計画に従って対策を確かめます。")
    why = "" if at.may_ask else f"評価の条件を{at.told_in}に示していないため、相手方を拒むことはできません。"
    mending = "不適合とした事項の改善を求め、" if unfit else ""
    return Suitability("plan_needed", f"{stand}{why}{mending}契約後に対策を確かめる計画と、その期限を入力してください。")


def bars_choice(found: Suitability) -> str | None:
    """Why the contractor cannot be chosen, or None."""
    return found.because if found.outcome == "blocked" else None


def bars_conclusion(found: Suitability) -> str | None:
    """Why the conclusion cannot be asked for, or None."""
    return found.because if found.outcome in ("blocked", "plan_needed") else None


def _ahead(at: Situation) -> str:
    if at.may_ask:
        return f"本業務は{at.tier_label}に当たります。{at.checked_at}に、相手方の候補の評価を済ませてください。"
    if at.published:
        return f"本業務は{at.tier_label}に当たります。{at.checked_at}に、有効な評価があることを確かめてください。"
    return (
        f"本業務は{at.tier_label}に当たります。評価を条件とするときは、次の文を{at.told_in}に載せ、載せたことを記録してください。"
        "載せないときは、契約後に対策を確かめます。"
    )


def _passing(one: Company) -> str:
    if one.ok:
        return f"「{one.name}」は、{one.sentence}です。"
    assert one.exception_until is not None
    return f"「{one.name}」は{one.sentence}ですが、例外措置が{wareki(one.exception_until)}まで許可されています。"


def _unfit(unfit: Sequence[Company]) -> str:
    names = "、".join(f"「{one.name}」" for one in unfit)
    return f"{names}の評価は不適合です。再評価により適合とするか、例外措置の許可を受けるまで、契約できません。"


def _unassessed(at: Situation, lacking: Sequence[Company]) -> str:
    stand = "".join(f"「{one.name}」の{at.tier_label}の評価は、{one.sentence}です。" for one in lacking)
    return f"{stand}{at.checked_at}に評価を済ませるか、例外措置の許可を受けてください。"
