"""Laying down the steps of a playbook for an incident; its times follow the moment at which the town came to know."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from govapi.duties import service as duties
from govapi.duties.service import Obligation
from govapi.measures.incidents.rules import aware, day_in_japan
from govapi.measures.incidents.tables import Incident
from govapi.measures.playbooks import queries
from govapi.measures.playbooks.rules import PLAYBOOKS
from govapi.measures.playbooks.tables import IncidentStep
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet

KIND = "incident.playbook"


def follow(session: Session, actor: Actor, policy: PolicySet, row: Incident, *, now: datetime, today: date) -> str:
    """The next open step is the duty of the section, until the last is settled. Gives the key of that duty."""
    _lay_down(session, policy, row.id, row.playbook, aware(row.city_knew_at))
    key = f"{KIND}:{row.id}"
    left = [one for one in queries.of_incidents(session, [row.id]) if not queries.settled(one)]
    if not left:
        duties.settle(session, actor, key, "対応手順の完了", now=now)
        return key
    first = min(left, key=lambda one: (aware(one.due_at), one.position))
    one = Obligation.about(
        row,
        "incident",
        key=key,
        kind=KIND,
        title=f"{row.number}「{row.title}」　{PLAYBOOKS[row.playbook]}（{first.label}　残り{len(left)}段階）",
        on=day_in_japan(first.due_at),
        cause="incident",
        cause_label="本市が認知した日時から数えた対応手順の目安",
    )
    duties.plan(session, actor, policy, one, now=now, today=today)
    return key


def _lay_down(session: Session, policy: PolicySet, incident_id: UUID, playbook: str, knew_at: datetime) -> None:
    """Every step of the playbook as the policy set of today has it; steps that stand already only get their times anew, as long
    as they are open."""
    if not playbook:
        return
    steps = {one.key: one for one in policy.sns.playbook(playbook).steps}
    rows = queries.of_incidents(session, [incident_id])
    for row in rows:
        if not queries.settled(row) and row.step in steps:
            row.due_at = knew_at + timedelta(hours=steps[row.step].within_hours)
    if not rows:
        for position, step in enumerate(steps.values(), 1):
            session.add(
                IncidentStep(
                    incident_id=incident_id,
                    playbook=playbook,
                    step=step.key,
                    position=position,
                    label=step.label,
                    due_at=knew_at + timedelta(hours=step.within_hours),
                    evidence=step.evidence,
                )
            )
    session.flush()
