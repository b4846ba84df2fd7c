"""Foreseeing what changed terms bring, and letting decided ones take effect on their day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import apply, plain
from govapi.contracts.amendments import queries
from govapi.contracts.amendments.rules import AMENDABLE, CLASS_FIELDS, TERM_FIELDS, AmendmentFacts
from govapi.contracts.amendments.schemas import ChangesIn
from govapi.contracts.amendments.tables import Amendment
from govapi.contracts.clauses import queries as clauses
from govapi.contracts.clauses import service as clause_rows
from govapi.contracts.clauses.rules import settled
from govapi.contracts.decisions.queries import term_fault_of
from govapi.contracts.needs import service as needs
from govapi.contracts.paper.service import place
from govapi.contracts.performance import service as performance
from govapi.contracts.rules import settled_class
from govapi.contracts.service import derived, facts_of, settle
from govapi.contracts.tables import ConcludedTerms, Contract
from govapi.contracts.terms.rules import PLAN_FIELDS
from govapi.db.session import find
from govapi.jobs.tasks import TaskContext
from govapi.kit import held_back
from govapi.kit.clock import JST
from govapi.people.actor import Actor, system
from govapi.policy.conditions import Facts
from govapi.policy.rules import required_clauses, with_class
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import by_version, current


@dataclass(frozen=True)
class Foreseen:
    """A contract as it will be, and what that needs."""

    after: Contract  # not in any session
    class_code: str | None
    facts: Facts
    missing: Mapping[str, str]  # key → title of clauses newly required and nowhere yet
    guards: AmendmentFacts


def values_of(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The new values of a stored amendment, as the contract's columns hold them."""
    with held_back.stored_before():
        given = ChangesIn.model_validate({name: change["after"] for name, change in changes.items()})
    return as_columns(given.model_dump(exclude_unset=True))


def as_columns(values: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(values)
    if "unit_prices" in found:
        found["unit_prices"] = [{**row, "price": str(row["price"])} for row in found["unit_prices"]]
    return found


def plain_terms(contract: Contract) -> dict[str, Any]:
    """The amendable terms as JSON keeps them."""
    return {name: plain(getattr(contract, name)) for name in AMENDABLE}


def foresee(session: Session, contract: Contract, amendment: Amendment, policy: PolicySet, today: date) -> Foreseen:
    """The contract under the amendment's terms: class, facts, and the clauses it must bring in."""
    values = values_of(amendment.changes)
    after = Contract(**{**contract.model_dump(), **values})
    known = derived(after, policy)
    after.class_code, lowered = settled_class(known.class_code, after.chosen_class, policy.classification.rank)
    facts = with_class(policy, known.facts, after.class_code)
    missing = _newly_required(session, contract, amendment, policy, facts, today)
    questions = policy.questionnaire.by_key
    of_class, of_term = bool(CLASS_FIELDS & values.keys()), bool(TERM_FIELDS & values.keys())
    guards = AmendmentFacts(
        contract_status=contract.status,
        changed=list(amendment.changes),
        brings_clauses=bool(amendment.clauses),
        effective_on=amendment.effective_on,
        today=today,
        ends_on=after.ends_on,
        unanswered=[questions[key].label for key in known.unanswered] if of_class else [],
        class_needs_reason=of_class and lowered and not after.class_reason,
        term_fault=term_fault_of(after, policy) if of_term else None,
        missing_clauses=list(missing.values()),
    )
    return Foreseen(after, after.class_code, facts, missing, guards)


def _newly_required(
    session: Session, contract: Contract, amendment: Amendment, policy: PolicySet, facts: Facts, today: date
) -> dict[str, str]:
    """What the changed facts require and the old ones did not, less what is written in, waived or brought in."""
    before = {one.key for one in required_clauses(policy, facts_of(contract, policy))}
    waived = clauses.granted(session, contract.id)
    in_order = {row.key for row in clauses.of_contract(session, contract.id) if settled(row.state, waived.get(row.key), today)}
    brought = before | in_order | set(amendment.clauses)
    return {one.key: one.clause.title for one in required_clauses(policy, facts) if one.key not in brought}


def take_effect(session: Session, actor: Actor, amendment: Amendment, contract: Contract, *, now: datetime, today: date) -> None:
    """The contract's own columns change, its clauses settle again, and the terms of that day are kept."""
    policy = by_version(session, amendment.policy_version).policy
    class_before = contract.class_code
    changed = apply(contract, values_of(amendment.changes))
    contract.policy_version = amendment.policy_version
    session.flush()
    settle(session, contract, policy)
    for key, parameters in amendment.clauses.items():
        clause_rows.put(session, actor, contract, policy, key, "included", parameters)
    amendment.applied_on = today
    place(session, contract, today)
    terms = {name: value for name, value in contract.model_dump(mode="json").items() if name in PLAN_FIELDS}
    session.add(
        ConcludedTerms(contract_id=contract.id, amendment_id=amendment.id, effective_on=amendment.effective_on, terms=terms)
    )
    session.flush()
    audit.note(session, actor, "contract", contract, "amend", f"変更契約（{amendment.number}）により条件を変更", changed)
    policy_of_today = current(session, today)
    needs.tell_amended(session, actor, policy_of_today, contract, class_before, amendment, now=now, today=today)
    performance.follow(session, actor, policy_of_today, contract, now=now, today=today)


def apply_due(session: Session, now: datetime, contract_id: UUID | None = None) -> int:
    """Lets every decided amendment whose day has come take effect, once; returns how many. For the daily job, and
    before a step of a contract, so that a late job changes nothing."""
    count, today = 0, now.astimezone(JST).date()
    for waiting in queries.waiting(session, contract_id, today):
        amendment = find(session, Amendment, waiting.id, lock=True)
        if amendment.applied_on is not None:
            continue  # another worker was quicker
        contract = find(session, Contract, amendment.contract_id, lock=True)
        if contract.status in ("terminated", "closed"):
            continue  # ended before that day: those terms never held
        take_effect(session, system(contract.municipality_code), amendment, contract, now=now, today=today)
        count += 1
    return count


def apply_amendments(context: TaskContext) -> None:
    """The daily task ``apply-amendments``."""
    with context.finishing() as session:
        apply_due(session, context.clock.now())
