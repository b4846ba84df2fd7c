"""When a duty falls due and opens, and who is reminded of it on which day. Pure: today is an argument."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from govapi.kit.japan.holidays import working_day_on_or_before
from govapi.policy.schema.base import Source, SourceKind
from govapi.policy.schema.monitoring import DutyKind, Monitoring

OPENED, OVERDUE = "opened", "overdue"
ESCALATED, ESCALATED_FURTHER = "escalated", "escalated_further"
ESCALATIONS = frozenset({ESCALATED, ESCALATED_FURTHER})
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Timing:
    """The days of one duty: as counted, as due (a working day), and the day from which it is prepared."""

    nominal_on: date
    due_on: date
    opens_on: date


@dataclass(frozen=True)
class Reminder:
    """A reminder and the day from which it is due: ``opened``, ``before_30`` … ``before_0``, ``overdue``, ``escalated`` …"""

    stage: str
    on: date

    @property
    def is_escalation(self) -> bool:
        return self.stage in ESCALATIONS


def kind_of(monitoring: Monitoring, key: str) -> DutyKind:
    """The kind of the policy set; a plain one where an older set does not know it, so that no duty is lost."""
    try:
        return monitoring.duty_kind(key)
    except KeyError:
        source = Source(kind=SourceKind.INITIAL, basis="方針セットにない種類の仕事")
        return DutyKind(key=key, label="期限のある仕事", notice_before_days=(7, 0), policy=("6(8)",), source=source)


def closed_days(monitoring: Monitoring) -> frozenset[date]:
    """The town's own closed days, beside weekends, holidays and 12/29–1/3."""
    return frozenset(date.fromisoformat(day) for day in monitoring.extra_closed_days)


def timing(kind: DutyKind, on: date, closed: Collection[date] = ()) -> Timing:
    """The days of a duty whose day, as counted, is ``on``. A closed day moves it to the working day before."""
    due_on = on if kind.calendar_days else working_day_on_or_before(on, also=closed)
    return Timing(on, due_on, due_on - timedelta(days=kind.opens_before_days))


def is_ripe(opens_on: date, today: date) -> bool:
    return opens_on <= today


def reminders(kind: DutyKind, due_on: date, opens_on: date) -> list[Reminder]:
    """Every reminder of a duty in the order of their days. None goes out before the duty is open."""
    found = [Reminder(OPENED, opens_on)]
    found += [Reminder(f"before_{days}", max(opens_on, due_on - timedelta(days=days))) for days in kind.notice_before_days]
    found.append(Reminder(OVERDUE, due_on + ONE_DAY))
    if kind.escalate_after_days is not None:
        first = due_on + timedelta(days=kind.escalate_after_days)
        found.append(Reminder(ESCALATED, first))
        found.append(Reminder(ESCALATED_FURTHER, first + max(ONE_DAY, timedelta(days=kind.escalate_after_days))))
    return sorted(found, key=lambda one: one.on)


def reminders_due(kind: DutyKind, due_on: date, opens_on: date, today: date) -> list[Reminder]:
    """What must have been told by ``today``: of the reminders to those who do the work the last one only, so that however late
    the job runs nobody is told three times; and each escalation whose day has come, for they go to different people."""
    come = [one for one in reminders(kind, due_on, opens_on) if one.on <= today]
    return [one for one in come if not one.is_escalation][-1:] + [one for one in come if one.is_escalation]


def next_reminder_on(kind: DutyKind, due_on: date, opens_on: date, after: date) -> date | None:
    """The next day on which something is to be told, later than ``after``; None when all has been told."""
    return next((one.on for one in reminders(kind, due_on, opens_on) if one.on > after), None)


def state_of(status: str, due_on: date, today: date) -> Literal["", "due_soon", "overdue"]:
    """The badge derived from the day, whether the job has run or not: ``overdue`` for what is not settled past its day,
    ``due_soon`` for an open duty in its last week, else ``""``."""
    if status in ("planned", "open") and due_on < today:
        return "overdue"
    return "due_soon" if status == "open" and due_on <= today + timedelta(days=7) else ""


def cut(text: str, size: int) -> str:
    """The text, shortened with 「…」 where it is too long for its column."""
    return text if len(text) <= size else text[: size - 1] + "…"


def labels_of(kinds: Iterable[DutyKind]) -> dict[str, str]:
    """The words of the kinds, by key."""
    return {kind.key: kind.label for kind in kinds}
