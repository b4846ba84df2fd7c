"""Rules of an outsourcing contract, pure: what the dates make true, what a term must satisfy, what bars a step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from govapi.kit.japan.fiscal import fiscal_year_bounds
from govapi.kit.japan.holidays import working_day_on_or_before

TermKind = Literal["single_year", "long_term", "debt_burden"]

TERM_KINDS: dict[TermKind, str] = {
    "single_year": "単年度契約",
    "long_term": "長期継続契約（地方自治法第234条の3）",
    "debt_burden": "債務負担行為（地方自治法第214条）",
}

DepositKind = Literal["paid", "exempt"]


def status_on(status: str, starts_on: date | None, today: date) -> str:
    """The state of today: a concluded contract is being performed from its first day on."""
    if status == "concluded" and starts_on is not None and starts_on <= today:
        return "active"
    return status


@dataclass(frozen=True)
class Badge:
    """A truth that time makes, shown beside the state."""

    key: str
    label: str


def badges(
    status: str, *, ends_on: date | None, notice_on: date | None, today: date, returned: bool, migrated: bool
) -> list[Badge]:
    """差戻し, 移行, 満了間近, 期間満了: derived each time, stored nowhere."""
    found = []
    if returned and status in ("draft", "selected"):
        found.append(Badge("returned", "差戻し"))
    if migrated:
        found.append(Badge("migrated", "移行"))
    if status in ("active", "suspended", "amending", "terminating") and ends_on is not None:
        if ends_on < today:
            found.append(Badge("expired", "期間満了"))
        elif notice_on is not None and notice_on <= today:
            found.append(Badge("expiring", "満了間近"))
    return found


def notice_date(ends_on: date, lead_days: int) -> date:
    """The day to say whether the contract goes on: ``lead_days`` before its end, moved to a working day before."""
    return working_day_on_or_before(ends_on - timedelta(days=lead_days))


def term_fault(kind: TermKind, fiscal_year: int, starts_on: date, ends_on: date, max_years: int | None) -> str | None:
    """What is wrong with the term, in Japanese, or None. ``max_years`` bounds a 長期継続契約 (条例)."""
    if ends_on < starts_on:
        return "履行期間の終わりは、始まり以後の日にしてください。"
    first, after = fiscal_year_bounds(fiscal_year)
    if not first <= starts_on < after:
        return f"履行期間の始まりが令和{fiscal_year - 2018}年度の中にありません。会計年度を確かめてください。"
    if kind == "single_year" and ends_on >= after:
        return (
            "履行期間が会計年度を越えています。長期継続契約又は債務負担行為に当たるかを確かめ、期間の種類を選び直してください。"
        )
    if kind == "long_term" and max_years is not None and ends_on >= _years_later(starts_on, max_years):
        return f"長期継続契約の期間は、条例により{max_years}年以内としてください。"
    return None


def _years_later(day: date, years: int) -> date:
    # 2月29日 counts as 2月28日 in a year without it.
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def settled_class(derived: str | None, chosen: str | None, rank: Callable[[str | None], int]) -> tuple[str | None, bool]:
    """The class that holds, and whether a reason is due: raised freely, lowered only with a reason."""
    if chosen is None or chosen == derived:
        return derived, False
    return chosen, rank(chosen) < rank(derived)


# What must be in order before a contract may take a step: each guard answers None, or why not.


@dataclass(frozen=True)
class ContractFacts:
    """What the guards look at; collected by the service, never by the rules."""

    missing_fields: Sequence[str] = ()  # labels of facts the 施行伺 needs
    unanswered: Sequence[str] = ()  # labels of questions without an answer
    missing_clauses: Sequence[str] = ()  # labels of required clauses neither included nor waived
    class_needs_reason: bool = False
    ground_fault: str | None = None
    term_fault: str | None = None
    split_suspects: Sequence[str] = ()  # numbers of contracts that look like one order divided
    split_answered: bool = True
    contractor_fault: str | None = None
    suitability_fault: str | None = None
    missing_for_conclusion: Sequence[str] = ()
    may_merge: bool = False
    term_is_over: bool = False
    inspected: bool = False
    handed_over: bool = True  # information was handed to the contractor
    unproven_returns: Sequence[str] = field(default_factory=list)  # what is not yet proven returned or erased
    return_settled: bool = False  # "nothing was handed over", or every item proven
    terminated: bool = False


def _listed(names: Sequence[str]) -> str:
    return "、".join(f"「{name}」" for name in names)


def fields_filled(facts: ContractFacts) -> str | None:
    return f"次の項目を入力してください。{_listed(facts.missing_fields)}" if facts.missing_fields else None


def questions_answered(facts: ContractFacts) -> str | None:
    return f"取り扱う情報についての質問に答えてください。{_listed(facts.unanswered)}" if facts.unanswered else None


def clauses_complete(facts: ContractFacts) -> str | None:
    if not facts.missing_clauses:
        return None
    return f"必要な条項が入っていません。{_listed(facts.missing_clauses)}を加えるか、例外措置の承認を受けてください。"


def class_explained(facts: ContractFacts) -> str | None:
    return "分類を引き下げた理由を入力してください。" if facts.class_needs_reason else None


def ground_lawful(facts: ContractFacts) -> str | None:
    return facts.ground_fault


def term_lawful(facts: ContractFacts) -> str | None:
    return facts.term_fault


def split_explained(facts: ContractFacts) -> str | None:
    if facts.split_suspects and not facts.split_answered:
        return f"{_listed(facts.split_suspects)}と分けて発注しているように見えます。分割発注でない理由を入力してください。"
    return None


def contractor_sound(facts: ContractFacts) -> str | None:
    return facts.contractor_fault


def contractor_suitable(facts: ContractFacts) -> str | None:
    return facts.suitability_fault


def conclusion_filled(facts: ContractFacts) -> str | None:
    names = facts.missing_for_conclusion
    return f"契約の締結に必要な次の項目を入力してください。{_listed(names)}" if names else None


def mergeable(facts: ContractFacts) -> str | None:
    return None if facts.may_merge else "施行伺と契約締結伺を併せられるのは、少額の随意契約だけです。施行伺から起案してください。"


def term_over(facts: ContractFacts) -> str | None:
    return None if facts.term_is_over else "履行期間が終わるまでは、履行完了とすることができません。"


def inspected(facts: ContractFacts) -> str | None:
    return None if facts.inspected or facts.terminated else "検査に合格した記録（検査調書）を登録してください。"


def returns_proven(facts: ContractFacts) -> str | None:
    if facts.return_settled:
        return None
    if facts.unproven_returns:
        return f"次のものの返却又は消去が確認されていません。{_listed(facts.unproven_returns)}"
    return "渡した情報の返却又は消去の証明を登録するか、「渡した情報はない」ことを記録してください。"


FOR_PLAN = (fields_filled, questions_answered, class_explained, ground_lawful, term_lawful, split_explained, clauses_complete)
FOR_CONCLUSION = (contractor_sound, contractor_suitable, conclusion_filled, clauses_complete)
FOR_MERGED = (mergeable, *FOR_PLAN, contractor_sound, contractor_suitable, conclusion_filled)
FOR_COMPLETION = (term_over,)
FOR_CLOSING = (inspected,)
FOR_END = (inspected, returns_proven)
