"""What is looked at for vacancies: accounts nobody answers for, and the duties about vacancies that are not settled."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import owned, owned_columns
from govapi.duties.tables import Duty
from govapi.duties.workflow import UNSETTLED
from govapi.sns_accounts.queries import answered
from govapi.sns_accounts.rules import ANSWERED_FOR
from govapi.sns_accounts.services.tables import SnsService
from govapi.sns_accounts.tables import SnsAccount

OFFICER, PAUSE = "sns.officer", "sns.pause"


def of_kind(session: Session, record_id: UUID, kind: str) -> Sequence[Duty]:
    """Every duty of this kind that there ever was about an account or a service, the newest first."""
    statement = owned(session, Duty).where(col(Duty.record_id) == record_id, col(Duty.kind) == kind)
    return session.exec(statement.order_by(col(Duty.id).desc())).all()


def is_used(session: Session, service: SnsService) -> bool:
    """Whether an account of this service must be answered for."""
    statement = owned(session, SnsAccount).where(
        col(SnsAccount.platform) == service.platform, col(SnsAccount.status).in_(ANSWERED_FOR)
    )
    return session.exec(statement.limit(1)).first() is not None


def watched(session: Session, after: UUID | None, limit: int) -> Sequence[SnsAccount]:
    """The accounts with an unsettled duty about a vacancy, by their ids after ``after``, held until the commit."""
    known = owned_columns(session, Duty, col(Duty.record_id)).where(
        col(Duty.kind).in_((OFFICER, PAUSE)), col(Duty.status).in_(UNSETTLED)
    )
    statement = owned(session, SnsAccount).where(col(SnsAccount.id).in_(known), col(SnsAccount.id) > (after or UUID(int=0)))
    return session.exec(statement.order_by(col(SnsAccount.id)).limit(limit).with_for_update()).all()


def unanswered(session: Session, on: date, after: UUID | None, limit: int) -> Sequence[SnsAccount]:
    """The accounts that nobody answers for on the day, and whose vacancy is nobody's duty yet, likewise."""
    known = owned_columns(session, Duty, col(Duty.record_id)).where(col(Duty.kind) == OFFICER, col(Duty.status).in_(UNSETTLED))
    statement = owned(session, SnsAccount).where(
        col(SnsAccount.status).in_(ANSWERED_FOR),
        col(SnsAccount.id).not_in(answered(session, on)),
        col(SnsAccount.id).not_in(known),
        col(SnsAccount.id) > (after or UUID(int=0)),
    )
    return session.exec(statement.order_by(col(SnsAccount.id)).limit(limit).with_for_update()).all()
