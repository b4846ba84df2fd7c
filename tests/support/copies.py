"""Copies of a record in a state of our choosing, so that each cell of a matrix has one of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from litestar.testing import TestClient
from sqlmodel import Session, col

from govapi.app import create_app
from govapi.approvals.tables import Approval, ApprovalStep
from govapi.cli.demo.town import found
from govapi.contracts.clauses.tables import ContractClause
from govapi.contracts.tables import Contract
from govapi.db.base import TenantRow
from govapi.db.session import owned
from govapi.edge.transaction import writing
from govapi.kit.ids import new_id
from tests.support.app import CODE, MovingClock, Office, make_parts
from tests.support.databases import TestDatabase

Row = TypeVar("Row", bound=TenantRow)


@contextmanager
def office_on(database: TestDatabase, folder: Path) -> Iterator[Office]:
    """The founded city on a database that many tests share."""
    clock = MovingClock()
    parts = make_parts(database.database, folder / "files", clock)
    with writing(parts.database, CODE, clock) as session:
        town = found(session, clock.today())
    app = create_app(parts)
    with TestClient(app) as client:
        yield Office(app, parts, town, clock, client)


@contextmanager
def writes(office: Office) -> Iterator[Session]:
    with writing(office.database, CODE, office.clock) as session:
        yield session


def copied(session: Session, row: Row, **changes: Any) -> Row:
    """A new row with the values of the other, at version 1."""
    values = row.model_dump(exclude={"id", "version", "created_at"})
    copy = type(row)(**{**values, **changes})
    session.add(copy)
    session.flush()
    return copy


def contract_in(office: Office, model_id: UUID, status: str) -> Contract:
    """A copy of the contract in this state, its clauses with it."""
    with writes(office) as session:
        model = session.exec(owned(session, Contract).where(col(Contract.id) == model_id)).one()
        copy = copied(session, model, status=status, number=f"写し-{new_id().hex[-20:]}")
        for clause in session.exec(owned(session, ContractClause).where(col(ContractClause.contract_id) == model_id)).all():
            copied(session, clause, contract_id=copy.id)
        session.expunge(copy)
        return copy


def approval_at(office: Office, model_id: UUID, contract_id: UUID, position: int) -> Approval:
    """A copy of the circulation about the contract given, lying at the step of this position."""
    with writes(office) as session:
        model = session.exec(owned(session, Approval).where(col(Approval.id) == model_id)).one()
        number = f"写し-{new_id().hex[-20:]}"
        copy = copied(session, model, record_id=contract_id, number=number, current_position=position, status="circulating")
        for step in session.exec(owned(session, ApprovalStep).where(col(ApprovalStep.approval_id) == model_id)).all():
            status = "done" if step.position < position else "current" if step.position == position else "waiting"
            copied(session, step, approval_id=copy.id, status=status)
        session.expunge(copy)
        return copy
