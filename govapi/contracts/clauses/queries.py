"""Reading the clause rows and the waivers. The caller has checked that the contract may be seen."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col

from govapi.contracts.clauses.rules import Waived
from govapi.contracts.clauses.tables import ContractClause, Waiver
from govapi.db.session import owned, owned_columns
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


def standing(session: Session, contract_id: UUID) -> list[tuple[str, str, bool, Waived | None]]:
    """Title, state, whether required, and the longest granted waiver of each clause, in order: one query, no rows kept."""
    waived = (
        owned_columns(session, Waiver, func.max(col(Waiver.until)))
        .where(col(Waiver.contract_id) == contract_id, col(Waiver.clause_key) == col(ContractClause.key))
        .where(col(Waiver.status) == "granted")
    )
    columns = col(ContractClause.title), col(ContractClause.state), col(ContractClause.required), waived.scalar_subquery()
    statement = owned_columns(session, ContractClause, *columns).where(col(ContractClause.contract_id) == contract_id)
    rows = session.execute(statement.order_by(col(ContractClause.position), col(ContractClause.key)))
    return [(title, state, required, Waived(until) if until else None) for title, state, required, until in rows]


def granted(session: Session, contract_id: UUID) -> dict[str, Waived]:
    """The waivers that were granted, by clause: the one that lasts longest."""
    found: dict[str, Waived] = {}
    for waiver in waivers(session, contract_id):
        held = found.get(waiver.clause_key)
        if waiver.status == "granted" and (held is None or held.until < waiver.until):
            found[waiver.clause_key] = Waived(waiver.until)
    return found
