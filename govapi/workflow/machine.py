"""The mechanism, pure: a table of transitions, what it allows, and why not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from govapi.kit.errors import NotAllowed, NotFound, Unmet, WrongState
from govapi.people.relations import LABELS, Who

# A guard looks at the facts of a record and answers None, or why not (a Japanese sentence).
Guard = Callable[[Any], str | None]

NOT_PEOPLE = frozenset({Who.ROUTE, Who.CLOCK})


@dataclass(frozen=True)
class T:
    """One row of the table: this action leads from these states to that one, for these people, on these conditions."""

    action: str
    label: str
    sources: tuple[str, ...]
    target: str
    by: frozenset[Who]
    guards: tuple[Guard, ...] = ()
    not_by: tuple[str, ...] = ()  # stamps of people who may not do it: four eyes
    needs_reason: bool = False
    stamps: str = ""  # sets <stamp>_by and <stamp>_at
    asks: bool = False  # the action takes further input, described by the room's schemas

    @property
    def is_for_people(self) -> bool:
        return bool(self.by - NOT_PEOPLE)

    @property
    def people_only(self) -> str:
        """Why a system cannot be the second pair of eyes: nobody knows who let it act the first time."""
        return f"「{self.label}」を行えるのは職員だけです。連携システムからは行えません。"


@dataclass(frozen=True)
class Available:
    """An action as shown to one person: open, or greyed with the reason."""

    action: str
    label: str
    needs_reason: bool
    asks: bool
    blocked_because: str | None = None


@dataclass(frozen=True)
class Step:
    """A permitted step: what ``perform`` is going to write."""

    action: str
    label: str
    source: str
    target: str
    stamps: str


@dataclass(frozen=True)
class Workflow:
    """The life of one kind of record."""

    noun: str
    title: str
    labels: Mapping[str, str]
    initial: str
    transitions: tuple[T, ...]
    four_eyes: str = "起案した職員と同じ職員は、この操作を行えません。ほかの職員が行ってください。"
    _by_action: dict[str, T] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for row in self.transitions:
            if row.action in self._by_action or {*row.sources, row.target} - set(self.labels):
                raise ValueError(f"{self.noun}: the row '{row.action}' is doubled or names an unknown state")
            self._by_action[row.action] = row

    def row(self, action: str) -> T:
        if action not in self._by_action:
            raise NotFound("この操作はありません。")
        return self._by_action[action]

    def step(
        self,
        action: str,
        status: str,
        facts: object,
        who: frozenset[Who],
        *,
        person: UUID | None,
        stamped: Mapping[str, UUID | None],
    ) -> Step:
        """The step for this actor now, or the refusal that says why not: 403 who, 409 where, 422 what is missing."""
        row = self.row(action)
        if self._same_person(row, person, stamped):
            raise NotAllowed(self.four_eyes, code="four_eyes")
        if not row.by & who:
            names = "、".join(LABELS[one] for one in sorted(row.by))
            raise NotAllowed(f"「{row.label}」を行えるのは、{names}です。")
        if row.not_by and person is None:
            raise NotAllowed(row.people_only, code="four_eyes")
        if status not in row.sources:
            raise WrongState(f"「{self.labels[status]}」の間は、「{row.label}」を行えません。")
        for guard in row.guards:
            reason = guard(facts)
            if reason is not None:
                raise Unmet(reason)
        return Step(action, row.label, status, row.target, row.stamps)

    def available(
        self, status: str, facts: object, who: frozenset[Who], *, person: UUID | None, stamped: Mapping[str, UUID | None]
    ) -> list[Available]:
        """The actions to show this person in this state, the blocked ones with their reason."""
        shown = []
        for row in self.transitions:
            if status in row.sources and row.is_for_people and row.by & who:
                blocked = self._blocked(row, facts, person, stamped)
                shown.append(Available(row.action, row.label, row.needs_reason, row.asks, blocked))
        return shown

    @staticmethod
    def _first_reason(row: T, facts: object) -> str | None:
        return next((reason for guard in row.guards if (reason := guard(facts)) is not None), None)

    def _blocked(self, row: T, facts: object, person: UUID | None, stamped: Mapping[str, UUID | None]) -> str | None:
        if self._same_person(row, person, stamped):
            return self.four_eyes
        return row.people_only if row.not_by and person is None else self._first_reason(row, facts)

    @staticmethod
    def _same_person(row: T, person: UUID | None, stamped: Mapping[str, UUID | None]) -> bool:
        return person is not None and any(stamped.get(stamp) == person for stamp in row.not_by)
