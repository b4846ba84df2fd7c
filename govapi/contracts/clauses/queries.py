"""Reading the clause rows and the waivers. The caller has checked that the contract may be seen."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.contracts.clauses.rules import Waived
from govapi.contracts.clauses.tables import ContractClause, Waiver
from govapi.db.session import owned
from govapi.kit.errors import NotFound


def of_contract(session: Session, contract_id: UUID) -> Sequence[ContractClause]:
    """The clause rows in the order of the catalogue."""
    statement = owned(session, ContractClause).where(col(ContractClause.contract_id) == contract_id)
    return session.exec(statement.order_by(col(ContractClause.position), col(ContractClause.key))).all()


def one(session: Session, contract_id: UUID, key: str) -> ContractClause:
    """The row of one clause; raises NotFound."""
    statement = owned(session, ContractClause).where(
        col(ContractClause.contract_id) == contract_id, col(ContractClause.key) == key
    )
    row = session.exec(statement).first()
    if row is None:
        raise NotFound
    return row


def waivers(session: Session, contract_id: UUID) -> Sequence[Waiver]:
    """Every waiver asked for on this contract, the newest first."""
    statement = owned(session, Waiver).where(col(Waiver.contract_id) == contract_id)
    return session.exec(statement.order_by(col(Waiver.id).desc())).all()


def granted(session: Session, contract_id: UUID) -> dict[str, Waived]:
    """The waivers that were granted, by clause: the one that lasts longest."""
    found: dict[str, Waived] = {}
    for waiver in waivers(session, contract_id):
        held = found.get(waiver.clause_key)
        if waiver.status == "granted" and (held is None or held.until < waiver.until):
            found[waiver.clause_key] = Waived(waiver.until)
    return found
