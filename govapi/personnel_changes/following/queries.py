"""What hangs on posts whose holders have changed, and may have become vacant or been filled."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi.cloud_services.managers import queries as managers
from govapi.cloud_services.uses.tables import CloudUse
from govapi.duties.planning.queries import unsettled
from govapi.personnel_changes.handovers.holdings.queries import holders
from govapi.sns_accounts.officers import queries as officers
from govapi.sns_accounts.officers.queries import Target

KINDS = ("sns.officer", "sns.pause", "cloud.manager")  # the duties about vacancies


def to_watch(session: Session, post_ids: Collection[UUID], on: date) -> tuple[Sequence[Target], Sequence[CloudUse]]:
    """The accounts, services and uses these posts answer for, each once, that nobody answers for on the day, or about which a
    vacancy is somebody's duty still."""
    named = officers.held_by_posts(session, list(post_ids), on)
    managed = managers.held_by_posts(session, list(post_ids), on)
    manned = holders(session, post_ids, on, on)
    known = {duty.record_id for duty in unsettled(session, [one.id for _row, one in (*named, *managed)], KINDS)}
    accounts = {one.id: one for row, one in named if row.post_id not in manned or one.id in known}
    uses = {use.id: use for row, use in managed if row.post_id not in manned or use.id in known}
    return list(accounts.values()), list(uses.values())


def answered_for(session: Session, post_ids: Collection[UUID], on: date) -> tuple[Sequence[Target], Sequence[CloudUse]]:
    """The accounts, services and uses these posts are named for on the day, each once."""
    accounts = {one.id: one for _row, one in officers.held_by_posts(session, post_ids, on)}
    uses = {use.id: use for _row, use in managers.held_by_posts(session, post_ids, on)}
    return list(accounts.values()), list(uses.values())
