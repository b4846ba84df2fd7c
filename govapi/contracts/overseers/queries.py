"""The contracts that people supervise or inspect."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import Session, col

from govapi.contracts.tables import Contract
from govapi.db.session import owned_columns

Field = Literal["supervisor_id", "inspector_id"]
OVER = ("failed", "withdrawn", "terminated", "closed")


class Overseen(NamedTuple):
    """A contract somebody supervises or inspects, without its weight."""

    id: UUID
    number: str
    title: str
    organ_id: UUID
    department_id: UUID
    department_path: str
    supervisor_id: UUID | None
    inspector_id: UUID | None
    created_at: datetime


def held_by_people(session: Session, person_ids: Collection[UUID]) -> Sequence[Overseen]:
    """The contracts that are not over, which any of these people supervises or inspects. One query."""
    columns = [getattr(Contract, name) for name in Overseen._fields]
    statement = owned_columns(session, Contract, *columns).where(
        col(Contract.status).not_in(OVER),
        or_(col(Contract.supervisor_id).in_(person_ids), col(Contract.inspector_id).in_(person_ids)),
    )
    return [Overseen(*row) for row in session.execute(statement.order_by(col(Contract.id)))]
