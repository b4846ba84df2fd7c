"""A running use that nobody manages is a duty at once; it settles itself when somebody does."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi.cloud_services.managers import queries, rules
from govapi.cloud_services.managers.queries import KIND
from govapi.cloud_services.managers.schemas import VacancyOut
from govapi.cloud_services.uses.tables import CloudUse
from govapi.duties import queries as duty_queries
from govapi.duties import service as duties
from govapi.duties.recounting.service import Counting, in_batches
from govapi.duties.service import Obligation
from govapi.duties.workflow import UNSETTLED
from govapi.jobs.tasks import TaskContext
from govapi.people.actor import Actor
from govapi.people.designations import interval
from govapi.people.rules import vacant_from
from govapi.policy.store import StoredPolicy

BATCH = 500
NO_POST = "管理者が指定されていません。"
NO_PERSON = "管理者に指定された職に就いている職員がいません。"
SOON = "管理者の指定が終わります。"


def watch(session: Session, actor: Actor, stored: StoredPolicy, use: CloudUse, *, now: datetime, today: date) -> None:
    """A use without a manager is somebody's duty, one with a manager is not. Watched again, nothing changes."""
    past = duty_queries.of_kind(session, use.id, KIND)
    known = next((duty for duty in past if duty.status in UNSETTLED), None)
    if use.status not in rules.KEPT:
        if known is not None:
            duties.drop(session, actor, known.key, "利用の終了", now=now)
        return
    vacancy = vacancy_of(session, use, today)
    if vacancy.vacant_from is None:
        if known is not None:
            duties.settle(session, actor, known.key, "管理者を指定した、又は職員が職に就いた", now=now)
        return
    one = Obligation.about(
        use,
        "cloud_use",
        key=known.key if known else f"{KIND}:{use.id}:{len(past) + 1}",
        kind=KIND,
        title=f"{use.title}のクラウドサービス管理者の指定",
        on=vacancy.vacant_from if known is None or not vacancy.vacant else min(known.nominal_on, vacancy.vacant_from),
        cause="vacant" if vacancy.vacant else "ends",
        cause_label=vacancy.reason,
    )
    duties.plan(session, actor, stored.policy, one, now=now, today=today)


def recount(context: TaskContext) -> int:
    """For the daily job: vacancies that have come with the day (a post gone, nobody holds it) are opened, those that were filled
    are settled. Only what is vacant, or was, is looked at; batches are transactions of their own."""
    return in_batches(context, _watched) + in_batches(context, _unmanaged)


def _watched(counting: Counting, after: UUID | None) -> tuple[int, UUID | None]:
    rows = queries.watched(counting.session, after, BATCH)
    _watch_all(counting, [use for _duty_id, use in rows])
    return len(rows), rows[-1][0] if rows else None


def _unmanaged(counting: Counting, after: UUID | None) -> tuple[int, UUID | None]:
    uses = queries.unmanaged(counting.session, counting.today, after, BATCH)
    _watch_all(counting, uses)
    return len(uses), uses[-1].id if uses else None


def _watch_all(counting: Counting, uses: Sequence[CloudUse]) -> None:
    for use in uses:
        watch(counting.session, counting.actor, counting.stored, use, now=counting.now, today=counting.today)


def vacancy_of(session: Session, use: CloudUse, today: date) -> VacancyOut:
    """Whether somebody manages the use, and from which day on nobody will."""
    managing = queries.current(session, use.id, today)
    covered = [interval(row) for row in queries.of_use(session, use.id)]
    held = managing is not None and managing.name is not None
    since = vacant_from(covered, held=held, starts_on=use.starts_on, ends_on=use.ends_on, today=today)
    vacant = since is not None and since <= today
    reason = ""
    if since is not None:
        reason = (NO_POST if managing is None else NO_PERSON) if vacant else (SOON if covered else NO_POST)
    return VacancyOut(vacant=vacant, vacant_from=since, reason=reason)
