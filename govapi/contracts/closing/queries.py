"""Reading what the end of a contract needs. The caller has checked that the contract may be seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col

from govapi.contracts.closing.tables import HandedItem, Inspection, NothingHanded, Termination
from govapi.db.session import find, owned, owned_columns
from govapi.kit.errors import NotFound


@dataclass(frozen=True)
class ClosingState:
    """How far the end has come."""

    inspected: bool
    unproven: Sequence[str]
    settled: bool


def inspections(session: Session, contract_id: UUID) -> Sequence[Inspection]:
    statement = owned(session, Inspection).where(col(Inspection.contract_id) == contract_id)
    return session.exec(statement.order_by(col(Inspection.id))).all()


def items(session: Session, contract_id: UUID) -> Sequence[HandedItem]:
    statement = owned(session, HandedItem).where(col(HandedItem.contract_id) == contract_id)
    return session.exec(statement.order_by(col(HandedItem.id))).all()


def nothing_handed(session: Session, contract_id: UUID) -> NothingHanded | None:
    return session.exec(owned(session, NothingHanded).where(col(NothingHanded.contract_id) == contract_id)).first()


def state(session: Session, contract_id: UUID) -> ClosingState:
    """Inspected (the last final inspection passed), what is still unproven, and whether the return is settled."""
    rows = inspections(session, contract_id)
    handed = items(session, contract_id)
    unproven = [row.description for row in handed if row.done_on is None]
    settled = not unproven if handed else nothing_handed(session, contract_id) is not None
    final = [row for row in rows if row.kind == "final"]
    return ClosingState(inspected=bool(final) and final[-1].passed, unproven=unproven, settled=settled)


def item(session: Session, contract_id: UUID, item_id: UUID, *, lock: bool = False) -> HandedItem:
    """One handed item of the contract; raises NotFound."""
    row = find(session, HandedItem, item_id, lock=lock)
    if row.contract_id != contract_id:
        raise NotFound
    return row


def terminations(session: Session, contract_id: UUID) -> Sequence[Termination]:
    """Every proposal to end the contract early, the newest first."""
    statement = owned(session, Termination).where(col(Termination.contract_id) == contract_id)
    return session.exec(statement.order_by(col(Termination.id).desc())).all()


def stored_files(session: Session) -> list[str]:
    """The SHA-256 of every file this room refers to: certificates, and logs or photographs of an erasure."""
    columns = (col(HandedItem.certificate_sha256), col(HandedItem.log_sha256))
    return [sha256 for row in session.execute(owned_columns(session, HandedItem, *columns)) for sha256 in row if sha256]
