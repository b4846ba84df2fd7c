"""Reading findings under their read rule; they are narrow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col

from govapi.approvals.queries import on_route_of_all
from govapi.db.reading import narrowed, newest_first, one_of
from govapi.db.session import owned, owned_columns
from govapi.kit.paging import Page
from govapi.measures.findings.tables import Finding, FindingRound
from govapi.measures.tables import Measure
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import seen_under

LIVE_MEASURES = ("draft", "in_approval", "decided")
EFFECTED_MEASURES = ("decided", "lifted", "completed")


@dataclass(frozen=True)
class Filters:
    """What a list of findings may be narrowed by. ``late_on``: replies waited for past their day on this day."""

    status: str | None = None
    severity: str | None = None
    source: str | None = None
    contractor_id: UUID | None = None
    contract_id: UUID | None = None
    source_id: UUID | None = None
    late_on: date | None = None


def seen(session: Session, actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees a finding: its section, and the route of a measure that rests on it."""
    on_route = owned_columns(session, Measure, col(Measure.finding_id)).where(
        on_route_of_all(session, actor, col(Measure.id)), col(Measure.finding_id).is_not(None)
    )
    return seen_under(actor, policy, "findings", Finding, col(Finding.id).in_(on_route))


def one(session: Session, actor: Actor, policy: PolicySet, finding_id: UUID, *, lock: bool = False) -> Finding:
    """The finding, if the actor may see it; else NotFound."""
    return one_of(session, Finding, finding_id, seen(session, actor, policy), lock=lock)


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[Finding]:
    """The findings the actor may see, the newest first."""
    conditions = [
        seen(session, actor, policy),
        *narrowed(
            Finding,
            status=filters.status,
            severity=filters.severity,
            source=filters.source,
            contractor_id=filters.contractor_id,
            contract_id=filters.contract_id,
            source_id=filters.source_id,
        ),
    ]
    if filters.late_on is not None:
        conditions += [col(Finding.status) == "requested", col(Finding.deadline) < filters.late_on]
    return newest_first(session, Finding, conditions, limit=limit, cursor=cursor)


def rounds(session: Session, finding_id: UUID) -> Sequence[FindingRound]:
    """The demands and replies of a finding, the newest first."""
    statement = owned(session, FindingRound).where(col(FindingRound.finding_id) == finding_id)
    return session.exec(statement.order_by(col(FindingRound.turn).desc())).all()


def measures_of(session: Session, finding_id: UUID) -> Sequence[Measure]:
    """The measures that rest on a finding, the newest first."""
    statement = owned(session, Measure).where(col(Measure.finding_id) == finding_id)
    return session.exec(statement.order_by(col(Measure.id).desc()).limit(200)).all()


def measure_counts(session: Session, finding_id: UUID) -> dict[str, int]:
    """How many measures rest on a finding, by state."""
    statement = owned_columns(session, Measure, col(Measure.status), func.count()).where(col(Measure.finding_id) == finding_id)
    return {str(status): int(count) for status, count in session.execute(statement.group_by(col(Measure.status)))}
