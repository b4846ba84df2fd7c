"""Taking a step of a use, and answering the outcome of its decision."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session

from govapi import audit
from govapi.approvals.queries import steps
from govapi.approvals.routing.service import Subject, seats_on, submit
from govapi.approvals.service import Outcome
from govapi.approvals.tables import Approval
from govapi.audit.changes import apply
from govapi.cloud_services.conditions import queries as conditions_of
from govapi.cloud_services.conditions import service as conditions
from govapi.cloud_services.conditions.carrying import service as carrying
from govapi.cloud_services.confirmations import service as confirmations
from govapi.cloud_services.deciding.queries import collect, stopped_by
from govapi.cloud_services.ending import service as ending
from govapi.cloud_services.events import service as events
from govapi.cloud_services.managers import service as managers
from govapi.cloud_services.managers.vacancies.service import watch
from govapi.cloud_services.needs import service as needs
from govapi.cloud_services.registrations.following import service as registrations
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.uses import queries
from govapi.cloud_services.uses.rules import LIVE, decision_of
from govapi.cloud_services.uses.ruling.service import keep
from govapi.cloud_services.uses.service import derived, who
from govapi.cloud_services.uses.tables import CloudUse
from govapi.cloud_services.uses.workflow import CLOUD_USE, FIRES
from govapi.contracts.schemas import SubmitIn
from govapi.db.session import find
from govapi.jobs.tasks import TaskContext
from govapi.kit.clock import JST
from govapi.kit.errors import NotAllowed, Stale, WrongState
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor, system
from govapi.people.relations import Who
from govapi.policy.rules import route_for, with_class
from govapi.policy.schema import cloud
from govapi.policy.schema.routes import DecisionKind
from govapi.policy.store import StoredPolicy, current
from govapi.workflow.machine import Available
from govapi.workflow.perform import perform, stamps_of

BY_ROUTE = frozenset({Who.ROUTE})
BY_CLOCK = frozenset({Who.CLOCK})
OFFICERS = frozenset({Who.SECURITY_OFFICE, Who.SECURITY_SUPERVISOR, Who.CISO})


def act(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    use_id: UUID,
    action: str,
    given: BaseModel,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> CloudUse:
    """One step of a use, with everything that follows from it in the same transaction."""
    row = queries.one(session, actor, stored.policy, use_id, lock=True)
    if row.version != expected:
        raise Stale
    if action == "submit":
        # Held until the commit: of two of one section who submit at once, the second sees the first.
        find(session, CloudService, row.service_id, lock=True)
    if action == "resume":
        _refuse_overruling(session, actor, row)
    known, reason = collect(session, row, stored.policy, today), str(getattr(given, "reason", ""))
    perform(
        session, actor, row, CLOUD_USE, action, status=row.status, facts=known, who=who(actor, row), now=now, reason=reason
    )  # fmt: skip
    if action == "submit":
        note = given.note if isinstance(given, SubmitIn) else ""
        _submitted(session, actor, row, stored, note, now=now, today=today)
    elif action == "start_ending":
        row.end_reason = reason
    session.flush()
    if action in AFTERWARDS:
        AFTERWARDS[action](session, actor, stored, row, now=now, today=today)
        session.flush()
    return row


def _refuse_overruling(session: Session, actor: Actor, row: CloudUse) -> None:
    """The head of the section takes back his own stop, not that of those who watch over the security of the town."""
    standing = who(actor, row)
    if Who.SECTION_HEAD not in standing or standing & OFFICERS or stopped_by(session, row) in (None, actor.person_id):
        return
    raise NotAllowed(
        "この利用を停止したのは、ほかの職員です。再開できるのは、停止した本人、情報政策担当課の職員、統括情報セキュリティ責任者"
        "及びＣＩＳＯです。情報政策担当課に再開を求めてください。"
    )


# What the ending of a use sets off.
AFTERWARDS: dict[str, Callable[..., None]] = {"start_ending": ending.started, "complete_ending": ending.completed}


def available(session: Session, actor: Actor, row: CloudUse, stored: StoredPolicy, today: date) -> list[Available]:
    """What this actor may do with the use now, the blocked with their reason."""
    known = collect(session, row, stored.policy, today)
    return CLOUD_USE.available(
        row.status, known, who(actor, row), person=actor.person_id, stamped=stamps_of(CLOUD_USE, row)
    )  # fmt: skip


def _submitted(
    session: Session, actor: Actor, row: CloudUse, stored: StoredPolicy, note: str, *, now: datetime, today: date
) -> None:
    """Freezes the ruling with its conditions, and starts the circulation before whom the policy set names for it."""
    frozen = keep(session, row, stored, today)
    conditions.write(session, row, stored.policy, [one.key for one in frozen.conditions])
    row.returned, row.decision = False, ""
    circulate(session, actor, row, stored, note, now=now, today=today)


def circulate(
    session: Session, actor: Actor, row: CloudUse, stored: StoredPolicy, note: str, *, now: datetime, today: date
) -> None:
    """Starts the circulation on the route of the frozen ruling (許可権限者)."""
    policy, kind = stored.policy, DecisionKind(row.ruling["decided_by"])
    service = find(session, CloudService, row.service_id)
    subject = Subject.about(
        row, "cloud_use", title=f"{service.name}の利用（{row.title}）"[:200], amount=row.cost or 0, class_code=row.class_code
    )
    facts = with_class(policy, derived(row, policy).facts, row.class_code)
    route = route_for(policy, kind, subject.amount, row.class_code, facts)
    submit(session, actor, subject, kind, route, policy_version=stored.version, note=note, now=now, today=today)


def on_decision(session: Session, actor: Actor, approval: Approval, outcome: Outcome, now: datetime) -> None:
    """The outcome of the circulation. Nobody permits what the rules of today say less of than at the submission: then the act is
    refused with the reason, the circulation goes on, and the route returns the application or refuses it."""
    row = find(session, CloudUse, approval.record_id, lock=True)
    today = now.astimezone(JST).date()
    stored = current(session, today)
    known = None
    if outcome == "decided":
        _refuse_deputies(session, actor, approval, today)
        known = collect(session, row, stored.policy, today)
    perform(session, actor, row, CLOUD_USE, FIRES[outcome], status=row.status, facts=known, who=BY_ROUTE, now=now)
    row.returned = outcome == "returned"
    if outcome in ("decided", "rejected"):
        row.decided_by_name = approval.outside_name or actor.name
        row.decided_by_post = approval.outside_post or actor.title
        row.decided_on = approval.outside_decided_on or today
    if outcome == "rejected":
        row.decision = "refused"
    session.flush()
    if outcome == "decided":
        _permitted(session, actor, stored, row, now=now, today=today)


def _refuse_deputies(session: Session, actor: Actor, approval: Approval, today: date) -> None:
    """例外措置 is permitted by the officer of the route in person, as every other 例外措置 is."""
    if approval.kind != DecisionKind.CLOUD_EXCEPT:
        return
    step = next(one for one in steps(session, [approval.id])[approval.id] if one.kind == "決裁")
    if approval.outside:
        named = approval.outside_post.replace("　", "").replace(" ", "")
        seats = (seat for seat in seats_on(session, today) if seat.post_id == step.post_id)
        own = any(named in (seat.title, seat.full_title) for seat in seats)
    else:
        own = actor.holds(step.post_id)
    if not own:
        raise NotAllowed(
            f"この例外措置を許可できるのは、{step.post_title}です。代決又はほかの職による決裁はできません。", code="no_officer"
        )


def _permitted(session: Session, actor: Actor, stored: StoredPolicy, row: CloudUse, *, now: datetime, today: date) -> None:
    _begin_no_earlier(session, actor, row, row.decided_on or today)
    conditional = conditions_of.is_conditional(session, row.id)
    row.decision = decision_of(cloud.Outcome(row.outcome), conditional=conditional)
    if row.previous_id is not None:
        before = find(session, CloudUse, row.previous_id, lock=True)
        managers.carry_over(session, actor, before, row, today)
        carrying.carry_over(session, actor, before, row)
        if row.starts_on is None or row.starts_on <= today:
            supersede(session, actor, stored, before, row, now=now, today=today)
    in_force(session, actor, stored, row, now=now, today=today)
    registrations.follow(session, actor, stored, [row.service_id], now=now, today=today)


def _begin_no_earlier(session: Session, actor: Actor, row: CloudUse, decided_on: date) -> None:
    """A use does not begin before it is permitted: what was decided late begins on the day of the decision."""
    if row.starts_on is None or row.starts_on >= decided_on:
        return
    changed = apply(row, {"starts_on": decided_on})
    summary = f"{row.number}の利用期間の始期を、許可の日（{wareki(decided_on)}）に改めた"
    audit.note(session, actor, "cloud_use", row, "begin_on_decision", summary, changed)


def in_force(session: Session, actor: Actor, stored: StoredPolicy, row: CloudUse, *, now: datetime, today: date) -> None:
    """What a use in force sets off: its conditions, its confirmation and its end as duties, its manager, what happened to
    the service, the assessment of its provider. Also for a running use that is entered (移行登録)."""
    conditions.settle_in(session, actor, stored, row, now=now, today=today)
    confirmations.plan_next(session, actor, stored, row, now=now, today=today)
    watch(session, actor, stored, row, now=now, today=today)
    events.ask_newcomer(session, actor, stored, row, now=now, today=today)
    needs.tell(session, actor, stored, row, now=now, today=today)
    session.flush()


def supersede(
    session: Session, actor: Actor, stored: StoredPolicy, before: CloudUse, row: CloudUse, *, now: datetime, today: date
) -> None:
    """The use before ends as the one that follows begins; the day does it, in the name of whoever came by."""
    if before.status not in LIVE:
        return
    clock = system(row.municipality_code)
    reason = f"{row.number}による"
    perform(
        session, clock, before, CLOUD_USE, "supersede",
        status=before.status, facts=None, who=BY_CLOCK, now=now, reason=reason,
    )  # fmt: skip
    session.flush()
    events.carry_over(session, actor, stored, before, row, now=now, today=today)
    confirmations.close(session, actor, before, f"{row.number}により終了", now=now)
    needs.tell(session, actor, stored, before, now=now, today=today)


def recount(context: TaskContext) -> int:
    """For the daily job: uses whose permitted change or renewal begins today end, each once; returns how many."""
    with context.writing() as session:
        now, today = context.clock.now(), context.clock.today()
        try:
            stored = current(session, today)
        except WrongState:
            return 0  # a town without a policy set has no uses yet
        waiting = queries.waiting_followers(session, today)
        for use_id in waiting:
            row = find(session, CloudUse, use_id, lock=True)
            assert row.previous_id is not None
            before = find(session, CloudUse, row.previous_id, lock=True)
            if row.status in LIVE:
                supersede(session, system(context.municipality_code), stored, before, row, now=now, today=today)
        return len(waiting)
