"""金額: yen as contracts write them, and the tax arithmetic of tenders.

Amounts are whole yen (int); only unit prices are Decimal. Rates are fractions: Decimal("0.10") is 10 %.
"""

from decimal import Decimal
from fractions import Fraction

_FULL_WIDTH = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)} | {" ": "　"})


def zenkaku(value: str | int | Decimal) -> str:
    """ASCII characters in full width; all others as they are."""
    return str(value).translate(_FULL_WIDTH)


def number(value: int | Decimal) -> str:
    """1,980,000; a Decimal keeps its places."""
    return format(value, ",f") if isinstance(value, Decimal) else format(value, ",")


def yen(value: int | Decimal) -> str:
    """1,980,000円; below zero with △, the sign of public accounts."""
    return f"{'△' if value < 0 else ''}{number(-value if value < 0 else value)}円"


def yen_full(value: int | Decimal) -> str:
    """金１，９８０，０００円, the form of contract texts. Raises ValueError below zero."""
    if value < 0:
        raise ValueError("金額には0以上の数を入力してください。")
    return f"金{zenkaku(number(value))}円"


def _rate(rate: Decimal) -> Fraction:
    if not 0 <= rate < 1:
        raise ValueError("税率は0以上1未満の小数（10％は0.10）で指定してください。")
    return Fraction(rate)


def tax_part(price_incl: int, rate: Decimal) -> int:
    """Consumption tax within a price: price × 10/110 for 10 %, fractions of a yen dropped."""
    share = _rate(rate)
    return int(price_incl * share / (1 + share))


def price_from_tenders(tender: int, rate: Decimal) -> int:
    """Contract price of a tender without tax: × 1.10 for 10 %, fractions of a yen dropped."""
    return int(tender * (1 + _rate(rate)))


def estimate_from_unit_price(unit_price: Decimal, quantity: int | Decimal) -> int:
    """単価 × 予定数量 in whole yen, fractions dropped."""
    return int(Fraction(unit_price) * Fraction(quantity))
