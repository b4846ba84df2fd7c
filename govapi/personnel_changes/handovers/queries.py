"""Reading handovers under their read rule: the section, the giver, the receiver, the personnel office."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, or_
from sqlmodel import Session, col

from govapi.db.reading import narrowed, newest_first, one_of
from govapi.db.session import owned, owned_columns
from govapi.kit.paging import Page
from govapi.people.actor import Actor
from govapi.personnel_changes.handovers.rules import LIVE
from govapi.personnel_changes.handovers.tables import Handover, HandoverItem
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import seen_under

PORTION = 5000


@dataclass(frozen=True)
class Filters:
    """What a list of handovers may be narrowed by. ``mine``: to give, to receive, or both; ``live``: not ended."""

    status: str | None = None
    role: str | None = None
    change_id: UUID | None = None
    record_id: UUID | None = None
    mine: str = ""  # "" | give | receive | both
    live: bool = False


def seen(actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees a handover."""
    shown = seen_under(actor, policy, "handovers", Handover)
    return shown if actor.person_id is None else or_(shown, concerns(actor, "both"))


def concerns(actor: Actor, as_what: str) -> ColumnElement[bool]:
    """Those this person gives, receives, or either. A person who is nobody concerns none."""
    giver, receiver = col(Handover.giver_id) == actor.person_id, col(Handover.receiver_id) == actor.person_id
    return {"give": giver, "receive": receiver}.get(as_what, or_(giver, receiver))


def one(session: Session, actor: Actor, policy: PolicySet, handover_id: UUID, *, lock: bool = False) -> Handover:
    """The handover, if the actor may see it; else NotFound."""
    return one_of(session, Handover, handover_id, seen(actor, policy), lock=lock)


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[Handover]:
    """The handovers the actor may see, the newest first."""
    conditions = [
        seen(actor, policy),
        *narrowed(Handover, status=filters.status, role=filters.role, change_id=filters.change_id, record_id=filters.record_id),
    ]
    if filters.mine:
        conditions.append(concerns(actor, filters.mine))
    if filters.change_id is not None and "personnel_office" not in actor.duties:
        conditions.append(false())  # which handovers a list of moves has made is told to those who see the list
    if filters.live:
        conditions.append(col(Handover.status).in_(LIVE))
    return newest_first(session, Handover, conditions, limit=limit, cursor=cursor)


def items(session: Session, handover_ids: Collection[UUID]) -> Mapping[UUID, list[HandoverItem]]:
    """What is confirmed at each of these handovers, in order."""
    statement = owned(session, HandoverItem).where(col(HandoverItem.handover_id).in_(handover_ids))
    found: dict[UUID, list[HandoverItem]] = defaultdict(list)
    for row in session.exec(statement.order_by(col(HandoverItem.position))):
        found[row.handover_id].append(row)
    return found


def waiting_for(session: Session, actor: Actor, limit: int) -> Sequence[Handover]:
    """What waits for this person: to give, and to receive; by the day of the move."""
    if actor.person_id is None:
        return []
    mine = ((col(Handover.status) == "open") & concerns(actor, "give")) | (
        (col(Handover.status) == "given") & concerns(actor, "receive")
    )
    return session.exec(owned(session, Handover).where(mine).order_by(col(Handover.due_on), col(Handover.id)).limit(limit)).all()


def by_keys(session: Session, keys: Collection[str]) -> Mapping[str, Handover]:
    """The handovers of these keys, held until the commit, in portions a database takes in one statement."""
    wanted = sorted(keys)
    found: dict[str, Handover] = {}
    for start in range(0, len(wanted), PORTION):
        some = owned(session, Handover).where(col(Handover.key).in_(wanted[start : start + PORTION]))
        found |= {row.key: row for row in session.exec(some.order_by(col(Handover.id)).with_for_update())}
    return found


def live_of_change(session: Session, change_id: UUID) -> Sequence[Handover]:
    """Those of a change that are not ended, held until the commit."""
    statement = owned(session, Handover).where(col(Handover.change_id) == change_id, col(Handover.status).in_(LIVE))
    return session.exec(statement.order_by(col(Handover.id)).with_for_update()).all()


def without_receiver(session: Session, post_ids: Collection[UUID], until: date) -> Sequence[Handover]:
    """Those of these posts whose day has come and whose receiver is not known, held until the commit."""
    statement = owned(session, Handover).where(
        col(Handover.post_id).in_(post_ids),
        col(Handover.receiver_id).is_(None),
        col(Handover.status).in_(LIVE),
        col(Handover.effective_on) <= until,
    )
    return session.exec(statement.order_by(col(Handover.id)).with_for_update()).all()


def live(session: Session, roles: Collection[str], after: UUID | None, limit: int) -> Sequence[Handover]:
    """Those of these roles that are not ended, in the order of their making, after the handover ``after``; held."""
    statement = owned(session, Handover).where(col(Handover.status).in_(LIVE), col(Handover.role).in_(roles))
    if after is not None:
        statement = statement.where(col(Handover.id) > after)
    return session.exec(statement.order_by(col(Handover.id)).limit(limit).with_for_update()).all()


def papers_shown(session: Session, actor: Actor) -> Select[tuple[UUID]]:
    """The ids of the handovers whose papers this actor is shown whatever section they belong to: his own."""
    found: Select[tuple[UUID]] = owned_columns(session, Handover, col(Handover.id)).where(concerns(actor, "both"))
    return found
