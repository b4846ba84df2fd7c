"""Reading records of one kind under a condition: one of them, or a page of them with the newest first."""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from govapi.db.base import TenantRow
from govapi.db.session import owned
from govapi.kit.errors import NotFound
from govapi.kit.paging import Page, decode_id_cursor, page_of

T = TypeVar("T", bound=TenantRow)


def one_of(session: Session, table: type[T], record_id: UUID, *conditions: ColumnElement[bool], lock: bool = False) -> T:
    """The record, if the conditions hold for it; else NotFound, as if it were not there."""
    statement = owned(session, table).where(col(table.id) == record_id, *conditions)
    row = session.exec(statement.with_for_update() if lock else statement).first()
    if row is None:
        raise NotFound
    return row


def newest_first(
    session: Session, table: type[T], conditions: Iterable[ColumnElement[bool]], *, limit: int, cursor: str | None
) -> Page[T]:
    """A page of the records for which the conditions hold. Ids are time-ordered, so they are the keyset."""
    statement = owned(session, table).where(*conditions).order_by(col(table.id).desc())
    if cursor:
        statement = statement.where(col(table.id) < decode_id_cursor(cursor))
    return page_of(session.exec(statement.limit(limit + 1)).all(), limit, lambda row: (str(row.id),))


def narrowed(table: type[T], **values: Any) -> list[ColumnElement[bool]]:
    """The conditions that these columns have these values; None and the empty text narrow nothing."""
    return [getattr(table, name) == value for name, value in values.items() if value not in (None, "")]
