"""Which accounts are silent, and which silences are somebody's duty."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import owned, owned_columns
from govapi.duties.tables import Duty
from govapi.duties.workflow import UNSETTLED
from govapi.sns_accounts.activity.rules import RUNNING
from govapi.sns_accounts.tables import SnsAccount

KIND = "sns.dormant"


class Silence(NamedTuple):
    """An unsettled duty about a silent account, as planned: the day on which it is idle, and the cause."""

    duty_id: UUID
    on: date
    cause: str
    account: SnsAccount


def fallen_silent(session: Session, since: date, after: UUID | None, limit: int) -> Sequence[SnsAccount]:
    """Running accounts silent since that day or longer whose silence is nobody's duty yet, after the account ``after``."""
    known = owned_columns(session, Duty, col(Duty.record_id)).where(col(Duty.kind) == KIND, col(Duty.status).in_(UNSETTLED))
    statement = owned(session, SnsAccount).where(
        col(SnsAccount.status) == RUNNING, col(SnsAccount.quiet_since) <= since, col(SnsAccount.id).not_in(known)
    )
    if after is not None:
        statement = statement.where(col(SnsAccount.id) > after)
    return session.exec(statement.order_by(col(SnsAccount.id)).limit(limit).with_for_update()).all()


def watched(session: Session, after: UUID | None, limit: int) -> Sequence[Silence]:
    """The unsettled silences with their accounts, in the order of their making, after the duty ``after``."""
    statement = (
        owned_columns(session, Duty, col(Duty.id), col(Duty.nominal_on), col(Duty.cause), SnsAccount)
        .join(SnsAccount, col(SnsAccount.id) == col(Duty.record_id))
        .where(col(Duty.kind) == KIND, col(Duty.status).in_(UNSETTLED))
    )
    if after is not None:
        statement = statement.where(col(Duty.id) > after)
    return [Silence(*row) for row in session.execute(statement.order_by(col(Duty.id)).limit(limit))]
