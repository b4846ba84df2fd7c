"""Rules about written judgements, pure: which kinds there are, and how long one holds."""

from datetime import date
from typing import Literal, Protocol

Kind = Literal["disclosure", "unregistered"]
DISCLOSURE: Kind = "disclosure"
UNREGISTERED: Kind = "unregistered"

KINDS: dict[Kind, str] = {
    "disclosure": "外国の法令による開示のおそれについての判断",
    "unregistered": "登録のないサービスの安全性についての判断",
}
ACCEPTABLE: dict[Kind, tuple[str, str]] = {
    "disclosure": ("おそれがあると判断", "おそれがないと判断"),
    "unregistered": ("利用できないと判断", "利用できると判断"),
}

# Who may put a judgement in writing for the town. A section does not judge what its own application rests on.
JUDGES = frozenset({"security_office", "security_supervisor", "ciso"})


def said_label(kind: Kind, *, acceptable: bool) -> str:
    """What a judgement says, in words."""
    return ACCEPTABLE[kind][acceptable]


class Judged(Protocol):
    """A judgement, as the rules look at it."""

    @property
    def acceptable(self) -> bool: ...
    @property
    def judged_on(self) -> date: ...
    @property
    def valid_until(self) -> date: ...


def said(newest: Judged | None, on: date) -> bool | None:
    """What the newest judgement says on a day; None when there is none or it has run out. An older one never comes back."""
    if newest is None or not newest.judged_on <= on <= newest.valid_until:
        return None
    return newest.acceptable
