"""Reading check sheets under their read rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, case, func
from sqlmodel import Session, col

from govapi.approvals.queries import on_route_of_all
from govapi.assessments.check_sheets.rules import LIVE
from govapi.assessments.check_sheets.tables import Answer, CheckSheet
from govapi.assessments.tables import Assessment
from govapi.contractors.tables import Contractor
from govapi.db.reading import narrowed, newest_first, one_of
from govapi.db.session import owned, owned_columns
from govapi.kit.paging import Page
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import seen_under


@dataclass(frozen=True)
class Filters:
    """What a list of check sheets may be narrowed by."""

    status: str | None = None
    assessment_id: UUID | None = None
    campaign_id: UUID | None = None
    contractor_id: UUID | None = None
    tier: str | None = None
    late_on: date | None = None  # still awaited on this day, after its deadline


def seen(session: Session, actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees a check sheet."""
    route = on_route_of_all(session, actor, col(CheckSheet.id))
    return seen_under(actor, policy, "check_sheets", CheckSheet, route)


def one(session: Session, actor: Actor, policy: PolicySet, sheet_id: UUID, *, lock: bool = False) -> CheckSheet:
    """The check sheet, if the actor may see it; else NotFound."""
    return one_of(session, CheckSheet, sheet_id, seen(session, actor, policy), lock=lock)


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[CheckSheet]:
    """The check sheets the actor may see, the newest first."""
    conditions = [seen(session, actor, policy), *_narrowed(filters)]
    return newest_first(session, CheckSheet, conditions, limit=limit, cursor=cursor)


def _narrowed(filters: Filters) -> list[ColumnElement[bool]]:
    names = ("status", "assessment_id", "campaign_id", "contractor_id", "tier")
    conditions = narrowed(CheckSheet, **{name: getattr(filters, name) for name in names})
    if filters.late_on is not None:
        conditions += [col(CheckSheet.status) == "awaiting", col(CheckSheet.deadline) < filters.late_on]
    return conditions


def answers_of(session: Session, sheet_id: UUID) -> dict[str, Answer]:
    """The answers of a round by question: one query. The caller has checked that the round may be seen."""
    return {row.question: row for row in session.exec(owned(session, Answer).where(col(Answer.check_sheet_id) == sheet_id))}


def under_way(session: Session, assessment_id: UUID) -> CheckSheet | None:
    """The round of this assessment that is not ended yet."""
    statement = owned(session, CheckSheet).where(col(CheckSheet.assessment_id) == assessment_id, col(CheckSheet.status).in_(LIVE))
    return session.exec(statement.order_by(col(CheckSheet.id).desc())).first()


def last_decided(session: Session, assessment_id: UUID) -> CheckSheet | None:
    """The round whose answers are offered in the next one."""
    statement = owned(session, CheckSheet).where(
        col(CheckSheet.assessment_id) == assessment_id, col(CheckSheet.status) == "decided"
    )
    return session.exec(statement.order_by(col(CheckSheet.id).desc())).first()


def of_assessment(session: Session, actor: Actor, policy: PolicySet, assessment_id: UUID) -> Sequence[CheckSheet]:
    """The rounds of an assessment that the actor may see, the newest first: they are narrower than the assessment."""
    shown = seen(session, actor, policy)
    statement = owned(session, CheckSheet).where(col(CheckSheet.assessment_id) == assessment_id, shown)
    return session.exec(statement.order_by(col(CheckSheet.id).desc())).all()


@dataclass(frozen=True)
class Progress:
    """How many questions of a round are asked, answered, looked at, and found insufficient."""

    asked: int = 0
    answered: int = 0
    reviewed: int = 0
    insufficient: int = 0


def progress(session: Session, sheet_ids: Sequence[UUID]) -> dict[UUID, Progress]:
    """How far these rounds have come: one query."""
    counts = (
        func.count(),
        func.sum(case((col(Answer.answer) != "", 1), else_=0)),
        func.sum(case((col(Answer.verdict) != "", 1), else_=0)),
        func.sum(case((col(Answer.verdict) == "insufficient", 1), else_=0)),
    )
    statement = owned_columns(session, Answer, col(Answer.check_sheet_id), *counts)
    rows = session.execute(statement.where(col(Answer.check_sheet_id).in_(sheet_ids)).group_by(col(Answer.check_sheet_id)))
    return {sheet_id: Progress(*(int(number) for number in numbers)) for sheet_id, *numbers in rows}


def named(session: Session, sheets: Sequence[CheckSheet]) -> dict[UUID, tuple[str, str]]:
    """The name of the company and the number of the assessment of each of these rounds: one query."""
    columns = (col(Assessment.id), col(Contractor.name), col(Assessment.number))
    statement = owned_columns(session, Assessment, *columns).join(Contractor, col(Contractor.id) == col(Assessment.contractor_id))
    wanted = {sheet.assessment_id for sheet in sheets}
    found = {key: (name, number) for key, name, number in session.execute(statement.where(col(Assessment.id).in_(wanted)))}
    return {sheet.id: found[sheet.assessment_id] for sheet in sheets if sheet.assessment_id in found}
