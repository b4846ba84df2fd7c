"""The daily job ``re-review``: recounts what rooms above hand in, opens what is ripe, has those concerned told.

Each batch is a transaction of its own, and what is done is seen from the rows: run twice, late, killed half-way or on two
machines at once, it does the same as once on time.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import structlog
from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from govapi.duties.notices import queries as notices
from govapi.duties.notices.rules import Roster
from govapi.duties.notices.service import Telling, tell, write_letters
from govapi.duties.opening import queries
from govapi.duties.recounting.service import Recount
from govapi.duties.rules import closed_days
from govapi.duties.tables import Duty
from govapi.duties.workflow import BY_ITSELF, DUTY
from govapi.jobs.tasks import Task, TaskContext
from govapi.kit.errors import Conflict, WrongState
from govapi.kit.japan.holidays import is_closed
from govapi.people.actor import system
from govapi.policy.schema.monitoring import Monitoring
from govapi.policy.store import current
from govapi.workflow.perform import perform_all

TASK = "re-review"
BATCH = 1000
PEOPLE_BATCH = 20
SHOWN = 20

log = structlog.get_logger("govapi.duties")


@dataclass(frozen=True)
class Foreseen:
    """What a run would do now."""

    opened: int
    reminded: int
    first: Sequence[Duty]


def re_review(recounts: Sequence[Recount], public_url: str) -> Task:
    """The task ``re-review``."""

    def task(context: TaskContext) -> None:
        for recount in recounts:
            context.result["recounted"] = context.result.get("recounted", 0) + recount(context)
        while open_batch(context):
            pass
        try:
            about = _telling(context, public_url)
        except WrongState:
            return  # a town without a policy set has no kinds of duties
        kinds = today_told(about.monitoring, about.today)
        while _tell_batch(context, about, kinds):
            pass
        _letters(context, about, kinds)
        log.info("re-review done", **context.result)

    return task


def open_batch(context: TaskContext) -> int:
    """Opens a batch of ripe duties, each with its audit row and event. Returns how many; 0 when none is left."""
    with context.writing() as session:
        found = queries.ripe(session, context.clock.today(), BATCH)
        if found:
            actor = system(context.municipality_code)
            values = {"opened_at": context.clock.now(), "remind_on": col(Duty.opens_on)}
            perform_all(session, actor, Duty, found, DUTY, "open", status="planned", who=BY_ITSELF, values=values)
        _count(context, "opened", len(found))
    return len(found)


def today_told(monitoring: Monitoring, today: date) -> Collection[str] | None:
    """The kinds people are told of today: all (None); on a closed day those only for which the law counts calendar days."""
    if not is_closed(today, also=closed_days(monitoring)):
        return None
    return [kind.key for kind in monitoring.duty_kinds if kind.calendar_days]


def foresee(session: Session, monitoring: Monitoring, today: date, seen: ColumnElement[bool]) -> Foreseen:
    """What a run would do today; only duties that are ``seen`` are named. It changes nothing; days are taken as they are
    planned, not counted anew."""
    kinds = today_told(monitoring, today)
    ripe = queries.count_ripe(session, today)
    reminded = notices.count_to_tell(session, today, kinds) + (ripe if kinds is None else 0)
    return Foreseen(ripe, reminded, queries.first_ripe(session, today, SHOWN, seen))


def _telling(context: TaskContext, public_url: str) -> Telling:
    today = context.clock.today()
    with context.reading() as session:
        monitoring = current(session, today).policy.monitoring
        roster = Roster(notices.members(session, today))
    return Telling(context.clock.now(), today, monitoring, roster, public_url)


def _tell_batch(context: TaskContext, about: Telling, kinds: Collection[str] | None) -> int:
    with context.writing() as session:
        found = notices.to_tell(session, about.today, BATCH, kinds)
        if found:
            _count(context, "notices", tell(session, about, found))
    return len(found)


def _letters(context: TaskContext, about: Telling, kinds: Collection[str] | None) -> None:
    after = None
    while True:
        with context.reading() as session:
            people = notices.waiting_people(session, after, PEOPLE_BATCH)
        if not people:
            return
        after, before = people[-1], dict(context.result)
        try:
            with context.writing() as session:
                _count(context, "mails", write_letters(session, about, people, kinds))
        except Conflict:
            context.result = before
            log.info("letters written elsewhere")  # another worker was quicker: what is left waits for the next run


def _count(context: TaskContext, name: str, number: int) -> None:
    context.result[name] = context.result.get(name, 0) + number
