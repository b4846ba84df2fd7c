"""Contracts that have not told what they want under the policy set in force."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.contracts.tables import Contract
from govapi.db.session import owned, update_rows


def untold(session: Session, policy_version: int, limit: int) -> Sequence[Contract]:
    """Contracts last looked at under an older policy set, or never; along an index, so the cost follows the rows that are due."""
    statement = owned(session, Contract).where(col(Contract.told_with) < policy_version)
    return session.exec(statement.order_by(col(Contract.told_with), col(Contract.id)).limit(limit)).all()


def mark(session: Session, contract_ids: Sequence[UUID], policy_version: int) -> None:
    """Keeps that these were looked at. Their version stays: for those who work on them nothing has changed."""
    update_rows(session, Contract, contract_ids, {"told_with": policy_version}, quietly=True)
