"""Counting anew in batches, each a transaction of its own: killed half-way, what is done stays done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlmodel import Session

from govapi.jobs.tasks import TaskContext
from govapi.kit.errors import WrongState
from govapi.people.actor import Actor, system
from govapi.policy.store import StoredPolicy, current

Recount = Callable[[TaskContext], int]
"""A room above counts the days of its duties anew, in transactions of its own; returns how many it looked at."""

Key = TypeVar("Key")


@dataclass(frozen=True)
class Counting:
    """One batch: its transaction, by whom, by which policy set, and when."""

    session: Session
    actor: Actor
    stored: StoredPolicy
    now: datetime
    today: date


def in_batches(context: TaskContext, batch: Callable[[Counting, Key | None], tuple[int, Key | None]]) -> int:
    """Calls ``batch`` with the last key of the batch before (none at first) until it gives none: nothing is left. It returns how many
    it looked at, and its last key. Returns how many in all; a town without a policy set has nothing to count by."""
    looked, after = 0, None
    while True:
        with context.writing() as session:
            now, today = context.clock.now(), context.clock.today()
            try:
                stored = current(session, today)
            except WrongState:
                return looked
            count, after = batch(Counting(session, system(context.municipality_code), stored, now, today), after)
        looked += count
        if after is None:
            return looked
