"""Sessions bound to one municipality: the first wall between towns (the second is row level security).

Every query starts with ``owned(session, Table)``, every lookup goes through ``find``: a house test refuses a bare select.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Engine, Select, Table, bindparam, event, insert, select, text, update
from sqlalchemy.orm import UOWTransaction
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, col
from sqlmodel import select as select_rows
from sqlmodel.sql.expression import SelectOfScalar

from govapi.db.base import AppendOnlyRow, TenantRow, utc_now
from govapi.db.engine import make_engine
from govapi.kit.errors import NotFound
from govapi.kit.ids import new_id

MUNICIPALITY = "municipality"
SET_TOWN = text("SELECT set_config('govapi.municipality', :code, true)")  # what the policies of row level security look at

Row = TypeVar("Row", bound=TenantRow | AppendOnlyRow)
Found = TypeVar("Found", bound=TenantRow)


class TenantSession(Session):
    """A session that writes the rows of one municipality only."""


@event.listens_for(TenantSession, "before_flush")
def _stamp_owner(session: Session, _context: UOWTransaction, _instances: object) -> None:
    for row in session.new:
        if isinstance(row, TenantRow | AppendOnlyRow) and not row.municipality_code:
            row.municipality_code = municipality_of(session)


def municipality_of(session: Session) -> str:
    """The 団体コード (6 digits) this session is bound to."""
    code: str = session.info[MUNICIPALITY]
    return code


def owned(session: Session, table: type[Row]) -> SelectOfScalar[Row]:
    """``SELECT`` of the rows of ``table`` that belong to the session's municipality."""
    return _rows_of(municipality_of(session), table)  # type: ignore[arg-type]  # a class is hashable, whatever its metaclass hides


@lru_cache(maxsize=2048)
def _rows_of(municipality_code: str, table: type[Row]) -> SelectOfScalar[Row]:
    # Statements never change, so each query is built on one that is there already.
    return select_rows(table).where(col(table.municipality_code) == municipality_code)


def owned_columns(session: Session, table: type[Row], *columns: Any) -> Select[Any]:
    """The same for single columns or aggregates of ``table``."""
    return select(*columns).select_from(table).where(col(table.municipality_code) == municipality_of(session))


def find(session: Session, table: type[Found], record_id: UUID, *, lock: bool = False) -> Found:
    """The row with this id; raises NotFound when it is absent or another town's. ``lock`` holds it until the commit."""
    statement = owned(session, table).where(col(table.id) == record_id)
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    row = session.exec(statement).first()
    if row is None:
        raise NotFound
    return row


def add_rows(session: Session, table: type[TenantRow], rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts many rows at once, all of whose columns are given but those of every row. None of them becomes an object."""
    shared = {"municipality_code": municipality_of(session), "created_at": utc_now(), "version": 1}
    if rows:
        made: Table = table.__table__  # type: ignore[attr-defined]  # SQLModel does not declare __table__
        session.execute(insert(made), [{"id": new_id(), **shared, **row} for row in rows])


def update_rows(
    session: Session, table: type[TenantRow], ids: Sequence[UUID], values: Mapping[str, Any], *, quietly: bool = False
) -> None:
    """Sets the same values (or expressions over the row's own columns) in many rows at once, which the caller holds.
    ``quietly``: what no person sees or changes; the version stays, so that nobody's work on the record is refused for it."""
    if ids:
        made: Table = table.__table__  # type: ignore[attr-defined]  # SQLModel does not declare __table__
        own = (made.c.municipality_code == municipality_of(session)) & made.c.id.in_(ids)
        version = {} if quietly else {"version": made.c.version + 1}
        session.execute(update(made).where(own).values(**version, **values))


def change_rows(session: Session, changes: Sequence[tuple[TenantRow, Mapping[str, Any]]]) -> None:
    """Writes the same columns of many rows of one table in one statement, on the rows at hand too.

    For parts of a record whose own version guards them all (the caller holds it): theirs are not counted.
    """
    if not changes:
        return
    made: Table = type(changes[0][0]).__table__  # type: ignore[attr-defined]  # SQLModel does not declare __table__
    own = (made.c.municipality_code == municipality_of(session)) & (made.c.id == bindparam("row_id"))
    statement = update(made).where(own).values({name: bindparam(f"new_{name}") for name in changes[0][1]})
    session.execute(
        statement, [{"row_id": row.id, **{f"new_{name}": value for name, value in values.items()}} for row, values in changes]
    )
    for row, values in changes:
        for name, value in values.items():
            set_committed_value(row, name, value)


@dataclass(frozen=True)
class Database:
    """The two ways into one database: transactions that only read, and transactions that write."""

    engine: Engine

    @classmethod
    def at(cls, url: str) -> "Database":
        return cls(make_engine(url))

    @property
    def is_postgres(self) -> bool:
        return self.engine.dialect.name == "postgresql"

    def session(self, municipality_code: str, *, writes: bool) -> TenantSession:
        """A new session, closed by the caller. Nobody but ``edge.transaction`` commits it."""
        bind = self._for_writing if writes else self._for_reading
        session = TenantSession(bind, expire_on_commit=False, info={MUNICIPALITY: municipality_code})
        if self.is_postgres:
            session.connection().execute(SET_TOWN, {"code": municipality_code})
        return session

    @cached_property
    def _for_writing(self) -> Engine:
        return self.engine.execution_options(writes=True)

    @cached_property
    def _for_reading(self) -> Engine:
        return self.engine.execution_options(postgresql_readonly=True) if self.is_postgres else self.engine
