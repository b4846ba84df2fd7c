"""Drafting an amendment, taking its steps, and what its decision does to the contract."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session

from govapi import audit
from govapi.approvals.routing.service import Subject, submit
from govapi.approvals.service import Outcome
from govapi.approvals.tables import Approval
from govapi.audit.changes import plain
from govapi.contracts import service as contracts
from govapi.contracts.amendments import queries
from govapi.contracts.amendments.rules import EMPTIABLE, differences, label, route_amount
from govapi.contracts.amendments.schemas import AmendmentIn, AmendmentOut, AmendmentPatch, AmendmentRow, ChangeOut, ChangesIn
from govapi.contracts.amendments.tables import Amendment
from govapi.contracts.amendments.workflow import AMENDMENT, ENDS, FIRES
from govapi.contracts.clauses.service import check_clause
from govapi.contracts.effects.service import Foreseen, apply_due, as_columns, foresee, plain_terms, take_effect
from govapi.contracts.rules import status_on
from govapi.contracts.schemas import SubmitIn
from govapi.contracts.tables import Contract
from govapi.contracts.workflow import CONTRACT
from govapi.db.counters import next_number
from govapi.db.session import find
from govapi.kit.clock import JST
from govapi.kit.errors import Conflict, FieldFault, Invalid, NotAllowed, Stale, WrongState
from govapi.people.actor import Actor
from govapi.people.relations import Who, relations
from govapi.policy.rules import route_for
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.routes import DecisionKind
from govapi.policy.store import StoredPolicy
from govapi.workflow.perform import perform, stamps_of
from govapi.workflow.shapes import shown

BY_ROUTE = frozenset({Who.ROUTE})


def draft(
    session: Session, actor: Actor, current: StoredPolicy, contract_id: UUID, given: AmendmentIn, *, now: datetime, today: date
) -> Amendment:
    """Begins an amendment: the contract is 変更手続中 from now on. Raises Conflict while a decided one waits for its day."""
    contract = contracts.open_for_change(session, actor, current.policy, contract_id, None)
    _refuse_others(actor, contract)
    apply_due(session, now, contract.id)
    waiting = queries.waiting(session, contract.id)
    if waiting:
        raise Conflict(f"変更契約（{waiting[0].number}）の効力がまだ生じていません。効力発生日の後に、もう一度操作してください。")
    status = status_on(contract.status, contract.starts_on, today)
    perform(session, actor, contract, CONTRACT, "start_amendment", status=status, facts=None, who=BY_ROUTE, now=now)
    amendment = Amendment(
        number=f"{contract.number}-変{next_number(session, f'amendment-{contract.id}')}",
        contract_id=contract.id,
        organ_id=contract.organ_id,
        department_id=contract.department_id,
        department_path=contract.department_path,
        reason=given.reason,
        effective_on=given.effective_on,
        resumes=status,
        drafted_by=actor.person_id,
        policy_version=current.version,
    )
    _write(session, amendment, contract, current.policy, given.changes, given.clauses)
    session.add(amendment)
    _settle(session, amendment, contract, current, today)
    audit.note(session, actor, "amendment", amendment, "draft", f"{contract.number}の変更契約を起案")
    return amendment


def revise(
    session: Session, actor: Actor, current: StoredPolicy, amendment_id: UUID, given: AmendmentPatch, expected: int, today: date
) -> Amendment:
    """Changes a draft; ``changes`` and ``clauses`` replace what stood there."""
    amendment, contract = _held(session, actor, current.policy, amendment_id, expected)
    _refuse_others(actor, contract)
    if amendment.status != "draft":
        raise WrongState("回議に付した変更契約は変更できません。直すときは、差戻し又は引戻しを受けてください。")
    amendment.reason = given.reason if given.reason is not None else amendment.reason
    amendment.effective_on = given.effective_on or amendment.effective_on
    _write(session, amendment, contract, current.policy, given.changes, given.clauses)
    _settle(session, amendment, contract, current, today)
    audit.note(session, actor, "amendment", amendment, "revise", f"{amendment.number}を変更")
    return amendment


def act(
    session: Session,
    actor: Actor,
    current: StoredPolicy,
    amendment_id: UUID,
    action: str,
    given: BaseModel,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> Amendment:
    """One step of an amendment; submitting starts the circulation, withdrawing lets the contract go on."""
    amendment, contract = _held(session, actor, current.policy, amendment_id, expected)
    foreseen = foresee(session, contract, amendment, current.policy, today)
    step = perform(
        session,
        actor,
        amendment,
        AMENDMENT,
        action,
        status=amendment.status,
        facts=foreseen.guards,
        who=who(actor, amendment),
        now=now,
        reason=str(getattr(given, "reason", "")),
    )
    if action == "submit":
        _settle(session, amendment, contract, current, today)
        amendment.returned = False
        note = given.note if isinstance(given, SubmitIn) else ""
        _circulate(session, actor, amendment, contract, current, foreseen, note, now, today)
    elif step.target in ENDS:
        _let_go_on(session, actor, amendment, contract, now)
    session.flush()
    return amendment


def on_decision(session: Session, actor: Actor, approval: Approval, outcome: Outcome, now: datetime) -> None:
    """Decided: the new terms hold from their day, today's at once. Rejected: the contract goes on as it was."""
    amendment = find(session, Amendment, approval.record_id, lock=True)
    contract = find(session, Contract, amendment.contract_id, lock=True)
    today = now.astimezone(JST).date()
    step = perform(
        session, actor, amendment, AMENDMENT, FIRES[outcome], status=amendment.status, facts=None, who=BY_ROUTE, now=now
    )
    amendment.returned = outcome == "returned"
    if step.target in ENDS:
        _let_go_on(session, actor, amendment, contract, now)
    if outcome == "decided":
        amendment.decided_on = approval.outside_decided_on or today
        # A circulation may outlast the day that was hoped for: terms never hold from before their decision.
        amendment.effective_on = max(amendment.effective_on, amendment.decided_on)
        if amendment.effective_on <= today:
            take_effect(session, actor, amendment, contract, now=now, today=today)
    session.flush()


def who(actor: Actor, amendment: Amendment) -> frozenset[Who]:
    return relations(actor, amendment.department_path, amendment.department_id)


def brief(amendment: Amendment) -> AmendmentRow:
    """An amendment for a list."""
    out = AmendmentRow.model_validate(amendment)
    out.status_label = AMENDMENT.labels[amendment.status]
    return out


def shape(session: Session, actor: Actor, amendment: Amendment, policy: PolicySet, today: date) -> AmendmentOut:
    """An amendment with its changes, what it still lacks, and this actor's actions."""
    changes = [ChangeOut(field=name, label=label(name), **change) for name, change in amendment.changes.items()]
    out = AmendmentOut.model_validate({**amendment.model_dump(), "changes": changes})
    out.status_label = AMENDMENT.labels[amendment.status]
    if amendment.status == "draft":
        contract = find(session, Contract, amendment.contract_id)
        foreseen = foresee(session, contract, amendment, policy, today)
        out.missing_clauses = list(foreseen.missing)
        stamped = stamps_of(AMENDMENT, amendment)
        out.available_actions = shown(
            AMENDMENT.available("draft", foreseen.guards, who(actor, amendment), person=actor.person_id, stamped=stamped)
        )
    return out


def _held(session: Session, actor: Actor, policy: PolicySet, amendment_id: UUID, expected: int) -> tuple[Amendment, Contract]:
    amendment = queries.one(session, actor, policy, amendment_id, lock=True)
    if amendment.version != expected:
        raise Stale
    return amendment, find(session, Contract, amendment.contract_id, lock=True)


def _refuse_others(actor: Actor, contract: Contract) -> None:
    if Who.SECTION_STAFF not in contracts.who(actor, contract):
        raise NotAllowed("変更契約を起案できるのは、所管課の職員です。")


def _write(
    session: Session,
    amendment: Amendment,
    contract: Contract,
    policy: PolicySet,
    changes: ChangesIn | None,
    clauses: Mapping[str, Mapping[str, Any]] | None,
) -> None:
    """Puts the wanted terms and clauses on the amendment, each with what stood before."""
    if changes is not None:
        values = changes.model_dump(exclude_unset=True)
        empty = [name for name, value in values.items() if value is None and name not in EMPTIABLE]
        if empty:
            faults = [FieldFault(f"/changes/{name}", "この項目は空にできません。") for name in empty]
            raise Invalid("空（null）にできない項目があります。", errors=faults)
        contracts.check_choices(session, policy, values)
        after = {name: plain(value) for name, value in as_columns(values).items()}
        amendment.changes = differences(plain_terms(contract), after)
    if clauses is not None:
        for key, parameters in clauses.items():
            check_clause(policy, key, parameters)
        amendment.clauses = {key: dict(parameters) for key, parameters in clauses.items()}


def _settle(session: Session, amendment: Amendment, contract: Contract, current: StoredPolicy, today: date) -> None:
    """Amounts and classes before and after, under the policy of today."""
    session.flush()
    foreseen = foresee(session, contract, amendment, current.policy, today)
    if contract.starts_on and foreseen.after.ends_on and foreseen.after.ends_on < contract.starts_on:
        raise Invalid("履行期間の終期は、始期以後の日にしてください。", pointer="/changes/ends_on")
    amendment.amount_before, amendment.amount_after = contract.amount, foreseen.after.amount
    amendment.class_before, amendment.class_after = contract.class_code, foreseen.class_code
    amendment.policy_version = current.version
    session.flush()


def _let_go_on(session: Session, actor: Actor, amendment: Amendment, contract: Contract, now: datetime) -> None:
    """The contract returns where it came from."""
    action = f"back_to_{amendment.resumes}"
    perform(session, actor, contract, CONTRACT, action, status=contract.status, facts=None, who=BY_ROUTE, now=now)


def _circulate(
    session: Session,
    actor: Actor,
    amendment: Amendment,
    contract: Contract,
    current: StoredPolicy,
    foreseen: Foreseen,
    note: str,
    now: datetime,
    today: date,
) -> None:
    rank = current.policy.classification.rank
    higher = max(contract.class_code, foreseen.class_code, key=rank)
    amount = route_amount(amendment.amount_before, amendment.amount_after)
    subject = Subject.about(
        amendment,
        "amendment",
        title=f"{contract.title}（変更）"[:200],
        amount=amount,
        class_code=higher,
    )
    route = route_for(current.policy, DecisionKind.AMEND, amount, higher, foreseen.facts)
    submit(session, actor, subject, DecisionKind.AMEND, route, policy_version=current.version, note=note, now=now, today=today)
