"""Which measure fits which contract, on which clause, and how each kind ends. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from govapi.kit.japan.era import wareki
from govapi.kit.japan.money import yen

Kind = Literal["suspend", "terminate", "damages"]
KINDS: Mapping[str, str] = {"suspend": "一時中断", "terminate": "契約の解除", "damages": "損害賠償の請求"}

# In which states of the contract each kind makes sense.
FITS: Mapping[str, frozenset[str]] = {
    "suspend": frozenset({"active"}),
    "terminate": frozenset({"concluded", "active", "suspended"}),
    "damages": frozenset(
        {"concluded", "active", "suspended", "amending", "terminating", "completed", "closing", "closed", "terminated"}
    ),
}


@dataclass(frozen=True)
class MeasureFacts:
    """What the guards of a measure look at."""

    kind: Kind
    clause_fault: str | None  # why its clause is no ground, None when it stands in the contract
    contract_status: str
    contract_status_label: str
    effective_on: date
    until: date | None
    amount: int | None
    contract_starts_on: date | None
    contract_ends_on: date | None
    twin: str = ""  # the number of another live measure of this kind on the contract
    applied: bool = False  # the contract was moved by it
    paid: int = 0


def clause_stands(facts: MeasureFacts) -> str | None:
    return facts.clause_fault


def fits_the_contract(facts: MeasureFacts) -> str | None:
    if facts.contract_status in FITS[facts.kind]:
        return None
    return f"「{facts.contract_status_label}」の契約について、{KINDS[facts.kind]}の措置を行うことはできません。"


def dates_sound(facts: MeasureFacts) -> str | None:
    if facts.contract_starts_on is not None and facts.effective_on < facts.contract_starts_on and facts.kind == "suspend":
        return f"一時中断の始期は、履行期間の始期（{wareki(facts.contract_starts_on)}）以後の日にしてください。"
    if facts.contract_ends_on is not None and facts.kind != "damages" and facts.effective_on > facts.contract_ends_on:
        return f"効力を生ずる日は、履行期間の終期（{wareki(facts.contract_ends_on)}）までの日にしてください。"
    if facts.until is not None and facts.kind != "suspend":
        return "終期を入力できるのは、一時中断の措置だけです。"
    if facts.until is not None and facts.until < facts.effective_on:
        return "一時中断の終期は、効力を生ずる日以後の日にしてください。"
    return None


def amount_sound(facts: MeasureFacts) -> str | None:
    if facts.kind == "damages" and not facts.amount:
        return "請求する損害賠償の額を入力してください。"
    if facts.kind != "damages" and facts.amount is not None:
        return "金額を入力できるのは、損害賠償の請求だけです。"
    return None


def not_doubled(facts: MeasureFacts) -> str | None:
    if not facts.twin or facts.kind == "damages":
        return None
    return f"この契約について、{KINDS[facts.kind]}の措置（{facts.twin}）の手続が既にあります。その措置で手続を進めてください。"


def is_suspension(facts: MeasureFacts) -> str | None:
    if facts.kind != "suspend":
        return "中断を解くことができるのは、一時中断の措置だけです。"
    if not facts.applied:
        return f"一時中断は、まだ効力を生じていません（{wareki(facts.effective_on)}から）。取りやめるときは「措置を取りやめる」を行ってください。"
    return None


def is_termination(facts: MeasureFacts) -> str | None:
    if facts.kind != "terminate":
        return "契約の解除の手続を始めることができるのは、契約の解除の措置だけです。"
    return fits_the_contract(facts)


def has_done_its_work(facts: MeasureFacts) -> str | None:
    """A measure is over when the contract has ended by it, or the claim was paid."""
    if facts.kind == "suspend":
        return "一時中断の措置は、「中断を解く」により終わります。"
    if facts.kind == "terminate" and facts.contract_status not in ("terminated", "closed"):
        return "契約がまだ解除されていません。解除の手続を始め、その決裁を受けてください。"
    owed = remaining(facts.amount, facts.paid)
    if facts.kind == "damages" and owed:
        return f"請求した額のうち{yen(owed)}が納付されていません。納付を記録してください。"
    return None


def may_be_abandoned(facts: MeasureFacts) -> str | None:
    if facts.kind == "suspend" and facts.applied:
        return "効力を生じた一時中断は、取りやめることができません。「中断を解く」を行ってください。"
    return None


def remaining(amount: int | None, paid: int) -> int:
    """What is still owed of a claim, yen."""
    return max((amount or 0) - paid, 0)


def payment_fault(
    kind: str, status: str, owed: int, amount: int, paid_on: date, decided_on: date | None, today: date
) -> str | None:
    """Why this payment cannot be recorded, in Japanese, or None."""
    if kind != "damages":
        return "納付を記録できるのは、損害賠償の請求だけです。"
    if status != "decided":
        return "納付を記録できるのは、決定した措置だけです。"
    if amount > owed:
        return f"納付の額が、まだ納付されていない額（{yen(owed)}）を超えています。額を確かめてください。"
    if paid_on > today:
        return "納付の日には、今日以前の日を入力してください。"
    if decided_on is not None and paid_on < decided_on:
        return f"納付の日は、措置を決定した日（{wareki(decided_on)}）以後の日にしてください。"
    return None


FOR_SUBMITTING = (clause_stands, fits_the_contract, dates_sound, amount_sound, not_doubled)
FOR_DRAFTING = (clause_stands, dates_sound)


def fault(facts: MeasureFacts) -> str | None:
    """Why a measure cannot even be drafted, in Japanese, or None."""
    return next((sentence for guard in FOR_DRAFTING if (sentence := guard(facts)) is not None), None)
