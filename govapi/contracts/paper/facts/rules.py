"""How the terms an amendment changes are written on paper. Pure."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from govapi.contracts.rules import TERM_KINDS
from govapi.contracts.terms.rules import LABELS
from govapi.kit.japan.era import wareki
from govapi.kit.japan.money import yen, yen_full, zenkaku
from govapi.policy.schema.policy_set import PolicySet

DEPOSITS: Mapping[str, str] = {"paid": "納付", "exempt": "免除", "": "未定"}
NONE = "なし"
PAYMENT = "検査に合格した後、適法な請求書を受理した日から３０日以内に支払う。"
PAYMENT_BY_QUANTITY = "検査に合格した数量に単価を乗じて得た額を、適法な請求書を受理した日から３０日以内に支払う。"

# Of the government's own concern, and no term between the parties.
INTERNAL = frozenset({"budget_line", "class_reason", "answers"})


def standard_payment(*, unit_price: bool) -> str:
    """The 支払条件 of a contract that has none of its own."""
    return PAYMENT_BY_QUANTITY if unit_price else PAYMENT


def changes(
    amended: Mapping[str, Mapping[str, object]], policy: PolicySet, *, unit_price: bool = False
) -> list[dict[str, object]]:
    """``amendment.changes[]``: each changed term with what stood before and what stands after."""
    return [
        {"item": LABELS[name], **{side: written(name, row[side], policy, unit_price=unit_price) for side in ("before", "after")}}
        for name, row in amended.items()
        if name not in INTERNAL
    ]


def written(name: str, value: object, policy: PolicySet, *, unit_price: bool = False) -> str:
    """One value as it stands in the table of changes."""
    if name == "payment_terms" and not value:
        return standard_payment(unit_price=unit_price)
    if value is None or value in ("", []):
        return NONE
    if name in ("amount", "deposit_amount") and isinstance(value, int):
        return yen_full(value)
    if name == "ends_on":
        return zenkaku(wareki(date.fromisoformat(str(value))))
    if isinstance(value, list):
        return "\n".join(_row(one) for one in value)
    return _labels(name, policy).get(str(value), str(value))


def _row(one: object) -> str:
    """A line of the 単価表, or a word of a list."""
    if not isinstance(one, Mapping):
        return str(one)
    return f"{one['item']}　{one['unit']}　{yen(Decimal(str(one['price'])))}"


def _labels(name: str, policy: PolicySet) -> Mapping[str, str]:
    known: Mapping[str, Mapping[str, str]] = {
        "term_kind": {str(kind): label for kind, label in TERM_KINDS.items()},
        "long_term_kind": {one.key: one.label for one in policy.procurement.long_term},
        "deposit_kind": DEPOSITS,
        "chosen_class": {one.code: one.label for one in policy.classification.confidentiality},
        "deposit_exempt_reason": {one.key: one.label for one in policy.procurement.deposit.exempt_reasons},
    }
    return known.get(name, {})
