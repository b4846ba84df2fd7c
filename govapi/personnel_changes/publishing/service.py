"""A list takes effect: its 発令, the handovers they make, what they leave vacant; in one transaction or not at all."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlmodel import Session

from govapi.db.session import find
from govapi.jobs.tasks import TaskContext
from govapi.kit.errors import FieldFault, Unmet, WrongState
from govapi.people.actor import Actor, system
from govapi.people.relations import Who
from govapi.personnel_changes import queries
from govapi.personnel_changes.effects import queries as effects
from govapi.personnel_changes.effects.rules import fixed
from govapi.personnel_changes.effects.service import Outcome, line_of, play
from govapi.personnel_changes.effects.writing.service import Moved, moved, take_back_all, write
from govapi.personnel_changes.following.service import follow
from govapi.personnel_changes.handovers.service import holder_changes, reconcile
from govapi.personnel_changes.preview.service import row_faults
from govapi.personnel_changes.rules import MAX_FAULTS, ChangeFacts
from govapi.personnel_changes.tables import PersonnelChange
from govapi.personnel_changes.workflow import PERSONNEL_CHANGE
from govapi.policy.store import StoredPolicy, current
from govapi.workflow.perform import perform

CLOCK = frozenset({Who.CLOCK})


def edition(session: Session, change: PersonnelChange, today: date) -> Outcome:
    """The newest edition played on the 発令 as they are now."""
    return play(session, change, [fixed(line_of(move)) for move in queries.moves(session, change.id, change.edition)], today)


def refuse(faults: Sequence[FieldFault]) -> None:
    """Raises Unmet, naming every row that cannot stand."""
    if faults:
        raise Unmet(
            f"一覧の{len(faults):,}行が、今の発令と合わないため、確定も公表もできません。一覧を直して取り込み直してください。",
            code="lines_at_fault",
            errors=faults[:MAX_FAULTS],
        )


def take_effect(
    session: Session, actor: Actor, stored: StoredPolicy, change: PersonnelChange, *, now: datetime, today: date
) -> None:
    """Writes what the newest edition says, and reconciles what the one before has done. Raises Unmet."""
    before = moved(session, change)
    _hold(session, change, {change.edition, change.published_edition})
    outcome = edition(session, change, today)
    refuse(row_faults(outcome))
    write(session, actor, change, outcome, today)
    change.published_edition = change.edition
    session.flush()
    _hand_over(session, actor, stored, change, before, now, today)


def publish(session: Session, actor: Actor, stored: StoredPolicy, change: PersonnelChange, *, now: datetime, today: date) -> None:
    """The day has come: everybody may know. Raises Unmet when the list no longer fits."""
    take_effect(session, actor, stored, change, now=now, today=today)
    facts = ChangeFacts(change.publish_on, today, own_line=False, by_machine=False, pending=False, begun_on=None)
    perform(session, actor, change, PERSONNEL_CHANGE, "publish", status=change.status, facts=facts, who=CLOCK, now=now)
    change.published_at = now
    session.flush()


def take_back(
    session: Session, actor: Actor, stored: StoredPolicy, change: PersonnelChange, *, now: datetime, today: date
) -> None:
    """A published list is withdrawn: nothing of it has begun, and nothing of it is left."""
    before = moved(session, change)
    _hold(session, change, {change.published_edition})
    outcome = play(session, change, [], today)
    refuse(row_faults(outcome))
    take_back_all(session, actor, change, outcome)
    _hand_over(session, actor, stored, change, before, now, today)


def _hold(session: Session, change: PersonnelChange, editions: Collection[int]) -> None:
    """Whose 発令 are written, or undone, is changed by nobody else until the commit."""
    moves = [move for one in sorted(editions) for move in queries.moves(session, change.id, one)]
    posts = {post_id for move in moves for post_id in (move.from_post_id, move.to_post_id) if post_id is not None}
    effects.hold(session, {move.person_id for move in moves if move.person_id is not None}, posts)


def _hand_over(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    change: PersonnelChange,
    before: Moved,
    now: datetime,
    today: date,
) -> None:
    places = moved(session, change)
    reconcile(session, actor, stored, change.id, holder_changes(session, places, today=today), now=now, today=today)
    begun = {post_id for post_id, day in before | places if day <= today}
    if begun:
        follow(session, actor, stored, begun, (), now=now, today=today)


def publish_due(context: TaskContext) -> None:
    """The daily task ``publish-personnel-changes``: every list whose day has come, each in a transaction of its own. One that no
    longer fits the 発令 waits, and its page says why."""
    with context.reading() as session:
        waiting = [one.id for one in queries.due(session, context.clock.today())]
    for change_id in waiting:
        try:
            with context.writing() as session:
                now, today = context.clock.now(), context.clock.today()
                change = find(session, PersonnelChange, change_id, lock=True)
                if change.status == "applied":
                    actor = system(context.municipality_code)
                    publish(session, actor, current(session, today), change, now=now, today=today)
        except (Unmet, WrongState):
            continue
