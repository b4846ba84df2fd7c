"""Reading exceptions under their read rule, and which are in force."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from govapi.approvals.queries import on_route_of_all
from govapi.assessments.exceptions.rules import Granted, covered
from govapi.assessments.exceptions.tables import AssessmentException
from govapi.assessments.queries import rank
from govapi.contractors.tables import Contractor
from govapi.db.reading import narrowed, newest_first, one_of
from govapi.db.session import owned, owned_columns
from govapi.kit.paging import Page
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import seen_under

LIVE = ("draft", "in_approval")


@dataclass(frozen=True)
class Filters:
    """What a list of exceptions may be narrowed by."""

    status: str | None = None
    assessment_id: UUID | None = None
    contractor_id: UUID | None = None


def seen(session: Session, actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees an exception."""
    route = on_route_of_all(session, actor, col(AssessmentException.id))
    return seen_under(actor, policy, "assessment_exceptions", AssessmentException, route)


def one(session: Session, actor: Actor, policy: PolicySet, exception_id: UUID, *, lock: bool = False) -> AssessmentException:
    """The exception, if the actor may see it; else NotFound."""
    return one_of(session, AssessmentException, exception_id, seen(session, actor, policy), lock=lock)


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[AssessmentException]:
    """The exceptions the actor may see, the newest first."""
    conditions = [
        seen(session, actor, policy),
        *narrowed(
            AssessmentException, status=filters.status, assessment_id=filters.assessment_id, contractor_id=filters.contractor_id
        ),
    ]
    return newest_first(session, AssessmentException, conditions, limit=limit, cursor=cursor)


def live(session: Session, assessment_id: UUID) -> AssessmentException | None:
    """The exception for this assessment that is asked for and not yet decided."""
    statement = owned(session, AssessmentException).where(
        col(AssessmentException.assessment_id) == assessment_id, col(AssessmentException.status).in_(LIVE)
    )
    return session.exec(statement).first()


def granted(session: Session, assessment_id: UUID) -> Sequence[AssessmentException]:
    """The exceptions ever allowed for this assessment, the newest first."""
    statement = owned(session, AssessmentException).where(
        col(AssessmentException.assessment_id) == assessment_id, col(AssessmentException.status) == "granted"
    )
    return session.exec(statement.order_by(col(AssessmentException.id).desc())).all()


def in_force(session: Session, contractor_id: UUID, on: date) -> Sequence[AssessmentException]:
    """The exceptions that let this contractor be contracted with on the day, the longest first."""
    statement = owned(session, AssessmentException).where(
        col(AssessmentException.contractor_id) == contractor_id,
        col(AssessmentException.status) == "granted",
        col(AssessmentException.until) >= on,
    )
    return session.exec(statement.order_by(col(AssessmentException.until).desc())).all()


def covering(session: Session, policy: PolicySet, contractor_id: UUID, tier: str, on: date) -> AssessmentException | None:
    """The exception in force on the day that was allowed for this tier or a heavier one, the longest first."""
    rows = in_force(session, contractor_id, on)
    return next((row for row in rows if covered([Granted(row.tier, row.until)], tier, lambda code: rank(policy, code), on)), None)


def names(session: Session, rows: Collection[AssessmentException]) -> dict[UUID, str]:
    """The names of their contractors, in one query."""
    wanted = {row.contractor_id for row in rows}
    statement = owned_columns(session, Contractor, Contractor.id, Contractor.name).where(col(Contractor.id).in_(wanted))
    return {row[0]: row[1] for row in session.execute(statement)}
