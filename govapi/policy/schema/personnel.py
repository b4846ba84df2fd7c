"""人事異動: how the list of moves is written, and what is handed over and checked when a holder changes."""

from typing import Annotated, Literal

from pydantic import Field

from govapi.policy.schema.base import Key, Label, Part, Rule, by_key

MoveEffect = Literal["move", "concurrent", "in_charge", "acting", "release", "leave", "hire"]
"""move: 本務 changes; concurrent, in_charge, acting: another post is added; release: one post ends; leave: every post ends;
hire: a new member of staff begins."""

MoveField = Literal[
    "staff_number",
    "name",
    "kana",
    "subject",
    "email",
    "kind",
    "effective_on",
    "until",
    "from_department",
    "from_post",
    "to_department",
    "to_post",
    "remark",
]

HandoverRole = Literal[
    "sns.service_officer",
    "sns.officer",
    "sns.deputy",
    "sns.operator",
    "cloud.manager",
    "contract.supervisor",
    "contract.inspector",
    "approval.applicant",
    "approval.step",
    "duty.person",
]
"""What a person or a post may hold in the rooms, and therefore hand over."""


class MoveKind(Rule):
    """異動の種類: the words under which lists give it, and what it does."""

    key: Key
    label: Label
    words: Annotated[tuple[Label, ...], Field(min_length=1)]
    effect: MoveEffect
    last_day: bool = False
    """The day given is the last one in office (退職は3月31日付け), not the first one out of it."""


class MoveColumn(Part):
    """The headings under which a list gives a field."""

    field: MoveField
    headings: Annotated[tuple[Label, ...], Field(min_length=1)]
    required: bool = False


class HandedRole(Rule):
    """A role that is handed over, in the town's words."""

    key: HandoverRole
    label: Label


class ChecklistItem(Rule):
    """What is confirmed at a handover, by whom; for the roles named."""

    key: Key
    label: Label
    help: str = ""
    by: Literal["giver", "receiver"]
    roles: Annotated[tuple[HandoverRole, ...], Field(min_length=1)]


class Personnel(Part):
    """What a municipality decides about 人事異動 and 引継ぎ."""

    kinds: Annotated[tuple[MoveKind, ...], Field(min_length=1)]
    columns: Annotated[tuple[MoveColumn, ...], Field(min_length=1)]
    roles: tuple[HandedRole, ...]
    checklist: tuple[ChecklistItem, ...]
    confirm_within_days: Annotated[int, Field(ge=0, le=365)]
    """A handover is confirmed by both within so many days from the day of the move."""

    def role(self, key: str) -> HandedRole:
        """KeyError when there is none."""
        return by_key(self.roles, key)

    def items(self, role: str) -> tuple[ChecklistItem, ...]:
        """What is confirmed when this role is handed over."""
        return tuple(item for item in self.checklist if role in item.roles)
