"""Every combination of the axes of a cloud use at once: a set of combinations is an integer with a bit for each.

`govapi.policy.permission.ruling` says what the rules say about one use; asked six thousand times it is too slow for a check
that runs whenever a policy set is read. A test holds the two together.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from math import prod
from operator import or_

from govapi.policy.permission import CloudFacts
from govapi.policy.schema.classification import Classification
from govapi.policy.schema.cloud import CloudRule, Form, NetworkModel, Outcome, When, Zone


@dataclass(frozen=True)
class Grid:
    """The axes, each from the lightest value to the heaviest where it has an order (`ORDERED`)."""

    classes: Classification
    rules: tuple[CloudRule, ...]

    @cached_property
    def axes(self) -> Mapping[str, tuple[object, ...]]:
        return {
            "class_code": tuple(row.code for row in self.classes.confidentiality),
            "zone": tuple(Zone),
            "model": tuple(NetworkModel),
            "form": tuple(Form),
            "registered": (True, False),
            "learns": (False, True),
            "disclosure": ("no", "unjudged", "yes"),
            "personal": (False, True),
        }

    @cached_property
    def size(self) -> int:
        return prod(len(values) for values in self.axes.values())

    @cached_property
    def everything(self) -> int:
        return (1 << self.size) - 1

    def stride(self, axis: str) -> int:
        """How far the next value of an axis is, all else being equal."""
        names = list(self.axes)
        return prod(len(self.axes[name]) for name in names[names.index(axis) + 1 :])

    @cached_property
    def _cells(self) -> Mapping[tuple[str, object], int]:
        return {(axis, value): self._repeated(axis, place) for axis in self.axes for place, value in enumerate(self.axes[axis])}

    def _repeated(self, axis: str, place: int) -> int:
        stride = self.stride(axis)
        period = stride * len(self.axes[axis])
        once = ((1 << stride) - 1) << (place * stride)
        return once * (((1 << self.size) - 1) // ((1 << period) - 1))

    def of(self, axis: str, values: Iterable[object]) -> int:
        """The combinations in which an axis has one of these values."""
        return reduce(or_, (self._cells[axis, value] for value in values), 0)

    def fits(self, when: When) -> int:
        found = self.everything
        if when.class_at_least is not None:
            floor = self.classes.rank(when.class_at_least)
            found &= self.of("class_code", (row.code for row in self.classes.confidentiality if row.rank >= floor))
        for axis, values in _given(when):
            found &= self.of(axis, values)
        return found

    def spoken(self, rules: Iterable[CloudRule]) -> int:
        """The combinations of which any of these rules speaks."""
        return reduce(or_, (self.fits(when) for rule in rules for when in rule.when), 0)

    def at_least(self, outcome: Outcome) -> int:
        """The combinations whose outcome is this one or a harder one."""
        hard = self.spoken(rule for rule in self.rules if rule.outcome is not None and rule.outcome.rank >= outcome.rank)
        return hard | (self.everything & ~self.spoken(rule for rule in self.rules if rule.outcome is not None))

    def closed(self) -> int:
        """The combinations that cannot be permitted as they stand: refused, or not to be submitted."""
        return self.at_least(Outcome.REFUSED) | self.spoken(rule for rule in self.rules if rule.blocks)

    def easier(self, axis: str, level: int) -> int:
        """The combinations in a level that is left when the axis takes its next, heavier value."""
        return level & self.of(axis, self.axes[axis][:-1]) & ~(level >> self.stride(axis))

    def facts(self, cell: int) -> CloudFacts:
        """The combination behind a bit."""
        values = {name: row[cell // self.stride(name) % len(row)] for name, row in self.axes.items()}
        return CloudFacts(**values)  # type: ignore[arg-type]  # the axes are its fields


def first(cells: int) -> int:
    """The place of the lowest bit."""
    return (cells & -cells).bit_length() - 1


def _given(when: When) -> Iterator[tuple[str, tuple[object, ...]]]:
    many = {
        "class_code": when.classes,
        "zone": when.zones,
        "model": when.models,
        "form": when.forms,
        "disclosure": when.disclosure,
    }
    yield from ((axis, values) for axis, values in many.items() if values)
    one = {"registered": when.registered, "learns": when.learns, "personal": when.personal}
    yield from ((axis, (value,)) for axis, value in one.items() if value is not None)
