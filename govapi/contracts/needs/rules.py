"""In which states a contract wants its contractor assessed, and what a changed class calls for. Pure."""

from collections.abc import Callable
from datetime import date

# From the choice of the contractor on: the look comes before the conclusion. Ended with the performance.
WANTING = frozenset({"selected", "conclusion_in_approval", "concluded", "active", "suspended", "amending", "terminating"})

# Steps after which the need may be another one.
TELLING = frozenset({"select", "reselect", "fail", "withdraw", "complete", "close"})


def wants(status: str, starts_on: date | None, ends_on: date | None, today: date) -> bool:
    """Whether a contract in this state, with these days of performance, wants an assessment."""
    return status in WANTING and starts_on is not None and (ends_on is None or ends_on >= today)


def class_rose(before: str | None, after: str | None, rank: Callable[[str | None], int]) -> bool:
    """Whether the information is now classed higher than before."""
    return rank(after) > rank(before)
