"""What the next contract takes over from the one it renews: the work and the answers, never the contractor or the price. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from govapi.kit.japan.fiscal import fiscal_year, fiscal_year_bounds, fiscal_year_label

RENEWABLE = frozenset({"concluded", "active", "suspended", "amending", "completed", "closing", "closed"})
# The price is estimated, and the contractor chosen, anew.
TAKEN_OVER = (
    "outline", "method", "ground", "ground_reason", "is_unit_price", "unit_prices", "payment_terms", "budget_line", "term_kind", "long_term_kind",
    "notice_days", "place", "delivery", "supervisor_id", "inspector_id", "answers", "information", "chosen_class", "class_reason",
)  # fmt: skip


def next_term(term_kind: str, starts_on: date, ends_on: date) -> tuple[date, date]:
    """First and last day of the next term: from the day after, for as many years; a 単年度契約 ends with its fiscal year."""
    first = ends_on + timedelta(days=1)
    years = fiscal_year(ends_on) - fiscal_year(starts_on) + 1
    last = _years_later(ends_on, years)
    if term_kind == "single_year":
        last = min(last, fiscal_year_bounds(fiscal_year(first))[1] - timedelta(days=1))
    return first, last


def next_title(title: str, year: int, next_year: int) -> str:
    """令和8年度○○業務委託 becomes 令和9年度○○業務委託."""
    return title.replace(fiscal_year_label(year), fiscal_year_label(next_year))


def taken_over(values: Mapping[str, Any], refused: frozenset[str]) -> dict[str, Any]:
    """What is copied; empty fields, and keys the policy set of today no longer knows, are left to the clerk."""
    return {name: values[name] for name in TAKEN_OVER if name not in refused and values[name] not in (None, "", [], {})}


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 2月29日
        return day.replace(year=day.year + years, day=28)
