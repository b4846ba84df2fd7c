"""What a contract in force still lacks, as sentences that name the way out. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from govapi.contracts.clauses.rules import Waived, settled

Way = Literal["memorandum", "renewal", "look_up", "complete", "close"]

WAYS: dict[Way, str] = {
    "memorandum": "覚書で追加する",
    "renewal": "次の更新で入れる",
    "look_up": "契約書を確かめて記録する",
    "complete": "契約の記録に補う",
    "close": "履行完了の手続をする",
}

IN_FORCE = ("concluded", "active", "suspended", "amending")
RENEWAL_NEAR = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is lacking: the sentence for the clerk, the ways out, and the single things it is about."""

    key: str
    sentence: str
    ways: tuple[Way, ...]
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseState:
    """A clause row, as far as gaps look at it. ``waivable``: somebody may grant a waiver, so it can wait for the renewal."""

    key: str
    title: str
    required: bool
    state: str
    waivable: bool = True
    waived: Waived | None = None


@dataclass(frozen=True, slots=True)
class InForce:
    """A contract, as far as gaps look at it. ``empty`` are labels of fields that a contract concluded here would have."""

    status: str
    ends_on: date | None
    handles_information: bool = False
    officer_named: bool = True
    unanswered: Sequence[str] = ()
    empty: Sequence[str] = ()
    term_fault: str | None = None


def gaps(contract: InForce, clauses: Sequence[ClauseState], today: date) -> list[Gap]:
    """Everything that is lacking; empty for a contract that is not in force."""
    if contract.status not in IN_FORCE:
        return []
    over = contract.ends_on is not None and contract.ends_on < today
    near = contract.ends_on is not None and contract.ends_on - today <= RENEWAL_NEAR
    found = [_clause(one, near) for one in clauses if one.required and not settled(one.state, one.waived, today)]
    if over:
        found.insert(0, Gap("term_over", "履行期間が終わっています。検査をして、履行完了の手続をしてください。", ("close",)))
    return [*found, *_record(contract)]


def _clause(clause: ClauseState, near: bool) -> Gap:
    ways, how = _ways(clause, near)
    if clause.state == "unconfirmed":
        sentence = (
            f"必要な条項「{clause.title}」が契約書にあるかどうかを確かめていません。契約書を確かめて記録し、ないときは{how}"
        )
        return Gap(f"clause.{clause.key}", sentence, ("look_up", *ways))
    return Gap(f"clause.{clause.key}", f"必要な条項「{clause.title}」がありません。{how}", ways)


def _ways(clause: ClauseState, near: bool) -> tuple[tuple[Way, ...], str]:
    """How the clause comes into the contract: what the law asks for cannot wait, and an end that is near comes first."""
    if not clause.waivable:
        return ("memorandum",), "速やかに覚書で追加してください（法令によるため、次の更新まで待つことはできません。）。"
    if near:
        return ("renewal", "memorandum"), "次の更新で入れるか、それまでに必要なときは覚書で追加してください。"
    return ("memorandum", "renewal"), "覚書で追加するか、次の更新で入れてください。"


def _record(contract: InForce) -> Iterator[Gap]:
    if contract.unanswered:
        sentence = f"取り扱う情報についての質問に{len(contract.unanswered)}問答えていません。必要な条項が決まらないため、答えを補ってください。"
        yield Gap("questions", sentence, ("complete",), tuple(contract.unanswered))
    if contract.handles_information and not contract.officer_named:
        sentence = "受託者の情報セキュリティ責任者が登録されていません。受託者に確かめて、契約の記録に補ってください。"
        yield Gap("officer", sentence, ("complete",))
    if contract.empty:
        names = "、".join(f"「{name}」" for name in contract.empty)
        yield Gap(
            "fields",
            f"次の項目が登録されていません。{names}契約書等を確かめて、契約の記録に補ってください。",
            ("complete",),
            tuple(contract.empty),
        )
    if contract.term_fault is not None:
        yield Gap("term", contract.term_fault, ("complete",))
