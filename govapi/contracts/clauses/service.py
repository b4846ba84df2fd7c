"""Keeping the clause rows true to the facts, and writing clauses in or taking them out."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.contracts.clauses import queries
from govapi.contracts.clauses.rules import STATES, Waived
from govapi.contracts.clauses.schemas import ClauseOut
from govapi.contracts.clauses.tables import ContractClause
from govapi.contracts.paper.service import place
from govapi.contracts.tables import Contract
from govapi.db.session import add_rows
from govapi.kit.errors import FieldFault, Invalid, Unmet
from govapi.people.actor import Actor
from govapi.policy.conditions import Facts
from govapi.policy.rules import required_clauses
from govapi.policy.schema.clauses import Clause
from govapi.policy.schema.policy_set import PolicySet


def settle(session: Session, contract: Contract, policy: PolicySet, facts: Facts, *, new_state: str = "missing") -> None:
    """Makes the rows follow the facts: what is newly required appears, what is no longer required stays but binds nobody."""
    required = {one.key: one for one in required_clauses(policy, facts)}
    rows = {row.key: row for row in queries.of_contract(session, contract.id)}
    new = []
    for position, clause in enumerate(policy.clauses):
        row, need = rows.get(clause.key), required.get(clause.key)
        if row is None and need is not None:
            new.append(_values(contract.id, clause, position, need.because, new_state))
        elif row is not None:
            _bind(row, need.because if need else "")
    session.flush()
    add_rows(session, ContractClause, new)


def _bind(row: ContractClause, because: str) -> None:
    # Written only where it differs: every attribute set counts as a change to look at.
    if (row.required, row.because) != (bool(because), because):
        row.required, row.because = bool(because), because


def _values(contract_id: UUID, clause: Clause, position: int, because: str, state: str) -> dict[str, Any]:
    return {
        "contract_id": contract_id,
        "key": clause.key,
        "clause_version": clause.version,
        "position": position,
        "title": clause.title,
        "required": bool(because),
        "because": because,
        "state": state,
        "document": clause.document,
        "article": "",
        "parameters": defaults(clause),
    }


def defaults(clause: Clause) -> dict[str, Any]:
    return {name: parameter.default for name, parameter in clause.parameters.items()}


def write(
    session: Session,
    actor: Actor,
    contract: Contract,
    policy: PolicySet,
    key: str,
    state: str,
    parameters: Mapping[str, Any],
    today: date,
) -> ContractClause:
    """Writes a clause into the contract's papers with its parameters, or takes it out again; the articles after it move."""
    row = put(session, actor, contract, policy, key, state, parameters)
    place(session, contract, today)
    return row


def put(
    session: Session, actor: Actor, contract: Contract, policy: PolicySet, key: str, state: str, parameters: Mapping[str, Any]
) -> ContractClause:
    """``write`` for one of several clauses: the caller has them placed once all are in."""
    clause = check_clause(policy, key, parameters)
    row = next((one for one in queries.of_contract(session, contract.id) if one.key == key), None)
    if row is None:
        row = ContractClause(**_values(contract.id, clause, policy.clauses.index(clause), "", state))
        session.add(row)
        session.flush()
    before = row.state
    row.state, row.clause_version, row.document = state, clause.version, clause.document
    row.parameters = defaults(clause) | dict(row.parameters) | dict(parameters)
    audit.note(
        session,
        actor,
        "contract",
        contract,
        "write_clause",
        f"条項「{row.title}」を{'記載' if state == 'included' else '除外'}",
        {key: [before, state]},
    )
    return row


def write_required(session: Session, actor: Actor, contract: Contract, today: date) -> list[ContractClause]:
    """Writes every required clause in that is not in yet."""
    rows = [row for row in queries.of_contract(session, contract.id) if row.required and row.state != "included"]
    for row in rows:
        row.state = "included"
    if rows:
        place(session, contract, today)
        audit.note(
            session,
            actor,
            "contract",
            contract,
            "write_clause",
            "必要な条項を全て記載",
            {row.key: ["missing", "included"] for row in rows},
        )
    return rows


def check_clause(policy: PolicySet, key: str, parameters: Mapping[str, Any]) -> Clause:
    """The clause of the catalogue; raises Unmet when there is none, Invalid for parameters that do not fit it."""
    clause = _clause(policy, key)
    _check_parameters(clause, parameters)
    return clause


def _clause(policy: PolicySet, key: str) -> Clause:
    try:
        return policy.clause(key)
    except KeyError:
        raise Unmet("この条項は条項集にありません。方針セットの条項を確かめてください。", code="unknown_clause") from None


def _check_parameters(clause: Clause, parameters: Mapping[str, Any]) -> None:
    faults = []
    for name, value in parameters.items():
        parameter = clause.parameters.get(name)
        message = "この条項にない項目です。" if parameter is None else parameter.fault(value)
        if message:
            faults.append(FieldFault(f"/parameters/{name}", message))
    if faults:
        raise Invalid("条項の数値等に誤りがあります。", errors=faults)


def shape(policy: PolicySet, row: ContractClause, waived: Waived | None = None) -> ClauseOut:
    """A clause row with what the catalogue says of it; ``waived`` is the waiver that holds today."""
    out = ClauseOut.model_validate(row)
    if waived is not None and row.state != "included":
        out.state, out.state_label, out.waived_until = "waived", STATES["waived"], waived.until
    clause = next((one for one in policy.clauses if one.key == row.key), None)
    if clause is not None:
        out.policy, out.source, out.waivable = list(clause.policy), clause.source.label, bool(clause.waivable_by)
    return out


def shapes(session: Session, policy: PolicySet, contract_id: UUID, today: date) -> list[ClauseOut]:
    """The clause rows of a contract in the order of the catalogue, the waived ones as such."""
    waived = {key: one for key, one in queries.granted(session, contract_id).items() if one.holds(today)}
    return [shape(policy, row, waived.get(row.key)) for row in queries.of_contract(session, contract_id)]
