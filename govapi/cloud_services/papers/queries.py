"""Reading what only the papers tell: what the decider wrote."""

from uuid import UUID

from sqlmodel import Session

from govapi.approvals import queries as approvals


def decision_reason(session: Session, use_id: UUID) -> str | None:
    """What the one who decided last wrote beside the decision."""
    rows = approvals.of_record(session, use_id)
    if not rows:
        return None
    newest = max(rows, key=lambda row: row.id)
    acted = [step for step in approvals.steps(session, [newest.id])[newest.id] if step.acted_at is not None]
    last = max(acted, key=lambda step: step.position, default=None)
    return (last.comment or None) if last else None
