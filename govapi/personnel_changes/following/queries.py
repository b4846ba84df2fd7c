"""What hangs on posts whose holders have changed."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi.cloud_services.managers import queries as managers
from govapi.cloud_services.uses.tables import CloudUse
from govapi.sns_accounts.officers import queries as officers
from govapi.sns_accounts.officers.queries import Target


def accounts(session: Session, post_ids: Collection[UUID], on: date) -> Sequence[Target]:
    """The accounts and services these posts answer for, each once."""
    found = {target.id: target for _row, target in officers.held_by_posts(session, list(post_ids), on)}
    return list(found.values())


def uses(session: Session, post_ids: Collection[UUID], on: date) -> Sequence[CloudUse]:
    """The uses these posts manage, each once."""
    found = {use.id: use for _row, use in managers.held_by_posts(session, list(post_ids), on)}
    return list(found.values())
