"""Planning many duties in few statements."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal

from sqlmodel import Session, col

from govapi import audit
from govapi.duties import rules
from govapi.duties.planning import queries
from govapi.duties.service import Obligation, plan, values_of
from govapi.duties.tables import Duty
from govapi.duties.workflow import BY_ITSELF, DUTY, UNSETTLED
from govapi.kit.ids import new_id
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.workflow.perform import perform_all

Ending = Literal["settle", "drop"]


def plan_all(
    session: Session, actor: Actor, policy: PolicySet, ones: Sequence[Obligation], *, now: datetime, today: date
) -> None:
    """As ``plan`` for each of them. Those whose key is new go in at once; those that stand as they should are left alone; the others
    follow one by one."""
    taken = queries.taken(session, [one.key for one in ones])
    closed, new = rules.closed_days(policy.monitoring), []
    for one in ones:
        kind = rules.kind_of(policy.monitoring, one.kind)
        days = rules.timing(kind, one.on, closed)
        values = values_of(one, days)
        if one.key in taken:
            if not _stands(taken[one.key], values, today):
                plan(session, actor, policy, one, now=now, today=today)
            continue
        duty = Duty(id=new_id(), key=one.key, kind=one.kind, noun=one.noun, record_id=one.record_id, **values)
        new.append(duty)
        audit.note(session, actor, "duty", duty, "plan", f"{kind.label}（{wareki(days.due_on)}まで）を予定")
    session.add_all(new)
    session.flush()
    ripe = [duty for duty in new if rules.is_ripe(duty.opens_on, today)]
    if ripe:
        opened = {"opened_at": now, "remind_on": col(Duty.opens_on)}
        perform_all(session, actor, Duty, ripe, DUTY, "open", status="planned", who=BY_ITSELF, values=opened)
        for duty in ripe:
            session.expire(duty)


def _stands(duty: Duty, values: Mapping[str, Any], today: date) -> bool:
    """Whether planning it again would change nothing."""
    rightly = duty.status == ("open" if rules.is_ripe(duty.opens_on, today) else "planned")
    return duty.status == "done" or (rightly and all(getattr(duty, name) == value for name, value in values.items()))


def drop_all(session: Session, actor: Actor, ones: Sequence[Duty], label: str, *, now: datetime) -> None:
    """As ``drop`` for each of these planned and open duties, which the caller holds; ``label`` says why they fell away."""
    end_all(session, actor, ones, "drop", label, now=now)


def end_all(session: Session, actor: Actor, ones: Sequence[Duty], how: Ending, label: str, *, now: datetime) -> None:
    """As ``settle`` or ``drop`` for each of these; ``label`` says by what they were met, or why they fell away."""
    values = {"settled_at": now, "settled_label": rules.cut(label, 500), "remind_on": None}
    for status in UNSETTLED:
        some = [duty for duty in ones if duty.status == status]
        if some:
            perform_all(session, actor, Duty, some, DUTY, how, status=status, who=BY_ITSELF, values=values)
    for duty in ones:
        session.expire(duty)
