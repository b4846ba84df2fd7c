"""Planning a dated obligation, and settling it by what was done. Rooms call this; nobody else writes duties."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import apply
from govapi.db.session import find
from govapi.duties import queries, rules
from govapi.duties.schemas import DutyOut, Places
from govapi.duties.tables import Duty
from govapi.duties.workflow import BY_ITSELF, DUTY, LABELS, UNSETTLED
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.people.records import SectionRecord
from govapi.policy.schema.policy_set import PolicySet
from govapi.workflow.perform import perform


@dataclass(frozen=True)
class Obligation:
    """What must be done by a day. ``key`` is the same for the same obligation, however often it is planned, and another one
    for its next round: what was done once stays done."""

    key: str
    kind: str
    noun: str
    record_id: UUID
    number: str
    title: str
    organ_id: UUID
    department_id: UUID
    department_path: str
    on: date
    cause: str = ""
    cause_label: str = ""
    person_id: UUID | None = None

    @classmethod
    def about(
        cls,
        record: SectionRecord,
        noun: str,
        *,
        key: str,
        kind: str,
        title: str,
        on: date,
        cause: str = "",
        cause_label: str = "",
    ) -> "Obligation":
        """What must be done about a record by the section that keeps it."""
        return cls(
            key=key,
            kind=kind,
            noun=noun,
            record_id=record.id,
            number=record.number,
            title=title,
            organ_id=record.organ_id,
            department_id=record.department_id,
            department_path=record.department_path,
            on=on,
            cause=cause,
            cause_label=cause_label,
        )


def plan(session: Session, actor: Actor, policy: PolicySet, one: Obligation, *, now: datetime, today: date) -> Duty:
    """Plans the obligation, or follows its changed day; opens it at once when its lead time has begun.

    ``one.on`` is the day as counted: a closed day moves it to the working day before, unless the law counts calendar days.
    Planning the same again changes nothing; a dropped duty is planned again; a done one stays done.
    """
    kind = rules.kind_of(policy.monitoring, one.kind)
    days = rules.timing(kind, one.on, rules.closed_days(policy.monitoring))
    values = values_of(one, days)
    duty = queries.by_key(session, one.key)
    if duty is None:
        duty = Duty(key=one.key, kind=one.kind, noun=one.noun, record_id=one.record_id, **values)
        session.add(duty)
        session.flush()
        audit.note(session, actor, "duty", duty, "plan", f"{kind.label}（{wareki(days.due_on)}まで）を予定")
    elif duty.status == "done":
        return duty
    else:
        _follow(session, actor, duty, values, kind.label, now)
    _by_the_calendar(session, actor, duty, now, today)
    session.flush()
    return duty


def settle(session: Session, actor: Actor, key: str, label: str, *, now: datetime) -> None:
    """The obligation was met; ``label`` says by what. Nothing happens when none of this key is planned or open."""
    _end(session, actor, _unsettled(session, key), "settle", label, now)


def drop(session: Session, actor: Actor, key: str, label: str, *, now: datetime) -> None:
    """The obligation fell away; ``label`` says why. Nothing happens when none of this key is planned or open."""
    _end(session, actor, _unsettled(session, key), "drop", label, now)


def settle_record(
    session: Session, actor: Actor, record_id: UUID, label: str, *, now: datetime, kinds: Collection[str] | None = None
) -> None:
    """Every unsettled duty of the record (of these kinds) was met."""
    _end(session, actor, queries.unsettled(session, record_id, kinds), "settle", label, now)


def drop_record(
    session: Session, actor: Actor, record_id: UUID, label: str, *, now: datetime, kinds: Collection[str] | None = None
) -> None:
    """Every unsettled duty of the record (of these kinds) fell away."""
    _end(session, actor, queries.unsettled(session, record_id, kinds), "drop", label, now)


def reassign(session: Session, actor: Actor, duty_id: UUID, giver_id: UUID, receiver_id: UUID, name: str) -> bool:
    """Another person is named for a duty. Nothing happens when it is settled, or somebody else is named for it already."""
    duty = find(session, Duty, duty_id, lock=True)
    if duty.status not in UNSETTLED or duty.person_id != giver_id:
        return False
    changed = apply(duty, {"person_id": receiver_id})
    session.flush()
    audit.note(session, actor, "duty", duty, "reassign", f"「{duty.title}」の担当者を{name}に変更", changed)
    return True


def values_of(one: Obligation, days: rules.Timing) -> dict[str, Any]:
    """What may change while a duty is unsettled."""
    return {
        "number": one.number,
        "title": rules.cut(one.title, 200),
        "organ_id": one.organ_id,
        "department_id": one.department_id,
        "department_path": one.department_path,
        "person_id": one.person_id,
        "cause": one.cause,
        "cause_label": rules.cut(one.cause_label, 500),
        **vars(days),
    }


def _follow(session: Session, actor: Actor, duty: Duty, values: dict[str, Any], label: str, now: datetime) -> None:
    due_before = duty.due_on
    if duty.status == "dropped":
        duty.settled_at, duty.settled_label = None, ""
        _step(session, actor, duty, "revive", now)
    changed = apply(duty, values)
    if not changed:
        return
    if duty.due_on != due_before and duty.status == "open":
        duty.remind_on = duty.opens_on  # what was told spoke of another day
    session.flush()
    audit.note(session, actor, "duty", duty, "change", f"{label}（{wareki(duty.due_on)}まで）に変更", changed)


def _by_the_calendar(session: Session, actor: Actor, duty: Duty, now: datetime, today: date) -> None:
    """Opens what is ripe; an open duty whose day has moved far ahead waits again."""
    ripe = rules.is_ripe(duty.opens_on, today)
    if ripe and duty.status == "planned":
        duty.opened_at, duty.remind_on = now, duty.opens_on
        _step(session, actor, duty, "open", now)
    elif not ripe and duty.status == "open":
        duty.opened_at, duty.remind_on = None, None
        _step(session, actor, duty, "postpone", now)


def _unsettled(session: Session, key: str) -> list[Duty]:
    duty = queries.by_key(session, key)
    return [duty] if duty is not None and duty.status in ("planned", "open") else []


def _end(session: Session, actor: Actor, duties: Collection[Duty], action: str, label: str, now: datetime) -> None:
    for duty in duties:
        duty.settled_at, duty.settled_label, duty.remind_on = now, rules.cut(label, 500), None
        _step(session, actor, duty, action, now, label)
    if duties:
        session.flush()


def _step(session: Session, actor: Actor, duty: Duty, action: str, now: datetime, reason: str = "") -> None:
    perform(session, actor, duty, DUTY, action, status=duty.status, facts=None, who=BY_ITSELF, now=now, reason=reason)


def shape(duty: Duty, policy: PolicySet, places: Places, today: date) -> DutyOut:
    """A duty as the doors show it."""
    out = DutyOut.model_validate(duty)
    out.kind_label = rules.kind_of(policy.monitoring, duty.kind).label
    out.status_label = LABELS[duty.status]
    out.state = rules.state_of(duty.status, duty.due_on, today)
    out.record_url = f"/api/v1{places[duty.noun]}/{duty.record_id}" if duty.noun in places else ""
    return out
