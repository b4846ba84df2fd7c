"""Making the handovers of changed holders, once; and following a correction of the list."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi.people.actor import Actor
from govapi.personnel_changes.handovers.rules import HolderChange
from govapi.personnel_changes.handovers.tables import Handover
from govapi.policy.store import StoredPolicy


def holder_changes(session: Session, moved: Collection[tuple[UUID, date]], *, today: date) -> list[HolderChange]:
    """What changes at these posts on these days, by the 発令 that everybody may know of today: the holders of the day before
    against those of the day. The way to make ``changes`` and ``wanted`` below."""
    return []


def hand_over(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    changes: Sequence[HolderChange],
    *,
    change_id: UUID | None,
    now: datetime,
    today: date,
) -> list[Handover]:
    """One handover with its checklist and its duty for everything these givers hold. Done again, nothing changes; a receiver
    that has become known meanwhile is filled in. The 発令 are written already. Returns those made."""
    return []


def reconcile(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    change_id: UUID,
    wanted: Sequence[HolderChange],
    *,
    now: datetime,
    today: date,
) -> None:
    """After a correction of the list: ``wanted`` is all that the change moves now. What is no longer right is dropped, a
    receiver that changed is changed, the rest keeps its progress, what is new is made."""
