"""Telling the assessments what a use wants of its provider. Told again without a change, nothing changes."""

from datetime import date, datetime

from sqlmodel import Session

from govapi.cloud_services.uses.tables import CloudUse
from govapi.people.actor import Actor
from govapi.policy.store import StoredPolicy


def tell(session: Session, actor: Actor, stored: StoredPolicy, use: CloudUse, *, now: datetime, today: date) -> None:
    """Declares what the use wants now of the contractor that provides its service, and ends what it no longer wants."""
