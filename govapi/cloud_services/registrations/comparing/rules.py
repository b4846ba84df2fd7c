"""What a list changes against what is known of it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from govapi.cloud_services.registrations.reading.rules import Line
from govapi.cloud_services.registrations.rules import provider_key, service_key

# Of an entry, as the list gives it.
FIELDS = (
    "number",
    "service_name",
    "provider_name",
    "registered_on",
    "expires_on",
    "scope",
    "auditor",
    "audit_period",
    "state",
    "state_text",
)
MANY = 10
SHARE = 5


class Entry(Protocol):
    """An entry as it is known."""

    number: str
    state: str


E = TypeVar("E", bound=Entry)
Changes = Mapping[str, tuple[Any, Any]]


@dataclass
class Difference(Generic[E]):
    """What is new, what stands there otherwise than before (``returned``: after it was gone), what is gone, and what is as it was."""

    added: list[Line] = field(default_factory=list)
    changed: list[tuple[E, Line, Changes]] = field(default_factory=list)
    returned: list[tuple[E, Line, Changes]] = field(default_factory=list)
    gone: list[E] = field(default_factory=list)
    same: list[E] = field(default_factory=list)

    @property
    def renamed(self) -> list[tuple[E, Line, Changes]]:
        """Those whose name or provider stands there otherwise."""
        return [one for one in self.changed if one[2].keys() & {"service_name", "provider_name"}]

    @property
    def before(self) -> int:
        """How many entries the list had before."""
        return len(self.changed) + len(self.gone) + len(self.same)

    @property
    def many_gone(self) -> bool:
        """Whether so much is gone that only a part of the list may have been handed in."""
        return len(self.gone) >= MANY and len(self.gone) * SHARE > self.before


def compare(lines: Sequence[Line], known: Sequence[E]) -> Difference[E]:
    """Entries are the same by their number, whatever they are called now."""
    found: Difference[E] = Difference()
    by_number = {entry.number.casefold(): entry for entry in known}
    seen = set()
    for line in lines:
        key = line.number.casefold()
        seen.add(key)
        entry = by_number.get(key)
        if entry is None:
            found.added.append(line)
            continue
        changes = {name: (getattr(entry, name), getattr(line, name)) for name in FIELDS}
        changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
        if entry.state == "gone":
            found.returned.append((entry, line, changes))
        elif changes:
            found.changed.append((entry, line, changes))
        else:
            found.same.append(entry)
    found.gone = [entry for key, entry in by_number.items() if key not in seen and entry.state != "gone"]
    return found


def values_of(line: Line) -> dict[str, Any]:
    """The columns of an entry, as the list gives them."""
    keys = {"name_key": service_key(line.service_name), "provider_key": provider_key(line.provider_name)}
    return {name: getattr(line, name) for name in FIELDS} | keys


def new_values(line: Line, fetched_on: date, today: date) -> dict[str, Any]:
    """All columns of a new entry."""
    days = {"first_fetched_on": fetched_on, "fetched_on": fetched_on, "state_on": today, "gone_on": None}
    return values_of(line) | days
