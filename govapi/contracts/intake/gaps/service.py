"""Supplying what a migrated contract lacks: only what is empty, unanswered or unconfirmed; what is known changes by amendment."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session, col

from govapi import audit
from govapi.audit.changes import apply, plain
from govapi.contracts import service as contracts
from govapi.contracts.clauses import queries as clauses
from govapi.contracts.clauses.rules import STATES
from govapi.contracts.intake.gaps.rules import IN_FORCE
from govapi.contracts.intake.gaps.schemas import GapsPatch
from govapi.contracts.tables import ConcludedTerms, Contract
from govapi.contracts.terms.rules import LABELS, PLAN_FIELDS
from govapi.db.session import owned
from govapi.kit.errors import FieldFault, Invalid, WrongState
from govapi.people.actor import Actor
from govapi.policy.rules import ground_fault
from govapi.policy.schema.policy_set import PolicySet

EMPTY: tuple[object, ...] = (None, "", [])


def complete(
    session: Session, actor: Actor, policy: PolicySet, contract_id: UUID, given: GapsPatch, expected: int | None
) -> Contract:
    """Supplies facts, answers and looked-up clauses; class and required clauses follow. Raises WrongState, Invalid."""
    contract = contracts.open_for_change(session, actor, policy, contract_id, expected)
    if not contract.migrated or contract.status not in IN_FORCE:
        raise WrongState(
            "補うことができるのは、移行登録した履行中の契約だけです。ほかの契約の条件は、変更契約の手続で変えてください。"
        )
    values = given.model_dump(exclude_unset=True, exclude={"answers", "clauses"})
    _refuse_known(contract, values, given)
    contracts.check_choices(session, policy, values | {"answers": given.answers})
    _check_ground(contract, policy, values)
    changed = apply(contract, values | {"answers": {**contract.answers, **given.answers}})
    changed |= _look_up(session, contract, given.clauses)
    if changed:
        session.flush()
        contracts.settle(session, contract, policy, new_state="unconfirmed")
        _complete_terms(session, contract)
        audit.note(session, actor, "contract", contract, "complete", f"移行登録した「{contract.title}」の不足を補充", changed)
    return contract


def _refuse_known(contract: Contract, values: Mapping[str, Any], given: GapsPatch) -> None:
    faults = [
        FieldFault(f"/{name}", f"「{LABELS[name]}」は既に登録されています。変えるときは、変更契約の手続をしてください。")
        for name in values
        if getattr(contract, name) not in EMPTY
    ]
    faults += [
        FieldFault(f"/answers/{key}", "この質問には既に答えています。変えるときは、変更契約の手続をしてください。")
        for key, answer in given.answers.items()
        if contract.answers.get(key, answer) != answer
    ]
    if faults:
        raise Invalid("既に登録されている内容は、補充では変えられません。", errors=faults)


def _check_ground(contract: Contract, policy: PolicySet, values: Mapping[str, Any]) -> None:
    method, ground = (values.get(name, getattr(contract, name)) for name in ("method", "ground"))
    if ground is None:
        return
    if method is None:
        raise Invalid("根拠の号を選んだときは、契約の方法も選んでください。", pointer="/method")
    assert contract.starts_on is not None, "a migrated contract has its first day"
    fault = ground_fault(policy, method, ground, None, contract.starts_on)
    if fault is not None:
        raise Invalid(fault, pointer="/ground")


def _look_up(session: Session, contract: Contract, given: Mapping[str, str]) -> dict[str, Any]:
    """What was found in the paper: the clause is there, or is not."""
    rows = {row.key: row for row in clauses.of_contract(session, contract.id)}
    faults = [
        FieldFault(f"/clauses/{key}", "「未確認」の条項だけを記録できます。加えるときは、覚書又は変更契約によってください。")
        for key in given
        if key not in rows or rows[key].state != "unconfirmed"
    ]
    if faults:
        raise Invalid("記録できない条項があります。", errors=faults)
    for key, state in given.items():
        rows[key].state = state
    return {f"条項「{rows[key].title}」": [STATES["unconfirmed"], STATES[state]] for key, state in given.items()}  # type: ignore[index]  # State, by the shape


def _complete_terms(session: Session, contract: Contract) -> None:
    """The terms in force held these facts all along: nobody had written them down."""
    statement = owned(session, ConcludedTerms).where(col(ConcludedTerms.contract_id) == contract.id)
    for row in session.exec(statement):
        known = {name: plain(getattr(contract, name)) for name in PLAN_FIELDS if row.terms.get(name) in EMPTY}
        row.terms = {**row.terms, **known, "answers": {**contract.answers, **row.terms.get("answers", {})}}
    session.flush()
