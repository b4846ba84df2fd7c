"""Recording a step of a playbook. What was kept as evidence stays; times and notes are corrected on record."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import apply
from govapi.files.uploads import ReadyFile
from govapi.kit.errors import Conflict, Invalid, Stale
from govapi.measures.incidents import service as incidents
from govapi.measures.incidents.rules import aware
from govapi.measures.playbooks import queries
from govapi.measures.playbooks.rules import step_faults
from govapi.measures.playbooks.schemas import IncidentStepIn
from govapi.measures.playbooks.tables import IncidentStep
from govapi.people.actor import Actor
from govapi.policy.store import StoredPolicy


def record(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    incident_id: UUID,
    step_id: UUID,
    given: IncidentStepIn,
    file: ReadyFile | None,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> IncidentStep:
    """Records a step, or corrects its record, while the incident is worked on. Raises Invalid for what it lacks, Conflict for a
    second file."""
    incident = incidents.worked_on(session, actor, stored.policy, incident_id, lock=True)
    row = queries.one(session, incident.id, step_id, lock=True)
    if row.version != expected:
        raise Stale
    if file is not None and row.sha256:
        raise Conflict("この段階の証拠は、既に保存されています。ほかのファイルは、事故の添付ファイルに加えてください。")
    faults = step_faults(
        done_at=given.done_at,
        not_needed_because=given.not_needed_because,
        wants_evidence=row.evidence,
        evidence=bool(file or row.sha256 or given.url),
        knew_at=aware(incident.city_knew_at),
        now=now,
    )
    if faults:
        raise Invalid(faults[0].message, errors=faults)
    changed = apply(row, {**given.model_dump(), **_kept(file), "done_by": actor.person_id, "done_name": actor.name})
    session.flush()
    if changed:
        what = "該当しないと記録" if given.not_needed_because else "記録"
        audit.note(session, actor, "incident", incident, "record_step", f"対応の段階「{row.label}」を{what}", changed)
        incidents.follow(session, actor, stored.policy, incident, now=now, today=today)
    return row


def _kept(file: ReadyFile | None) -> dict[str, Any]:
    """What the row says of its evidence."""
    if file is None:
        return {}
    return {"filename": file.name, "media_type": file.kind.media_type, "sha256": file.stored.sha256, "size": file.stored.size}
