"""Another person takes over the supervision or the inspection of a contract."""

from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import apply
from govapi.contracts.overseers.queries import Field
from govapi.contracts.tables import Contract
from govapi.contracts.terms.rules import EDITABLE, LABELS
from govapi.db.session import find
from govapi.people.actor import Actor


def succeed(
    session: Session, actor: Actor, contract_id: UUID, field: Field, giver_id: UUID, receiver_id: UUID, name: str
) -> bool:
    """The receiver takes the giver's place. Nothing happens where the state of the contract holds the field, or another person
    stands there already. Returns whether it was done."""
    contract = find(session, Contract, contract_id, lock=True)
    if field not in EDITABLE.get(contract.status, frozenset()) or getattr(contract, field) != giver_id:
        return False
    changed = apply(contract, {field: receiver_id})
    session.flush()
    audit.note(session, actor, "contract", contract, "revise", f"「{contract.title}」の{LABELS[field]}を{name}に変更", changed)
    return True
