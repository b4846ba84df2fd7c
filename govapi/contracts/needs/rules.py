"""In which states a contract wants its contractor assessed, and what a changed class calls for. Pure."""

from collections.abc import Callable, Collection
from datetime import date

# From the choice of the contractor on: the look comes before the conclusion. Ended with the performance.
WANTING = frozenset({"selected", "conclusion_in_approval", "concluded", "active", "suspended", "amending", "terminating"})

# Changed terms that make another job of it: what is done, where, with which information, for how long.
ANOTHER_JOB = frozenset({"outline", "place", "starts_on", "ends_on", "answers", "chosen_class", "information"})

# Steps after which the need may be another one.
TELLING = frozenset({"select", "reselect", "fail", "withdraw", "complete", "close"})


def wants(status: str, starts_on: date | None, ends_on: date | None, today: date) -> bool:
    """Whether a contract in this state, with these days of performance, wants an assessment."""
    return status in WANTING and starts_on is not None and (ends_on is None or ends_on >= today)


def early_review(
    class_before: str | None, class_after: str | None, changed: Collection[str], rank: Callable[[str | None], int]
) -> str | None:
    """Which of the policy's triggers an amendment sets off: a higher class, or another job or term. Money alone: none."""
    if rank(class_after) > rank(class_before):
        return "class_change"
    return "contract_change" if ANOTHER_JOB & set(changed) else None
