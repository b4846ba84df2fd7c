"""Taking a step of an account, answering the outcome of its decision, and what an account in use sets off."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session

from govapi.approvals.routing.service import Subject, submit
from govapi.approvals.service import Outcome
from govapi.approvals.tables import Approval
from govapi.contracts.schemas import SubmitIn
from govapi.db.session import find
from govapi.kit.clock import JST
from govapi.kit.errors import Stale
from govapi.people.actor import Actor
from govapi.people.relations import Who
from govapi.policy.conditions import Facts
from govapi.policy.rules import route_for
from govapi.policy.schema.routes import DecisionKind
from govapi.policy.store import StoredPolicy, current
from govapi.sns_accounts import queries
from govapi.sns_accounts.activity import service as activity
from govapi.sns_accounts.activity.service import begin as begin_activity
from govapi.sns_accounts.closing import service as closing
from govapi.sns_accounts.gaps import service as gaps
from govapi.sns_accounts.officers.queries import officer_of
from govapi.sns_accounts.officers.vacancies.service import watch_all
from govapi.sns_accounts.queries import NOUN, UseLook
from govapi.sns_accounts.reviews import service as reviews
from govapi.sns_accounts.service import who
from govapi.sns_accounts.services import service as services
from govapi.sns_accounts.showing.queries import facts_of
from govapi.sns_accounts.tables import SnsAccount
from govapi.sns_accounts.texts import service as texts
from govapi.sns_accounts.workflow import FIRES, SNS_ACCOUNT
from govapi.workflow.perform import perform

BY_ROUTE = frozenset({Who.ROUTE})
# action → how the pause came about
PAUSED_BY = {"pause": "own", "rest": "dormant", "stop": "emergency"}
BEGINS = ("open", "resume")


def act(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    account_id: UUID,
    action: str,
    given: BaseModel,
    expected: int,
    *,
    look: UseLook,
    now: datetime,
    today: date,
) -> SnsAccount:
    """One step of an account, with everything that follows from it in the same transaction."""
    row = queries.one(session, actor, stored.policy, account_id, lock=True)
    if row.version != expected:
        raise Stale
    known = facts_of(session, actor, row, stored.policy, today, look)
    reason = str(getattr(given, "reason", ""))
    perform(
        session, actor, row, SNS_ACCOUNT, action, status=row.status, facts=known, who=who(actor, row), now=now, reason=reason
    )  # fmt: skip
    _stamp(session, row, action, reason, today)
    session.flush()
    if action == "submit":
        note = given.note if isinstance(given, SubmitIn) else ""
        _circulate(session, actor, row, stored, note, now=now, today=today)
    in_force(session, actor, stored, row, now=now, today=today, begins=action in BEGINS)
    return row


def _stamp(session: Session, row: SnsAccount, action: str, reason: str, today: date) -> None:
    """What a step writes beside the state."""
    if action in PAUSED_BY:
        officer = officer_of(session, row.id, today)
        vacant = officer is None or officer.name is None
        row.pause_kind = "vacancy" if action == "pause" and vacant else PAUSED_BY[action]
        row.pause_reason = reason
    elif action == "resume":
        row.pause_kind, row.pause_reason = "", ""
    elif action == "open":
        row.opened_on = today
    elif action == "start_closing":
        row.close_reason = reason
    elif action == "complete_closing":
        row.closed_on = today
    elif action == "submit":
        row.returned = False


def _circulate(
    session: Session, actor: Actor, row: SnsAccount, stored: StoredPolicy, note: str, *, now: datetime, today: date
) -> None:
    """Starts the circulation of the application."""
    row.policy_version = stored.version
    subject = Subject.about(row, NOUN, title=f"「{row.name}」の開設"[:200], amount=0, class_code=None)
    route = route_for(stored.policy, DecisionKind.SNS_OPEN, 0, None, Facts())
    submit(session, actor, subject, DecisionKind.SNS_OPEN, route, policy_version=stored.version, note=note, now=now, today=today)


def on_decision(session: Session, actor: Actor, approval: Approval, outcome: Outcome, now: datetime) -> None:
    """The outcome of the circulation."""
    row = find(session, SnsAccount, approval.record_id, lock=True)
    today = now.astimezone(JST).date()
    perform(session, actor, row, SNS_ACCOUNT, FIRES[outcome], status=row.status, facts=None, who=BY_ROUTE, now=now)
    row.returned = outcome == "returned"
    if outcome in ("decided", "rejected"):
        row.decided_by_name = approval.outside_name or actor.name
        row.decided_by_post = approval.outside_post or actor.title
        row.decided_on = approval.outside_decided_on or today
    session.flush()
    in_force(session, actor, current(session, today), row, now=now, today=today)


def in_force(
    session: Session, actor: Actor, stored: StoredPolicy, row: SnsAccount, *, now: datetime, today: date, begins: bool = False
) -> None:
    """What the state of an account sets off: its officer, its silence, its review, its gaps, its closing and the terms of its
    service. To be called after each change of its state."""
    all_in_force(session, actor, stored, [row], now=now, today=today, begins=begins)


def all_in_force(
    session: Session,
    actor: Actor,
    stored: StoredPolicy,
    rows: Sequence[SnsAccount],
    *,
    now: datetime,
    today: date,
    begins: bool,
    look: UseLook | None = None,
) -> None:
    """The same for many, and for running accounts that are entered (移行登録). Without ``look`` their links are left as they stand."""
    for platform in sorted({row.platform for row in rows}):
        services.ensure(session, actor, stored, platform, now=now, today=today)
    watch_all(session, actor, stored, rows, now=now, today=today)
    for row in rows:
        if begins:
            begin_activity(session, actor, stored, row, now=now, today=today)
        else:
            activity.follow(session, actor, stored, row, now=now, today=today)
        reviews.follow(session, actor, stored, row, now=now, today=today)
        gaps.follow(session, actor, stored, row, look=look, now=now, today=today)
        texts.watch(session, actor, stored, row, now=now, today=today)
        closing.follow(session, actor, stored, row, now=now, today=today)
    session.flush()
