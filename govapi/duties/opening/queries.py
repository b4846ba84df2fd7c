"""Which duties are ripe, and how the runs went. The cost follows the rows found, not the rows there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func
from sqlmodel import Session, col

from govapi.db.session import owned, owned_columns
from govapi.duties.tables import Duty
from govapi.jobs.tables import Job
from govapi.kit.paging import Page, decode_id_cursor, page_of


@dataclass(frozen=True)
class Ripe:
    """A planned duty whose lead time has begun."""

    id: UUID
    number: str


def ripe(session: Session, today: date, limit: int) -> list[Ripe]:
    """Planned duties to be opened, held until the commit; those another worker holds are passed over."""
    statement = _ripe(owned_columns(session, Duty, col(Duty.id), col(Duty.number)), today)
    ordered = statement.order_by(col(Duty.opens_on), col(Duty.id)).limit(limit).with_for_update(skip_locked=True)
    return [Ripe(*row) for row in session.execute(ordered)]


def count_ripe(session: Session, today: date) -> int:
    return int(session.execute(_ripe(owned_columns(session, Duty, func.count()), today)).scalar_one())


def first_ripe(session: Session, today: date, limit: int, seen: ColumnElement[bool]) -> Sequence[Duty]:
    """Of the duties that are ``seen``, those that would be opened first, not held."""
    statement = owned(session, Duty).where(col(Duty.status) == "planned", col(Duty.opens_on) <= today, seen)
    return session.exec(statement.order_by(col(Duty.opens_on), col(Duty.id)).limit(limit)).all()


def runs(session: Session, task: str, *, limit: int, cursor: str | None) -> Page[Job]:
    """The runs of a task, the newest first."""
    statement = owned(session, Job).where(col(Job.task) == task).order_by(col(Job.id).desc())
    if cursor:
        statement = statement.where(col(Job.id) < decode_id_cursor(cursor))
    return page_of(session.exec(statement.limit(limit + 1)).all(), limit, lambda row: (str(row.id),))


def _ripe(statement: Select[Any], today: date) -> Select[Any]:
    return statement.where(col(Duty.status) == "planned", col(Duty.opens_on) <= today)
