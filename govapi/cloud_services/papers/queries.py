"""Reading what only the papers tell: the head of the section, and what the decider wrote."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi.approvals import queries as approvals
from govapi.approvals.routing.service import seats_on
from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.session import find
from govapi.people.queries import holders
from govapi.people.tables import Department

HEAD = "section_security_manager"


@dataclass(frozen=True)
class Applicant:
    """The section that applies, and its head of the day; None where the post is not filled."""

    section_name: str
    head_title: str | None
    head_name: str | None


def applicant(session: Session, use: CloudUse, on: date) -> Applicant:
    """Who stands behind an application."""
    section = find(session, Department, use.department_id)
    own = [seat for seat in seats_on(session, on) if seat.department_path == use.department_path and HEAD in seat.duties]
    seat = min(own, key=lambda one: one.rank, default=None)
    if seat is None:
        return Applicant(section.name, None, None)
    held = holders(session, [seat.post_id], on)[seat.post_id]
    return Applicant(section.name, seat.title, held[0][0].name if held else None)


def decision_reason(session: Session, use_id: UUID) -> str | None:
    """What the one who decided last wrote beside the decision."""
    rows = approvals.of_record(session, use_id)
    if not rows:
        return None
    newest = max(rows, key=lambda row: row.id)
    acted = [step for step in approvals.steps(session, [newest.id])[newest.id] if step.acted_at is not None]
    last = max(acted, key=lambda step: step.position, default=None)
    return (last.comment or None) if last else None
