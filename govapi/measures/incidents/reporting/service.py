"""Recording whom an incident was told to, and what was filed under which law."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.documents.queries import of_record
from govapi.kit.errors import Invalid, Unmet
from govapi.measures.incidents.reporting.queries import owed
from govapi.measures.incidents.reporting.schemas import FilingIn, TellingIn
from govapi.measures.incidents.rules import aware
from govapi.measures.incidents.service import follow, worked_on
from govapi.measures.incidents.tables import Incident, IncidentFiling, IncidentTelling
from govapi.people.actor import Actor
from govapi.policy.store import StoredPolicy


def tell(
    session: Session, actor: Actor, stored: StoredPolicy, incident_id: UUID, given: TellingIn, *, now: datetime, today: date
) -> IncidentTelling:
    """Records a step of the 通報. Raises Invalid for a step the policy set does not know."""
    row = worked_on(session, actor, stored.policy, incident_id, lock=True)
    step = next((one for one in stored.policy.monitoring.incident_chain if one.key == given.step), None)
    if step is None:
        raise Invalid("方針セットにない通報の段階です。一覧から選んでください。", pointer="/step")
    _in_time(row, given.told_at, now, "/told_at", "通報した日時")
    made = IncidentTelling(incident_id=row.id, step_label=step.label, recorded_name=actor.name, **given.model_dump())
    session.add(made)
    session.flush()
    audit.note(session, actor, "incident", row, "tell", f"{step.label}への通報を記録")
    follow(session, actor, stored.policy, row, now=now, today=today)
    return made


def file(
    session: Session, actor: Actor, stored: StoredPolicy, incident_id: UUID, given: FilingIn, *, now: datetime, today: date
) -> IncidentFiling:
    """Records a report. Raises Unmet when no law wants it, Invalid for a paper that is not of this incident."""
    row = worked_on(session, actor, stored.policy, incident_id, lock=True)
    dues = [due for due, _filed in owed(session, stored.policy, row).dues]
    due = next((one for one in dues if (one.law, one.clock) == (given.law, given.clock)), None)
    if due is None:
        raise Unmet(
            "この事故について、この報告は必要とされていません。事故の内容と、報告の種類を確かめてください。", code="not_due"
        )
    _in_time(row, given.reported_at, now, "/reported_at", "報告した日時")
    if given.document_id is not None and given.document_id not in {one.id for one in of_record(session, row.id)}:
        raise Invalid("この事故について作成した書類ではありません。", pointer="/document_id")
    values = {**given.model_dump(), "reported_to": given.reported_to or due.to}
    made = IncidentFiling(
        incident_id=row.id,
        law_label=due.law_label,
        clock_label=due.clock_label,
        due_on=due.due_on,
        recorded_name=actor.name,
        **values,
    )
    session.add(made)
    session.flush()
    audit.note(session, actor, "incident", row, "file", f"{due.law_label}の{due.clock_label}を記録")
    follow(session, actor, stored.policy, row, now=now, today=today)
    return made


def _in_time(row: Incident, moment: datetime, now: datetime, pointer: str, what: str) -> None:
    if moment > now:
        raise Invalid(f"{what}には、今までの日時を入力してください。", pointer=pointer)
    if moment < aware(row.city_knew_at):
        raise Invalid(f"{what}は、本市が認知した日時以後にしてください。", pointer=pointer)
