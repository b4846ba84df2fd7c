"""Which request for sub-contracting the city may consent to, and what the dates make of a consent. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from govapi.kit.japan.era import wareki
from govapi.kit.japan.money import yen, zenkaku

# States of a contract in which its contractor may ask.
RUNNING = frozenset({"concluded", "active", "suspended", "amending"})
TIERS: Mapping[int, str] = {1: "再委託", 2: "再々委託"}


def tier_label(tier: int) -> str:
    """再委託, 再々委託, then 第３次の再委託 …"""
    return TIERS.get(tier) or f"第{zenkaku(tier)}次の再委託"


@dataclass(frozen=True)
class Handed:
    """How much of our information somebody holds: the rank of its class (−1: none), and of which kinds."""

    class_rank: int
    class_label: str
    personal: bool
    my_number: bool


@dataclass(frozen=True)
class Upper:
    """The party that sub-contracts: the contractor (``number`` empty), or an upper sub-contract with its consent."""

    number: str
    consented: bool
    starts_on: date | None
    ends_on: date | None
    handed: Handed


@dataclass(frozen=True)
class SubcontractFacts:
    """What the guards look at; collected by the service."""

    contract_status: str
    upper: Upper
    is_whole: bool
    period_from: date
    period_to: date
    handed: Handed
    today: date
    missing: Sequence[str] = ()  # labels of fields the consent needs
    restriction: str = ""  # why the town may not let this company work for it
    tier_label: str = ""  # of its own assessment; empty: none is needed
    is_heavy: bool = False  # a tier the information policy section decides about
    in_ledger: bool = False
    assessed: bool = False
    plan: str = ""
    live_below: Sequence[str] = ()  # numbers of sub-contracts under this one that are not over


def contract_runs(facts: SubcontractFacts) -> str | None:
    if facts.contract_status in RUNNING:
        return None
    return "契約済又は履行中の契約についてだけ、再委託を承諾することができます。"


def filled(facts: SubcontractFacts) -> str | None:
    if not facts.missing:
        return None
    names = "、".join(f"「{name}」" for name in facts.missing)
    return f"再委託先を特定し、取扱いを確かめるため、次の項目を入力してください。{names}"


def not_whole(facts: SubcontractFacts) -> str | None:
    if facts.is_whole:
        return "業務の全部又は主たる部分を一括して再委託することは、承諾できません。範囲を改めた申請を受けるか、不承諾を伺ってください。"
    return None


def upper_consented(facts: SubcontractFacts) -> str | None:
    """番号法10条2項: each tier needs the consent of the city itself; so does any other, by our clauses."""
    if facts.upper.consented:
        return None
    base = "（番号法第10条第２項により、段階ごとに本市の許諾が要ります。）" if facts.handed.my_number else ""
    return f"上位の再委託（{facts.upper.number}）が承諾されていません。先に、上位の再委託の承諾を決めてください。{base}"


def period_fault(facts: SubcontractFacts) -> str | None:
    """The period lies within the contract's, or within the upper sub-contract's."""
    upper = facts.upper
    whose = f"上位の再委託（{upper.number}）の期間" if upper.number else "契約の履行期間"
    if facts.period_to < facts.period_from:
        return "再委託の期間の終期は、始期以後の日にしてください。"
    if upper.starts_on is not None and facts.period_from < upper.starts_on:
        return f"再委託の期間の始期は、{whose}の始期（{wareki(upper.starts_on)}）以後の日にしてください。"
    if upper.ends_on is not None and facts.period_to > upper.ends_on:
        return f"再委託の期間の終期は、{whose}の終期（{wareki(upper.ends_on)}）までの日にしてください。"
    return None


def not_begun(facts: SubcontractFacts) -> str | None:
    """No start before the consent."""
    if facts.period_from >= facts.today:
        return None
    return (
        "承諾の日より前に始まる再委託は、承諾できません。期間の始期を今日以後の日に改めてください。"
        "既に着手しているときは、「承諾前に着手した日」を記録してください。"
    )


def not_over(facts: SubcontractFacts) -> str | None:
    if facts.period_to < facts.today:
        return "再委託の期間が既に終わっています。差し戻して、期間を改めてください。"
    return None


def information_within(facts: SubcontractFacts) -> str | None:
    """Nobody hands on what was not handed to him."""
    held, upper = facts.handed, facts.upper.handed
    whose = f"上位の再委託（{facts.upper.number}）" if facts.upper.number else "契約"
    if held.my_number and not upper.my_number:
        return f"{whose}では個人番号を取り扱いません。個人番号を取り扱わせる再委託は、承諾できません。"
    if held.personal and not upper.personal:
        return f"{whose}では個人情報を取り扱いません。個人情報を取り扱わせる再委託は、承諾できません。"
    if held.class_rank > upper.class_rank:
        return f"渡す情報の分類（{held.class_label}）が、{whose}で取り扱う情報の分類（{upper.class_label}）を超えています。"
    return None


def unrestricted(facts: SubcontractFacts) -> str | None:
    return facts.restriction or None


def assessed(facts: SubcontractFacts) -> str | None:
    """With personal numbers the measures are confirmed first; elsewhere a plan of how they will be is enough."""
    if facts.assessed or not facts.tier_label:
        return None
    if facts.handed.my_number:
        how = "再委託先の委託先評価（適合）を先に行ってください。"
        ledger = "" if facts.in_ledger else "そのため、再委託先を委託先の台帳に登録してください。"
        return f"個人番号を取り扱わせるときは、{how}{ledger}（番号法第11条：委託先の適切な選定）"
    if facts.is_heavy and not facts.plan.strip():
        return (
            f"再委託先は「{facts.tier_label}」の評価を受けていません。対策をどのように確認するかを"
            "「評価がまだのときの確認の方法」に入力してください。"
        )
    return None


def nothing_below(facts: SubcontractFacts) -> str | None:
    if not facts.live_below:
        return None
    return (
        f"この再委託の下に、終わっていない再委託（{'、'.join(facts.live_below)}）があります。先に、その終了を記録してください。"
    )


SOUND = (contract_runs, filled, not_whole, upper_consented, period_fault, information_within, unrestricted, assessed)
FOR_ASKING = (*SOUND, not_begun)
AT_DECISION = (*SOUND, not_over)


@dataclass(frozen=True)
class Badge:
    """A truth that time makes, shown beside the state."""

    key: str
    label: str


def badges(
    status: str, *, period_to: date, today: date, lead_days: int, returned: bool, started_early: bool, upper_holds: bool
) -> list[Badge]:
    """差戻し, 承諾前に着手, 期間満了, 期間満了間近, 上位の承諾なし: derived each time."""
    found = []
    if returned and status == "draft":
        found.append(Badge("returned", "差戻し"))
    if started_early:
        found.append(Badge("started_early", "承諾前に着手"))
    if status == "consented":
        if period_to < today:
            found.append(Badge("expired", "期間満了"))
        elif period_to - timedelta(days=lead_days) <= today:
            found.append(Badge("expiring", "期間満了間近"))
        if not upper_holds:
            found.append(Badge("upper_lapsed", "上位の承諾なし"))
    return found


def holds(status: str, period_from: date, period_to: date, on: date) -> bool:
    """Whether the consent covers the day."""
    return status == "consented" and period_from <= on <= period_to


def effective_from(period_from: date, decided_on: date | None) -> date:
    """The first day on which the sub-contractor may work: never before the consent."""
    return period_from if decided_on is None else max(period_from, decided_on)


def share_text(amount: int | None, share_percent: int | None) -> str:
    """The amount or the share as the notice prints it."""
    parts = [] if amount is None else [yen(amount)]
    if share_percent is not None:
        parts.append(f"契約金額の{share_percent}％")
    return "、".join(parts)
