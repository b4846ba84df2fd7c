"""Reading what opened a review ahead of its day."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.assessments.triggers.tables import Trigger
from govapi.db.session import owned, owned_columns


def of_assessment(session: Session, assessment_id: UUID, *, open_only: bool = False) -> Sequence[Trigger]:
    """The triggers of an assessment, the newest first."""
    statement = owned(session, Trigger).where(col(Trigger.assessment_id) == assessment_id)
    if open_only:
        statement = statement.where(col(Trigger.settled_on).is_(None))
    return session.exec(statement.order_by(col(Trigger.id).desc()).limit(200)).all()


def raised(session: Session, assessment_id: UUID, kind: str, source_id: UUID) -> Trigger | None:
    """The trigger of this kind from this source, open or settled."""
    statement = owned(session, Trigger).where(
        col(Trigger.assessment_id) == assessment_id, col(Trigger.kind) == kind, col(Trigger.source_id) == source_id
    )
    return session.exec(statement).first()


def with_open(session: Session, assessment_ids: Collection[UUID]) -> frozenset[UUID]:
    """Which of these assessments have a trigger that waits for a decision."""
    statement = owned_columns(session, Trigger, col(Trigger.assessment_id)).where(
        col(Trigger.assessment_id).in_(assessment_ids), col(Trigger.settled_on).is_(None)
    )
    return frozenset(session.execute(statement.distinct()).scalars())
