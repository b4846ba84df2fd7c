"""Which terms an amendment may change, and what must be in order before it is submitted. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from govapi.contracts.terms.rules import LABELS
from govapi.kit.japan.era import wareki

# Neither the contractor nor the way it was chosen: another contractor is another contract.
AMENDABLE = (
    "outline", "amount", "unit_prices", "payment_terms", "deposit_kind", "deposit_amount", "deposit_exempt_reason", "ends_on", "term_kind",
    "long_term_kind", "place", "delivery", "budget_line", "answers", "information", "chosen_class", "class_reason",
)  # fmt: skip
EMPTIABLE = frozenset({"deposit_amount", "long_term_kind", "chosen_class"})
TERM_FIELDS = frozenset({"ends_on", "term_kind", "long_term_kind"})
CLASS_FIELDS = frozenset({"answers", "chosen_class", "class_reason"})


@dataclass(frozen=True)
class AmendmentFacts:
    """What the guards of an amendment look at."""

    contract_status: str
    changed: Sequence[str]  # names of the fields that really change
    brings_clauses: bool
    effective_on: date
    today: date
    ends_on: date | None  # after the change
    unanswered: Sequence[str] = ()
    class_needs_reason: bool = False
    term_fault: str | None = None
    missing_clauses: Sequence[str] = ()  # titles of clauses newly required and not in the amendment


def contract_waits(facts: AmendmentFacts) -> str | None:
    return None if facts.contract_status == "amending" else "契約が変更手続中ではありません。契約の状態を確かめてください。"


def changes_something(facts: AmendmentFacts) -> str | None:
    if facts.changed or facts.brings_clauses:
        return None
    return "変更する条件がありません。変更後の条件を入力してください。"


def effective_sound(facts: AmendmentFacts) -> str | None:
    if facts.effective_on < facts.today:
        return "変更の効力を過去に遡らせることはできません。効力発生日には、今日以後の日を入力してください。"
    if facts.ends_on is not None and facts.effective_on > facts.ends_on:
        return f"効力発生日は、変更後の履行期間の終期（{wareki(facts.ends_on)}）までの日にしてください。"
    return None


def answered(facts: AmendmentFacts) -> str | None:
    if not facts.unanswered:
        return None
    return f"取り扱う情報についての質問に答えてください。{_listed(facts.unanswered)}"


def class_explained(facts: AmendmentFacts) -> str | None:
    return "分類を引き下げる理由を、変更の内容に入力してください。" if facts.class_needs_reason else None


def term_lawful(facts: AmendmentFacts) -> str | None:
    return facts.term_fault


def clauses_brought_in(facts: AmendmentFacts) -> str | None:
    if not facts.missing_clauses:
        return None
    return (
        f"この変更により、次の条項が新たに必要になります。{_listed(facts.missing_clauses)}"
        "変更契約に入れるか、例外措置の承認を受けてください。"
    )


FOR_SUBMISSION = (contract_waits, changes_something, effective_sound, answered, class_explained, term_lawful, clauses_brought_in)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """``{field: {"before", "after"}}`` of those that differ, in the order of the fields. Both sides are plain JSON values."""
    return {
        name: {"before": before[name], "after": after[name]}
        for name in AMENDABLE
        if name in after and after[name] != before[name]
    }


def label(name: str) -> str:
    return LABELS[name]


def route_amount(before: int | None, after: int | None) -> int:
    """The amount the route is chosen by: the higher total."""
    return max(before or 0, after or 0)


def _listed(names: Sequence[str]) -> str:
    return "、".join(f"「{name}」" for name in names)
