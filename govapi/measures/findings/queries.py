"""Reading findings under their read rule; they are narrow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col

from govapi.approvals.queries import records_on_route
from govapi.db.session import owned, owned_columns
from govapi.kit.errors import NotFound
from govapi.kit.paging import Page, decode_id_cursor, page_of
from govapi.measures.findings.tables import Finding, FindingRound
from govapi.measures.tables import Measure
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import visible

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
        col(Measure.id).in_(records_on_route(session, actor)), col(Measure.finding_id).is_not(None)
    )
    return visible(
        actor,
        policy.reading.rule("findings"),
        department_path=col(Finding.department_path),
        organ_id=col(Finding.organ_id),
        on_route=col(Finding.id).in_(on_route),
    )


def one(session: Session, actor: Actor, policy: PolicySet, finding_id: UUID, *, lock: bool = False) -> Finding:
    """The finding, if the actor may see it; else NotFound."""
    statement = owned(session, Finding).where(col(Finding.id) == finding_id, seen(session, actor, policy))
    row = session.exec(statement.with_for_update() if lock else statement).first()
    if row is None:
        raise NotFound
    return row


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[Finding]:
    """The findings the actor may see, the newest first."""
    statement = owned(session, Finding).where(seen(session, actor, policy)).order_by(col(Finding.id).desc())
    equal = {
        Finding.status: filters.status,
        Finding.severity: filters.severity,
        Finding.source: filters.source,
        Finding.contractor_id: filters.contractor_id,
        Finding.contract_id: filters.contract_id,
        Finding.source_id: filters.source_id,
    }
    for column, value in equal.items():
        if value is not None:
            statement = statement.where(col(column) == value)
    if filters.late_on is not None:
        statement = statement.where(col(Finding.status) == "requested", col(Finding.deadline) < filters.late_on)
    if cursor:
        statement = statement.where(col(Finding.id) < decode_id_cursor(cursor))
    return page_of(session.exec(statement.limit(limit + 1)).all(), limit, lambda row: (str(row.id),))


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
