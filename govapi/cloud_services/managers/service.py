"""Naming the post that manages a use, and seeing at once when nobody does."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi.cloud_services.managers.tables import CloudManager
from govapi.cloud_services.uses.tables import CloudUse
from govapi.people.actor import Actor
from govapi.policy.store import StoredPolicy


def name_manager(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    use: CloudUse,
    post_id: UUID,
    from_date: date,
    *,
    now: datetime,
    today: date,
) -> CloudManager:
    """Names the post that manages the use from a day on; the one before ends on that day."""
    row = CloudManager(use_id=use.id, post_id=post_id, from_date=from_date, named_by=actor.person_id, named_name=actor.name)
    session.add(row)
    session.flush()
    return row


def carry_over(session: Session, actor: Actor, previous: CloudUse, use: CloudUse, today: date) -> None:
    """The manager of the use before manages the one that follows on it, where none was named for it."""
