"""What the calendar counts from, for many contractors at once; and whose count is due."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlmodel import Session, col

from govapi.assessments.evidence.tables import Evidence
from govapi.assessments.needs.tables import Need
from govapi.assessments.tables import Assessment
from govapi.contractors.tables import Contractor
from govapi.db.session import owned, owned_columns


@dataclass(frozen=True)
class Ceasing:
    """Evidence that counts and is not replaced or held open: its kind, its name, its last day."""

    kind: str
    title: str
    valid_until: date


@dataclass
class Known:
    """All that is known of one contractor."""

    contractor: Contractor
    needs: list[Need] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    evidence: list[Ceasing] = field(default_factory=list)


def known(session: Session, contractor_ids: Collection[UUID], *, lock: bool) -> list[Known]:
    """What is known of these contractors: four queries, however many they are. ``lock``: until the commit nobody else counts."""
    statement = owned(session, Contractor).where(col(Contractor.id).in_(contractor_ids)).order_by(col(Contractor.id))
    if lock:
        # One who waited for the lock must see what the other wrote.
        statement = statement.with_for_update().execution_options(populate_existing=True)
    found = {row.id: Known(row) for row in session.exec(statement).all()}
    for need in session.exec(owned(session, Need).where(col(Need.contractor_id).in_(found))):
        found[need.contractor_id].needs.append(need)
    rows = owned(session, Assessment).where(col(Assessment.contractor_id).in_(found)).order_by(col(Assessment.id))
    for row in session.exec(rows.execution_options(populate_existing=True) if lock else rows):
        found[row.contractor_id].assessments.append(row)
    columns = (Evidence.contractor_id, Evidence.kind, Evidence.title, Evidence.valid_until)
    ceasing = owned_columns(session, Evidence, *columns).where(
        col(Evidence.contractor_id).in_(found),
        col(Evidence.withdrawn_on).is_(None),
        col(Evidence.counts).is_(True),
        col(Evidence.replaced_by_id).is_(None),
        col(Evidence.held_open).is_(False),
        col(Evidence.valid_until).is_not(None),
    )
    for contractor_id, kind, title, valid_until in session.execute(ceasing):
        found[contractor_id].evidence.append(Ceasing(kind, title, valid_until))
    return list(found.values())


def due(session: Session, policy_version: int, today: date, limit: int) -> Sequence[UUID]:
    """Contractors whose count the date or a newer policy set may have changed. Two walks along indexes: the cost follows
    the rows that are due, not the rows there are."""
    asked = owned_columns(session, Assessment, col(Assessment.contractor_id))
    by_date = asked.where(col(Assessment.recount_on) <= today).order_by(col(Assessment.recount_on)).limit(limit)
    found = list(dict.fromkeys(session.execute(by_date).scalars()))
    if found:
        return found
    by_policy = asked.where(col(Assessment.counted_with) < policy_version).order_by(col(Assessment.counted_with)).limit(limit)
    return list(dict.fromkeys(session.execute(by_policy).scalars()))
