"""Asking for an exception, and what its decision does."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session

from govapi import audit
from govapi.approvals.queries import steps
from govapi.approvals.routing.service import Subject, seats_on, submit
from govapi.approvals.rules import duties_titled
from govapi.approvals.service import Outcome
from govapi.approvals.tables import Approval
from govapi.assessments import queries as assessments
from govapi.assessments.exceptions import queries
from govapi.assessments.exceptions.rules import FIRES, ExceptionFacts, Granted, fault, officers
from govapi.assessments.exceptions.schemas import (
    AssessmentExceptionIn,
    AssessmentExceptionOut,
    AssessmentExceptionPatch,
    ExceptionSubmitIn,
)
from govapi.assessments.exceptions.tables import AssessmentException
from govapi.assessments.exceptions.workflow import ASSESSMENT_EXCEPTION
from govapi.assessments.rules import holds, standing_sentence
from govapi.assessments.tables import Assessment
from govapi.audit.changes import apply
from govapi.contractors.tables import Contractor
from govapi.db.counters import next_number
from govapi.db.session import find
from govapi.duties import service as duties
from govapi.duties.service import Obligation
from govapi.kit.clock import JST
from govapi.kit.errors import Conflict, NotAllowed, Stale, Unmet, WrongState
from govapi.kit.japan.fiscal import fiscal_year
from govapi.kit.japan.holidays import add_months
from govapi.kit.japan.money import zenkaku
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.people.tables import Post
from govapi.policy.conditions import Facts
from govapi.policy.rules import route_for
from govapi.policy.schema.assessing import ExceptionTerms
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.routes import DecisionKind
from govapi.policy.store import StoredPolicy, by_version
from govapi.workflow.perform import perform, stamps_of
from govapi.workflow.shapes import shown

NOUN, DUTY = "assessment_exception", "exception.end"


def ask(
    session: Session, actor: Actor, policy: PolicySet, assessment_id: UUID, given: AssessmentExceptionIn, today: date
) -> AssessmentException:
    """Drafts an exception. Raises Unmet where the contractor passes; Conflict when one is under way."""
    assessment = assessments.one(session, actor, policy, assessment_id, lock=True)
    refuse_others(actor, assessment.department_path, assessment.department_id)
    row = AssessmentException(
        number="",
        assessment_id=assessment.id,
        contractor_id=assessment.contractor_id,
        tier=assessment.tier,
        organ_id=assessment.organ_id,
        department_id=assessment.department_id,
        department_path=assessment.department_path,
        requested_by=actor.person_id,
        **given.model_dump(),
    )
    _refuse_unsound(session, row, policy, today)
    other = queries.live(session, assessment.id)
    if other is not None:
        raise Conflict(f"この委託先の例外措置（{other.number}）が既にあります。その申請を続けるか、取り下げてください。")
    year = fiscal_year(today)
    row.number = f"評価例外-{year}-{next_number(session, f'{NOUN}-{year}'):04d}"
    session.add(row)
    session.flush()
    audit.note(session, actor, NOUN, row, "draft", f"{assessment.number}の委託先に係る例外措置を起案")
    return row


def revise(
    session: Session,
    actor: Actor,
    policy: PolicySet,
    exception_id: UUID,
    given: AssessmentExceptionPatch,
    expected: int,
    today: date,
) -> AssessmentException:
    """Changes a draft."""
    row = _held(session, actor, policy, exception_id, expected)
    refuse_others(actor, row.department_path, row.department_id)
    if row.status != "draft":
        raise WrongState("申請した例外措置は変更できません。直すときは、差戻し又は引戻しを受けてください。")
    changed = apply(row, given.model_dump(exclude_unset=True, exclude_none=True))
    _refuse_unsound(session, row, policy, today)
    session.flush()
    if changed:
        audit.note(session, actor, NOUN, row, "revise", f"{row.number}を変更", changed)
    return row


def act(
    session: Session,
    actor: Actor,
    current: StoredPolicy,
    exception_id: UUID,
    action: str,
    given: BaseModel,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> AssessmentException:
    """One step of an exception; submitting starts the circulation."""
    row = _held(session, actor, current.policy, exception_id, expected)
    reason = str(getattr(given, "reason", ""))
    known, by = facts(session, row, current.policy, today), who(actor, row)
    perform(session, actor, row, ASSESSMENT_EXCEPTION, action, status=row.status, facts=known, who=by, now=now, reason=reason)
    if action == "submit":
        note = given.note if isinstance(given, ExceptionSubmitIn) else ""
        _circulate(session, actor, row, current, note, now, today)
    session.flush()
    return row


def on_decision(session: Session, actor: Actor, approval: Approval, outcome: Outcome, now: datetime) -> None:
    """The outcome of the circulation: granted only in the name of an officer the policy names; its end becomes a duty."""
    row = find(session, AssessmentException, approval.record_id, lock=True)
    today, policy = now.astimezone(JST).date(), by_version(session, approval.policy_version).policy
    if outcome == "decided":
        _refuse_other_officers(session, actor, approval, policy.assessing.exceptions, today)
        row.decided_by_name = approval.outside_name or actor.name
        row.decided_by_post = approval.outside_post or actor.title
        row.decided_on = approval.outside_decided_on or today
    fired, by = FIRES[outcome], frozenset({Who.ROUTE})
    perform(session, actor, row, ASSESSMENT_EXCEPTION, fired, status=row.status, facts=None, who=by, now=now)
    session.flush()
    if outcome == "decided":
        settle_ends(session, actor, row.assessment_id, f"新たな例外措置（{row.number}）を許可", now=now)
        duties.plan(session, actor, policy, _obligation(session, row), now=now, today=today)


def settle_ends(session: Session, actor: Actor, assessment_id: UUID, label: str, *, now: datetime) -> None:
    """What was to be looked at when an exception ends has been looked at: the contractor passes, or a further one was allowed."""
    for row in queries.granted(session, assessment_id):
        duties.settle(session, actor, _key(row), label, now=now)


def facts(session: Session, row: AssessmentException, policy: PolicySet, today: date) -> ExceptionFacts:
    """What the guards look at."""
    held = find(session, Assessment, row.assessment_id)
    return ExceptionFacts(
        passes=holds(held.status, held.judged_on, held.valid_until, today),
        standing=standing_sentence(held.status, held.valid_until, today),
        until=row.until,
        latest=add_months(today, policy.assessing.exceptions.longest_months),
        today=today,
    )


def who(actor: Actor, row: AssessmentException) -> frozenset[Who]:
    return relations(actor, row.department_path, row.department_id)


def shape(session: Session, actor: Actor, row: AssessmentException, policy: PolicySet, today: date) -> AssessmentExceptionOut:
    """An exception with this actor's actions."""
    out = brief(row, find(session, Contractor, row.contractor_id).name, today)
    known, stamped = facts(session, row, policy, today), stamps_of(ASSESSMENT_EXCEPTION, row)
    by = who(actor, row)
    out.available_actions = shown(ASSESSMENT_EXCEPTION.available(row.status, known, by, person=actor.person_id, stamped=stamped))
    return out


def brief(row: AssessmentException, contractor_name: str, today: date) -> AssessmentExceptionOut:
    """An exception for a list: no query of its own."""
    out = AssessmentExceptionOut.model_validate(row)
    out.contractor_name = contractor_name
    out.status_label = ASSESSMENT_EXCEPTION.labels[row.status]
    out.in_force = row.status == "granted" and Granted(row.tier, row.until).holds(today)
    return out


def may_ask(actor: Actor, department_path: str, department_id: UUID) -> bool:
    """Whether the actor belongs to the section that looks after the assessment."""
    return Who.SECTION_STAFF in relations(actor, department_path, department_id)


def refuse_others(actor: Actor, department_path: str, department_id: UUID) -> None:
    """Raises NotAllowed for whoever may not ask for an exception."""
    if not may_ask(actor, department_path, department_id):
        raise NotAllowed("例外措置を申請できるのは、この評価を所管する課の職員です。所管する課に依頼してください。")


def _held(session: Session, actor: Actor, policy: PolicySet, exception_id: UUID, expected: int) -> AssessmentException:
    row = queries.one(session, actor, policy, exception_id, lock=True)
    if row.version != expected:
        raise Stale
    return row


def _refuse_unsound(session: Session, row: AssessmentException, policy: PolicySet, today: date) -> None:
    reason = fault(facts(session, row, policy, today))
    if reason is not None:
        raise Unmet(reason, code="no_exception")


def _circulate(
    session: Session, actor: Actor, row: AssessmentException, current: StoredPolicy, note: str, now: datetime, today: date
) -> None:
    name = find(session, Contractor, row.contractor_id).name
    subject = Subject.about(
        row,
        NOUN,
        title=f"{name}（区分{zenkaku(row.tier)}）との契約に係る例外措置"[:200],
        amount=0,
        class_code=None,
    )
    kind = DecisionKind.EXCEPT
    route = route_for(current.policy, kind, 0, None, Facts())
    approval = submit(session, actor, subject, kind, route, policy_version=current.version, note=note, now=now, today=today)
    session.flush()
    allowed = current.policy.assessing.exceptions.allowed_by
    deciding = next(step for step in steps(session, [approval.id])[approval.id] if step.kind == "決裁")
    if not set(allowed) & set(find(session, Post, deciding.post_id).duties):
        raise Unmet(
            f"この例外措置を許可できるのは、{officers(allowed)}です。"
            f"決裁経路の決裁者（{deciding.post_title}）はこれに当たりません。方針セットの決裁経路を改めてください。",
            code="no_officer",
        )


def _refuse_other_officers(session: Session, actor: Actor, approval: Approval, terms: ExceptionTerms, today: date) -> None:
    held = duties_titled(approval.outside_post, seats_on(session, today)) if approval.outside else actor.duties
    if not held & set(terms.allowed_by):
        raise NotAllowed(
            f"この例外措置を許可できるのは、{officers(terms.allowed_by)}です。代決又はほかの職による決裁はできません。",
            code="no_officer",
        )


def _key(row: AssessmentException) -> str:
    return f"{DUTY}:{row.id}"


def _obligation(session: Session, row: AssessmentException) -> Obligation:
    name = find(session, Contractor, row.contractor_id).name
    return Obligation.about(
        row,
        NOUN,
        key=_key(row),
        kind=DUTY,
        title=f"{name}に係る例外措置の期限"[:200],
        on=row.until,
        cause="until",
        cause_label="期限までに、再評価により適合とするか、契約を見直すか、改めて例外措置を申請してください。",
    )
