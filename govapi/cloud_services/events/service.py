"""Recording what happened to a service, asking every running use, and taking the answers."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.cloud_services import queries as services
from govapi.cloud_services.events import queries, rules
from govapi.cloud_services.events.schemas import CloudEventIn, ResponseIn
from govapi.cloud_services.events.tables import CloudEvent, CloudEventAnswer
from govapi.cloud_services.judgements import queries as judgements
from govapi.cloud_services.judgements.following import service as judging
from govapi.cloud_services.judgements.rules import DISCLOSURE, KINDS
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.terms import queries as terms
from govapi.cloud_services.uses import queries as uses
from govapi.cloud_services.uses.rules import LIVE
from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.counters import next_number
from govapi.db.session import find
from govapi.duties.service import Obligation, drop, plan, settle
from govapi.kit.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState
from govapi.kit.japan.era import wareki
from govapi.kit.japan.fiscal import fiscal_year
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy

NOUN = "cloud_event"
ANSWER = "cloud.event"


def record(
    session: Session, actor: Actor, stored: StoredPolicy, service_id: UUID, given: CloudEventIn, *, now: datetime, today: date
) -> CloudEvent:
    """Records an event of a service and asks every running use. Raises NotAllowed for who neither uses it nor looks after it."""
    service = services.one(session, actor, stored.policy, service_id, lock=True)
    running = uses.live_of_service(session, service.id)
    if not may_record(actor, running):
        raise NotAllowed("サービスの変化を記録できるのは、このサービスを利用している課と情報政策担当課の職員です。")
    by = rules.answer_by(given.kind, given.answer_by, today)
    faults = rules.event_faults(given.known_on, by, today)
    if faults:
        raise Invalid(faults[0].message, errors=faults)
    _check_terms(session, service, given.terms_id)
    year = fiscal_year(today)
    row = CloudEvent(
        number=f"変化-{year}-{next_number(session, f'cloud_event-{year}'):04d}",
        service_id=service.id,
        answer_by=by,
        recorded_by=actor.person_id,
        recorded_name=actor.name,
        **given.model_dump(exclude={"answer_by"}),
    )
    session.add(row)
    session.flush()
    audit.note(session, actor, NOUN, row, "record", f"「{service.name}」の{rules.KINDS[given.kind]}「{row.title}」を記録")
    for use in running:
        _ask(session, actor, stored.policy, row, use, now=now, today=today)
    if given.kind == "location":
        _end_judgements(session, actor, stored, service, row, now=now, today=today)
    return row


def may_record(actor: Actor, running: Sequence[CloudUse]) -> bool:
    """Whoever looks after the services of the town, and every section that uses this one."""
    mine = (Who.SECTION_STAFF in relations(actor, use.department_path, use.department_id) for use in running)
    return "security_office" in actor.duties or any(mine)


def _check_terms(session: Session, service: CloudService, terms_id: UUID | None) -> None:
    if terms_id is None:
        return
    try:
        terms.one(session, service.id, terms_id)
    except NotFound:
        raise Invalid("このサービスの約款の記録ではありません。一覧から選んでください。", pointer="/terms_id") from None


def _ask(
    session: Session, actor: Actor, policy: PolicySet, row: CloudEvent, use: CloudUse, *, now: datetime, today: date
) -> None:
    session.add(CloudEventAnswer(event_id=row.id, use_id=use.id))
    session.flush()
    one = Obligation.about(
        use,
        "cloud_use",
        key=duty_key(row.id, use.id),
        kind=ANSWER,
        title=f"{rules.KINDS[row.kind]}「{row.title}」への対応（{use.number}）"[:200],
        on=row.answer_by,
        cause=row.kind,
        cause_label=f"{row.number}で示した回答の期限",
    )
    plan(session, actor, policy, one, now=now, today=today)


def duty_key(event_id: UUID, use_id: UUID) -> str:
    """One answer a use and event."""
    return f"{ANSWER}:{event_id}:{use_id}"


def _end_judgements(
    session: Session, actor: Actor, stored: StoredPolicy, service: CloudService, row: CloudEvent, *, now: datetime, today: date
) -> None:
    """What was judged about disclosure was judged of the former place: it holds until the day before the change."""
    last = rules.last_valid_day(row.known_on, row.effective_on)
    for held in judgements.of_service(session, service.id, DISCLOSURE):
        if held.valid_until <= last:
            continue
        changes = {"valid_until": [held.valid_until.isoformat(), last.isoformat()]}
        held.valid_until = last
        summary = (
            f"「{service.name}」の{KINDS[DISCLOSURE]}の期限を、データの保存場所の変更（{row.number}）のため{wareki(last)}に変更"
        )
        audit.note(session, actor, services.NOUN, service, "end_judgement", summary, changes)
    session.flush()
    judging.follow(session, actor, stored, [service.id], now=now, today=today)


def answer(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    use_id: UUID,
    event_id: UUID,
    given: ResponseIn,
    *,
    now: datetime,
    today: date,
) -> CloudEventAnswer:
    """What the section does about an event. Raises NotFound when this use was not asked, Conflict when it has answered."""
    use = uses.one(session, actor, stored.policy, use_id, lock=True)
    if not may_answer(actor, use):
        raise NotAllowed("サービスの変化への対応を回答できるのは、利用している課の職員です。連携システムからは行えません。")
    row = queries.answer_of(session, event_id, use.id)
    if row.result:
        raise Conflict("この変化への対応は、既に回答されています。")
    if use.status not in LIVE:
        raise WrongState("この利用は終わっているため、回答は要りません。")
    row.result, row.note = given.result, given.note
    row.answered_on, row.answered_by, row.answered_name = today, actor.person_id, actor.name
    session.flush()
    event = find(session, CloudEvent, row.event_id)
    summary = f"「{event.title}」（{event.number}）に「{rules.RESULTS[given.result]}」と回答"
    audit.record(
        session, actor, action="cloud_use.answer_event", noun="cloud_use", record_id=use.id, number=use.number,
        summary=summary, reason=given.note,
    )  # fmt: skip
    settle(session, actor, duty_key(event.id, use.id), rules.RESULTS[given.result], now=now)
    return row


def may_answer(actor: Actor, use: CloudUse) -> bool:
    """A person of the section that uses it."""
    return actor.is_person and Who.SECTION_STAFF in relations(actor, use.department_path, use.department_id)


def carry_over(
    session: Session, actor: Actor, stored: StoredPolicy, previous: CloudUse, use: CloudUse, *, now: datetime, today: date
) -> None:
    """When a change or renewal supersedes a use: what was asked of the one before is asked of the one that follows."""
    asked = queries.asked(session, use.id)
    for row in queries.unanswered(session, previous.id):
        event = find(session, CloudEvent, row.event_id)
        drop(session, actor, duty_key(event.id, previous.id), "変更又は更新により、後の利用に引き継いだため", now=now)
        session.delete(row)
        session.flush()
        if event.id not in asked:
            _ask(session, actor, stored.policy, event, use, now=now, today=today)


def ask_newcomer(session: Session, actor: Actor, stored: StoredPolicy, use: CloudUse, *, now: datetime, today: date) -> None:
    """When a use comes into force: it is asked about what is still to be answered of its service, and about what became known
    while it was decided; but not about what the use before it has answered."""
    for event in queries.open_for(session, use, today):
        _ask(session, actor, stored.policy, event, use, now=now, today=today)
