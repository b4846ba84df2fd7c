"""Asking for a waiver, and what its decision does."""

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
from govapi.audit.changes import apply
from govapi.contracts.clauses import queries as clauses
from govapi.contracts.clauses.rules import Waived
from govapi.contracts.clauses.tables import Waiver
from govapi.contracts.ending import service as ending
from govapi.contracts.schemas import SubmitIn
from govapi.contracts.service import facts_of, open_for_change
from govapi.contracts.tables import Contract
from govapi.contracts.waivers import queries
from govapi.contracts.waivers.rules import WaiverFacts, fault, officers
from govapi.contracts.waivers.schemas import WaiverIn, WaiverOut, WaiverPatch
from govapi.contracts.waivers.workflow import FIRES, WAIVER
from govapi.db.counters import next_number
from govapi.db.session import find
from govapi.kit.clock import JST
from govapi.kit.errors import Conflict, NotAllowed, NotFound, Stale, Unmet, WrongState
from govapi.kit.japan.fiscal import fiscal_year
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.people.tables import Post
from govapi.policy.rules import may_waive, route_for
from govapi.policy.schema.base import by_key
from govapi.policy.schema.clauses import Clause
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.routes import DecisionKind
from govapi.policy.store import StoredPolicy, by_version
from govapi.policy.store import current as in_force
from govapi.workflow.perform import perform, stamps_of
from govapi.workflow.shapes import shown


def ask(session: Session, actor: Actor, current: StoredPolicy, contract_id: UUID, given: WaiverIn, today: date) -> Waiver:
    """Drafts a waiver. Raises Unmet, naming the law, for a clause nobody may waive; Conflict when one is under way."""
    contract = open_for_change(session, actor, current.policy, contract_id, None)
    clause = clauses.one(session, contract.id, given.clause_key)
    waiver = Waiver(
        number="",
        contract_id=contract.id,
        clause_key=clause.key,
        clause_title=clause.title,
        organ_id=contract.organ_id,
        department_id=contract.department_id,
        department_path=contract.department_path,
        reason=given.reason,
        compensation=given.compensation,
        until=given.until,
        requested_by=actor.person_id,
    )
    reason = fault(facts(session, waiver, contract, current.policy, today))
    if reason is not None:
        raise Unmet(reason, code="not_waivable")
    other = queries.live(session, contract.id, clause.key)
    if other is not None:
        raise Conflict(f"この条項の例外措置（{other.number}）が既にあります。その申請を続けるか、取り下げてください。")
    year = fiscal_year(today)
    waiver.number = f"例外-{year}-{next_number(session, f'waiver-{year}'):04d}"
    session.add(waiver)
    session.flush()
    audit.note(session, actor, "waiver", waiver, "draft", f"{contract.number}の「{clause.title}」の例外措置を起案")
    return waiver


def revise(
    session: Session, actor: Actor, policy: PolicySet, waiver_id: UUID, given: WaiverPatch, expected: int, today: date
) -> Waiver:
    """Changes a draft."""
    waiver = _held(session, actor, policy, waiver_id, expected)
    if Who.SECTION_STAFF not in who(actor, waiver):
        raise NotAllowed("例外措置の申請を直せるのは、所管課の職員です。")
    if waiver.status != "draft":
        raise WrongState("申請した例外措置は変更できません。直すときは、差戻し又は引戻しを受けてください。")
    changed = apply(waiver, given.model_dump(exclude_unset=True, exclude_none=True))
    reason = fault(facts(session, waiver, find(session, Contract, waiver.contract_id), policy, today))
    if reason is not None:
        raise Unmet(reason)
    session.flush()
    if changed:
        audit.note(session, actor, "waiver", waiver, "revise", f"{waiver.number}を変更", changed)
    return waiver


def act(
    session: Session,
    actor: Actor,
    current: StoredPolicy,
    waiver_id: UUID,
    action: str,
    given: BaseModel,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> Waiver:
    """One step of a waiver; submitting starts the circulation."""
    waiver = _held(session, actor, current.policy, waiver_id, expected)
    contract = find(session, Contract, waiver.contract_id, lock=True)
    perform(
        session,
        actor,
        waiver,
        WAIVER,
        action,
        status=waiver.status,
        facts=facts(session, waiver, contract, current.policy, today),
        who=who(actor, waiver),
        now=now,
        reason=str(getattr(given, "reason", "")),
    )
    if action == "submit":
        note = given.note if isinstance(given, SubmitIn) else ""
        _circulate(session, actor, waiver, contract, current, note, now, today)
    session.flush()
    return waiver


def on_decision(session: Session, actor: Actor, approval: Approval, outcome: Outcome, now: datetime) -> None:
    """The outcome of the circulation: granted only in the name of an officer the clause names."""
    waiver = find(session, Waiver, approval.record_id, lock=True)
    today = now.astimezone(JST).date()
    if outcome == "decided":
        clause = _clause(by_version(session, approval.policy_version).policy, waiver.clause_key)
        _refuse_other_officers(session, actor, approval, clause, today)
        waiver.decided_by_name = approval.outside_name or actor.name
        waiver.decided_by_post = approval.outside_post or actor.title
        waiver.decided_on = approval.outside_decided_on or today
    by_route = frozenset({Who.ROUTE})
    perform(session, actor, waiver, WAIVER, FIRES[outcome], status=waiver.status, facts=None, who=by_route, now=now)
    session.flush()
    if outcome == "decided":
        contract = find(session, Contract, waiver.contract_id, lock=True)
        ending.follow(session, actor, in_force(session, today), contract, now=now, today=today)


def facts(session: Session, waiver: Waiver, contract: Contract, policy: PolicySet, today: date) -> WaiverFacts:
    """What the guards look at."""
    row = clauses.one(session, contract.id, waiver.clause_key)
    return WaiverFacts(
        clause=next((one for one in policy.clauses if one.key == waiver.clause_key), None),
        title=waiver.clause_title,
        required=row.required,
        included=row.state == "included",
        contract_status=contract.status,
        contract_ends_on=contract.ends_on,
        until=waiver.until,
        today=today,
    )


def who(actor: Actor, waiver: Waiver) -> frozenset[Who]:
    return relations(actor, waiver.department_path, waiver.department_id)


def shape(session: Session, actor: Actor, waiver: Waiver, policy: PolicySet, today: date) -> WaiverOut:
    """A waiver with this actor's actions."""
    out = brief(waiver, today)
    known = facts(session, waiver, find(session, Contract, waiver.contract_id), policy, today)
    stamped = stamps_of(WAIVER, waiver)
    out.available_actions = shown(
        WAIVER.available(waiver.status, known, who(actor, waiver), person=actor.person_id, stamped=stamped)
    )
    return out


def brief(waiver: Waiver, today: date) -> WaiverOut:
    """A waiver for a list: no query of its own."""
    out = WaiverOut.model_validate(waiver)
    out.status_label = WAIVER.labels[waiver.status]
    out.in_force = waiver.status == "granted" and Waived(waiver.until).holds(today)
    return out


def _held(session: Session, actor: Actor, policy: PolicySet, waiver_id: UUID, expected: int) -> Waiver:
    waiver = queries.one(session, actor, policy, waiver_id, lock=True)
    if waiver.version != expected:
        raise Stale
    return waiver


def _clause(policy: PolicySet, key: str) -> Clause:
    try:
        return by_key(policy.clauses, key)
    except KeyError:
        raise NotFound from None


def _circulate(
    session: Session,
    actor: Actor,
    waiver: Waiver,
    contract: Contract,
    current: StoredPolicy,
    note: str,
    now: datetime,
    today: date,
) -> None:
    subject = Subject.about(
        waiver,
        "waiver",
        title=f"{contract.title}「{waiver.clause_title}」の例外措置"[:200],
        amount=contract.amount or 0,
        class_code=contract.class_code,
    )
    route = route_for(current.policy, DecisionKind.WAIVE, subject.amount, contract.class_code, facts_of(contract, current.policy))
    approval = submit(
        session, actor, subject, DecisionKind.WAIVE, route, policy_version=current.version, note=note, now=now, today=today
    )
    session.flush()
    clause = _clause(current.policy, waiver.clause_key)
    deciding = next(step for step in steps(session, [approval.id])[approval.id] if step.kind == "決裁")
    if not may_waive(clause, frozenset(find(session, Post, deciding.post_id).duties)):
        raise Unmet(
            f"この条項の例外措置を許可できるのは、{officers(clause)}です。"
            f"決裁経路の決裁者（{deciding.post_title}）はこれに当たりません。方針セットの決裁経路を改めてください。",
            code="no_officer",
        )


def _refuse_other_officers(session: Session, actor: Actor, approval: Approval, clause: Clause, today: date) -> None:
    duties = actor.duties
    if approval.outside:
        duties = duties_titled(approval.outside_post, seats_on(session, today))
    if not may_waive(clause, duties):
        raise NotAllowed(
            f"この条項の例外措置を許可できるのは、{officers(clause)}です。代決又はほかの職による決裁はできません。",
            code="no_officer",
        )
