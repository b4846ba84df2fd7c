"""What a line of a list is, when a list may be applied, corrected and withdrawn. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import NAMESPACE_OID, UUID, uuid5

from govapi.kit.japan.era import wareki
from govapi.policy.schema.personnel import MoveEffect

Status = Literal["draft", "applied", "published", "withdrawn"]

LIVE = ("draft", "applied", "published")
MAX_ROWS, MAX_FAULTS = 5_000, 200

BEGINS: Mapping[str, str] = {
    "move": "principal",
    "hire": "principal",
    "concurrent": "concurrent",
    "in_charge": "in_charge",
    "acting": "acting",
}
"""The effects that begin a 発令, and of which kind."""

FOUR_EYES = "取り込んだ職員本人の異動が一覧に含まれています。ほかの人事担当の職員が確定してください。"
OWN_PUBLISHED = "自分の異動を含む公表済みの一覧は、取り下げられません。ほかの人事担当の職員が取り下げてください。"
PEOPLE_ONLY = "人事異動の一覧を確定できるのは職員だけです。連携システムからは行えません。"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: one person, one effect, from one day. ``until`` is exclusive, ``row`` that of the table.

    ``person_id`` None: is hired by this line, and is told by the staff number.
    """

    row: int
    staff_number: str
    name: str
    kind: str
    kind_label: str
    effect: MoveEffect
    effective_on: date
    until: date | None = None
    person_id: UUID | None = None
    from_post_id: UUID | None = None
    to_post_id: UUID | None = None
    last_day: bool = False
    kana: str = ""
    subject: str = ""
    email: str = ""
    remark: str = ""

    @property
    def holder(self) -> UUID:
        """The person, also where they are only hired by the list."""
        return self.person_id or uuid5(NAMESPACE_OID, f"staff:{self.staff_number}")

    @property
    def first_day(self) -> date:
        """The first day on which the effect counts: the day after 退職, which is dated by the last day in office."""
        return self.effective_on + timedelta(days=1) if self.last_day else self.effective_on

    @property
    def root(self) -> str:
        """The line but for its post: what a correction may change."""
        until = self.until.isoformat() if self.until else ""
        return f"{self.staff_number}:{self.effect}:{self.effective_on.isoformat()}:{until}"

    @property
    def signature(self) -> str:
        """The same for the same line in whatever edition."""
        post = self.from_post_id if self.effect == "release" else self.to_post_id
        return f"{self.root}:{post.hex if post else ''}"


@dataclass(frozen=True)
class ChangeFacts:
    """What the guards of a list look at."""

    publish_on: date
    today: date
    own_line: bool  # the actor took the list in, and is in it
    by_machine: bool
    pending: bool  # a corrected edition waits
    begun_on: date | None  # the first day of what the published edition did, when it has come
    in_published: bool = False  # the published edition has a line of the actor


def four_eyes(facts: ChangeFacts) -> str | None:
    if facts.by_machine:
        return PEOPLE_ONLY
    return FOUR_EYES if facts.own_line else None


def day_has_come(facts: ChangeFacts) -> str | None:
    if facts.today >= facts.publish_on:
        return None
    return f"公表日（{wareki(facts.publish_on)}）になると、自動で公表します。それまでは公表できません。"


def correction_waits(facts: ChangeFacts) -> str | None:
    return None if facts.pending else "訂正した一覧を取り込んでから確定してください。"


def not_own_published(facts: ChangeFacts) -> str | None:
    return OWN_PUBLISHED if facts.in_published else None


def nothing_begun(facts: ChangeFacts) -> str | None:
    if facts.begun_on is None:
        return None
    return f"{wareki(facts.begun_on)}付けの発令が既に始まっているため、取り下げることはできません。一覧を訂正してください。"
