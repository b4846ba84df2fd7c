"""What the ends that lie ahead want of a contract today. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

# From the decision to conclude until the performance is over.
UNDER_WAY = frozenset({"concluded", "active", "suspended", "amending", "terminating"})
OVER = frozenset({"completed", "closing", "closed"})


@dataclass(frozen=True)
class Allowed:
    """A waiver that was granted."""

    id: UUID
    clause_key: str
    until: date


@dataclass(frozen=True)
class Fate:
    """What becomes of the duty of a waiver's end."""

    waiver: Allowed
    what: Literal["plan", "settle", "drop"]
    label: str = ""


def end_wanted(status: str, ends_on: date | None) -> Literal["plan", "settle", "drop"]:
    """What becomes of the duty of the contract's end."""
    if status in UNDER_WAY and ends_on is not None:
        return "plan"
    return "settle" if status in OVER else "drop"


def fates(waivers: Sequence[Allowed], included: frozenset[str], *, under_way: bool) -> list[Fate]:
    """Each waiver is to be followed up, unless its clause stands in the contract, a later one took its place, or all is over."""
    last = {one.clause_key: one for one in sorted(waivers, key=lambda one: (one.until, one.id))}
    found = []
    for one in waivers:
        if one.clause_key in included:
            found.append(Fate(one, "drop", "条項を契約に入れたため"))  # taken out again, it comes back
        elif last[one.clause_key] != one:
            found.append(Fate(one, "settle", "新たな例外措置の許可を受けたため"))
        elif not under_way:
            found.append(Fate(one, "drop", "契約が終わったため"))
        else:
            found.append(Fate(one, "plan"))
    return found
