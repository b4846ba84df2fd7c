"""What is looked at for vacancies: accounts nobody answers for, and the duties about vacancies that are not settled."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import or_
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


def past(session: Session, record_ids: Collection[UUID]) -> dict[tuple[UUID, str], list[Duty]]:
    """Every duty about a vacancy that there ever was of these, by the record and the kind."""
    statement = owned(session, Duty).where(col(Duty.record_id).in_(record_ids), col(Duty.kind).in_((OFFICER, PAUSE)))
    found: dict[tuple[UUID, str], list[Duty]] = {}
    for duty in session.exec(statement.order_by(col(Duty.id).desc())):
        found.setdefault((duty.record_id, duty.kind), []).append(duty)
    return found


def held(session: Session, ids: Collection[UUID]) -> Sequence[SnsAccount]:
    """These accounts as they are now, held until the commit."""
    if not ids:
        return []
    statement = owned(session, SnsAccount).where(col(SnsAccount.id).in_(ids)).order_by(col(SnsAccount.id))
    return session.exec(statement.with_for_update().execution_options(populate_existing=True)).all()


def of_platforms(session: Session, platforms: Collection[str], ids: Collection[UUID]) -> Sequence[SnsService]:
    """The services of these platforms and those with these ids, held until the commit."""
    asked = or_(col(SnsService.platform).in_(platforms), col(SnsService.id).in_(ids))
    statement = owned(session, SnsService).where(asked).order_by(col(SnsService.id))
    return session.exec(statement.with_for_update().execution_options(populate_existing=True)).all()


def answered_platforms(session: Session, platforms: Collection[str]) -> frozenset[str]:
    """Those of the platforms with an account that must be answered for."""
    statement = owned_columns(session, SnsAccount, col(SnsAccount.platform)).where(
        col(SnsAccount.platform).in_(platforms), col(SnsAccount.status).in_(ANSWERED_FOR)
    )
    return frozenset(session.execute(statement.distinct()).scalars())


def watched(session: Session, _on: date, after: UUID | None, limit: int) -> Sequence[SnsAccount]:
    """The accounts with an unsettled duty about a vacancy, by their ids after ``after``, held until the commit."""
    known = owned_columns(session, Duty, col(Duty.record_id)).where(
        col(Duty.kind).in_((OFFICER, PAUSE)), col(Duty.status).in_(UNSETTLED)
    )
    statement = owned(session, SnsAccount).where(col(SnsAccount.id).in_(known), col(SnsAccount.id) > (after or UUID(int=0)))
    return session.exec(statement.order_by(col(SnsAccount.id)).limit(limit).with_for_update()).all()


def unanswered(session: Session, on: date, after: UUID | None, limit: int) -> Sequence[SnsAccount]:
    """The accounts that nobody answers for on the day, and whose vacancy is nobody's duty yet, likewise."""
    known = owned_columns(session, Duty, col(Duty.id)).where(
        col(Duty.record_id) == col(SnsAccount.id), col(Duty.kind) == OFFICER, col(Duty.status).in_(UNSETTLED)
    )
    statement = owned(session, SnsAccount).where(
        col(SnsAccount.status).in_(ANSWERED_FOR),
        ~answered(session, on),
        ~known.correlate(SnsAccount).exists(),
        col(SnsAccount.id) > (after or UUID(int=0)),
    )
    return session.exec(statement.order_by(col(SnsAccount.id)).limit(limit).with_for_update()).all()
