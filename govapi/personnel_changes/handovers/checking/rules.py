"""Who confirms which item, and how an answer reads. Pure."""

from collections.abc import Mapping

from govapi.people.relations import Who

BY = {"giver": "前任者", "receiver": "後任者"}
ANSWERS: Mapping[str, str] = {"open": "未確認", "done": "確認した", "not_needed": "該当なし"}
GIVING = frozenset({Who.GIVER, Who.SECTION_HEAD, Who.PERSONNEL_OFFICE})
NAMING = frozenset({Who.SECTION_HEAD, Who.PERSONNEL_OFFICE})


def standing(found: frozenset[Who], *, gives: bool, receives: bool, person: bool) -> frozenset[Who]:
    """How somebody stands to a handover: the giver and the receiver confirm as such, not as head of a section; a machine
    confirms nothing."""
    own = {who for who, holds in ((Who.GIVER, gives), (Who.RECEIVER, receives)) if holds}
    if own:
        return frozenset(found - NAMING | own)
    return found if person else found - NAMING


def may_confirm(by: str, status: str, who: frozenset[Who]) -> bool:
    """The giver's items are confirmed before the handover is given, the receiver's until it is received."""
    if by == "giver":
        return status == "open" and bool(who & GIVING)
    return status in ("open", "given") and Who.RECEIVER in who


def answer_of(done: bool, not_needed_because: str) -> str:
    """The answer as kept: ``open``, ``done`` or ``not_needed``."""
    if not_needed_because:
        return "not_needed"
    return "done" if done else "open"
