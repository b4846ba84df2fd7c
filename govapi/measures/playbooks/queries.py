"""Reading the steps of incidents. The caller has checked that the incident may be seen."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import find, owned, owned_columns
from govapi.kit.errors import NotFound
from govapi.measures.playbooks.tables import IncidentStep


def of_incidents(session: Session, incident_ids: Collection[UUID]) -> Sequence[IncidentStep]:
    """The steps of these incidents, in their order."""
    statement = owned(session, IncidentStep).where(col(IncidentStep.incident_id).in_(incident_ids))
    return session.exec(statement.order_by(col(IncidentStep.position), col(IncidentStep.id))).all()


def one(session: Session, incident_id: UUID, step_id: UUID, *, lock: bool = False) -> IncidentStep:
    """One step of this incident; raises NotFound."""
    row = find(session, IncidentStep, step_id, lock=lock)
    if row.incident_id != incident_id:
        raise NotFound
    return row


def settled(row: IncidentStep) -> bool:
    return row.done_at is not None or bool(row.not_needed_because)


def stored_files(session: Session) -> list[str]:
    """The SHA-256 of every file these steps refer to."""
    named = owned_columns(session, IncidentStep, col(IncidentStep.sha256)).where(col(IncidentStep.sha256) != "")
    return list(session.execute(named).scalars())
