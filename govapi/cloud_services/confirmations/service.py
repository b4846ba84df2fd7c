"""The yearly confirmation: planning its day, taking its answers, and what follows from them."""

from datetime import date, datetime

from sqlmodel import Session

from govapi.cloud_services.uses.tables import CloudUse
from govapi.people.actor import Actor
from govapi.policy.store import StoredPolicy


def plan_next(session: Session, actor: Actor, stored: StoredPolicy, use: CloudUse, *, now: datetime, today: date) -> None:
    """Counts the day of the next confirmation (``confirm_on``) and plans it; plans the end of the use too."""


def close(session: Session, actor: Actor, use: CloudUse, label: str, *, now: datetime) -> None:
    """The use is over (``label`` says by what): what was to be confirmed, met or filled falls away; its end is settled."""
