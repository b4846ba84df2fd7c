"""The duties about gaps, and accounts to be looked at for them."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import owned
from govapi.duties.tables import Duty
from govapi.sns_accounts.gaps.rules import KINDS
from govapi.sns_accounts.rules import ANSWERED_FOR
from govapi.sns_accounts.tables import SnsAccount

MARK = ":gaps:"


def planned(session: Session, account_ids: Collection[UUID]) -> dict[tuple[UUID, str], list[Duty]]:
    """Every duty there ever was about gaps of these accounts, by account and kind, the newest first."""
    statement = owned(session, Duty).where(
        col(Duty.record_id).in_(account_ids), col(Duty.kind).in_(KINDS), col(Duty.key).contains(MARK)
    )
    found: dict[tuple[UUID, str], list[Duty]] = {}
    for duty in session.exec(statement.order_by(col(Duty.id).desc())):
        found.setdefault((duty.record_id, duty.kind), []).append(duty)
    return found


def held(session: Session, after: UUID | None, limit: int) -> Sequence[SnsAccount]:
    """The accounts somebody must answer for, by their ids after ``after``, held until the commit."""
    statement = owned(session, SnsAccount).where(
        col(SnsAccount.status).in_(ANSWERED_FOR), col(SnsAccount.id) > (after or UUID(int=0))
    )
    return session.exec(statement.order_by(col(SnsAccount.id)).limit(limit).with_for_update()).all()
