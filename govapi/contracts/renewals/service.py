"""Drafting the contract that renews another."""

from datetime import date
from uuid import UUID

from sqlmodel import Session, col

from govapi import audit
from govapi.contracts import queries
from govapi.contracts import service as contracts
from govapi.contracts.renewals.rules import RENEWABLE, next_term, next_title, taken_over
from govapi.contracts.rules import status_on
from govapi.contracts.schemas import ContractIn
from govapi.contracts.tables import Contract
from govapi.contracts.workflow import CONTRACT
from govapi.db.session import owned
from govapi.kit import held_back
from govapi.kit.errors import Conflict, Unmet, WrongState
from govapi.kit.japan.fiscal import fiscal_year
from govapi.people.actor import Actor
from govapi.policy.rules import answer_faults
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy


def renewal_of(session: Session, contract_id: UUID) -> Contract | None:
    """The live contract that renews this one."""
    statement = owned(session, Contract).where(
        col(Contract.predecessor_id) == contract_id, col(Contract.status).not_in(queries.NOT_LIVE)
    )
    return session.exec(statement).first()


def renew(session: Session, actor: Actor, current: StoredPolicy, contract_id: UUID, expected: int, today: date) -> Contract:
    """Drafts the next contract with the terms and answers of this one. Raises Conflict when a live renewal exists."""
    contract = contracts.open_for_change(session, actor, current.policy, contract_id, expected)
    status = status_on(contract.status, contract.starts_on, today)
    if status not in RENEWABLE:
        raise WrongState(f"「{CONTRACT.labels[status]}」の契約は更新できません。締結した契約について操作してください。")
    if contract.starts_on is None or contract.ends_on is None:
        raise Unmet("履行期間が登録されていないため、更新できません。履行期間を登録してください。")
    other = renewal_of(session, contract.id)
    if other is not None:
        raise Conflict(f"この契約を更新する契約（{other.number}）が既にあります。その契約で手続を進めてください。")
    starts_on, ends_on = next_term(contract.term_kind, contract.starts_on, contract.ends_on)
    year = fiscal_year(starts_on)
    values = taken_over(contract.model_dump(mode="json"), _unknown(current.policy, contract))
    if "answers" in values:
        known = {fault.pointer.lstrip("/") for fault in answer_faults(current.policy.questionnaire, contract.answers)}
        values["answers"] = {key: answer for key, answer in contract.answers.items() if key not in known}
    values |= {
        "title": next_title(contract.title, contract.fiscal_year, year),
        "fiscal_year": year,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "department_id": contract.department_id,
        "predecessor_id": contract.id,
    }
    with held_back.stored_before():
        given = ContractIn.model_validate(values)
    successor = contracts.draft(session, actor, current, given)
    audit.note(
        session, actor, "contract", contract, "renew", f"{successor.number}により更新", {"renewal": [None, successor.number]}
    )
    return successor


def _unknown(policy: PolicySet, contract: Contract) -> frozenset[str]:
    """The choices of the old contract that the policy set of today no longer offers."""
    procurement = policy.procurement
    offered = {
        "method": {one.key for one in procurement.methods},
        "ground": {one.key for one in procurement.grounds},
        "long_term_kind": {one.key for one in procurement.long_term},
        "chosen_class": {one.code for one in policy.classification.confidentiality},
    }
    return frozenset(name for name, keys in offered.items() if getattr(contract, name) not in keys)
