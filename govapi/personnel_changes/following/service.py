"""After a 発令: the handovers of those who changed, and the vacancies that opened or were filled. Only what holds by today counts;
内示 leaves no trace."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from govapi.cloud_services.managers.vacancies import service as managers
from govapi.jobs.tasks import TaskContext
from govapi.kit.errors import WrongState
from govapi.people.actor import Actor, system
from govapi.personnel_changes.following import queries
from govapi.personnel_changes.handovers import queries as handovers
from govapi.personnel_changes.handovers.holdings import queries as holdings
from govapi.personnel_changes.handovers.holdings.service import still_held
from govapi.personnel_changes.handovers.rules import OVER, ROLES_THAT_END
from govapi.personnel_changes.handovers.service import fall_away, hand_over, holder_changes, set_receivers
from govapi.policy.store import StoredPolicy, current
from govapi.sns_accounts.officers.vacancies import service as officers

LOOK_BACK = timedelta(days=31)  # a 発令 that was entered late, a job that did not run
BATCH = 200


def follow(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    post_ids: Collection[UUID],
    person_ids: Collection[UUID],
    *,
    now: datetime,
    today: date,
) -> None:
    """What follows at once from a changed 発令 of these posts and people: handovers, receivers, vacancies. Done again, nothing
    changes."""
    moved = holdings.moved(session, today - LOOK_BACK, today, post_ids, person_ids)
    posts = {post_id for post_id, _day in moved} | set(post_ids)
    _hand_over(session, actor, stored, moved, posts, now, today)
    accounts, uses = queries.to_watch(session, posts, today)
    officers.watch_all(session, actor, stored, accounts, now=now, today=today)
    for use in uses:
        managers.watch(session, actor, stored, use, now=now, today=today)


def watch_posts(
    session: Session, actor: Actor, stored: StoredPolicy, post_ids: Collection[UUID], *, now: datetime, today: date
) -> None:
    """Looks anew whether somebody answers for what these posts are named for: one was abolished, or who holds it was stopped."""
    accounts, uses = queries.answered_for(session, post_ids, today)
    officers.watch_all(session, actor, stored, accounts, now=now, today=today)
    for use in uses:
        managers.watch(session, actor, stored, use, now=now, today=today)


def recount(context: TaskContext) -> int:
    """For the daily job: what began or ended with the day (and lately), and handovers of what has ended meanwhile. The rooms count
    their vacancies themselves. Batches are transactions of their own."""
    with context.writing() as session:
        today = context.clock.today()
        moved = holdings.moved(session, today - LOOK_BACK, today)
    posts = sorted({post_id for post_id, _day in moved}, key=str)
    for start in range(0, len(posts), BATCH):
        some = frozenset(posts[start : start + BATCH])
        with context.writing() as session:
            stored = _stored(session, today)
            if stored is None:
                return 0
            actor, days = system(context.municipality_code), [pair for pair in moved if pair[0] in some]
            _hand_over(session, actor, stored, days, some, context.clock.now(), today)
    return len(posts) + _end_over(context)


def _hand_over(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    moved: Sequence[tuple[UUID, date]],
    posts: Collection[UUID],
    now: datetime,
    today: date,
) -> None:
    changes = holder_changes(session, moved, today=today)
    hand_over(session, actor, stored, changes, change_id=None, now=now, today=today)
    waiting = handovers.without_receiver(session, posts, today)
    held = holdings.holders(session, {row.post_id for row in waiting if row.post_id}, today, today) if waiting else {}
    new = [(row, next((one for one in held.get(row.post_id, ()) if one != row.giver_id), None)) for row in waiting if row.post_id]
    found = [(row, one, row.post_title) for row, one in new if one is not None]
    set_receivers(session, actor, stored.policy, found, now=now, today=today)


def _end_over(context: TaskContext) -> int:
    """Drops the handovers of circulations, contracts and duties that have ended, or have passed to another already."""
    after: UUID | None = None
    looked = 0
    while True:
        with context.writing() as session:
            rows = handovers.live(session, ROLES_THAT_END, after, BATCH)
            held = still_held(session, rows) if rows else set()
            over = [row for row in rows if row.id not in held]
            fall_away(session, system(context.municipality_code), over, OVER, now=context.clock.now())
        looked += len(rows)
        if len(rows) < BATCH:
            return looked
        after = rows[-1].id


def _stored(session: Session, today: date) -> StoredPolicy | None:
    """The policy set of the day; a town without one has no duties yet."""
    try:
        return current(session, today)
    except WrongState:
        return None
