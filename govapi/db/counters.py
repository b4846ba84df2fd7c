"""Numbers for people (契約-2026-0012): one row for each key, counted without gaps."""

from collections.abc import Sequence

from sqlalchemy import Table, UniqueConstraint
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, col

from govapi.db.base import TenantRow, utc_now
from govapi.db.session import municipality_of, owned
from govapi.kit.ids import new_id


class Counter(TenantRow, table=True):
    """採番: the last number given out under ``key`` (``contract-2026``)."""

    __tablename__ = "counters"
    __table_args__ = (UniqueConstraint("municipality_code", "key"),)

    key: str = Field(max_length=80)
    value: int = 0


def next_number(session: Session, key: str) -> int:
    """The next number of ``key`` in this town, from 1. The row is locked until the transaction ends and a transaction
    that is rolled back gives its number back, so there are no gaps. Ask late: others who want a number wait."""
    table: Table = Counter.__table__  # type: ignore[attr-defined]  # SQLModel does not declare __table__
    insert = (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert
    first = insert(table).values(
        id=new_id(), municipality_code=municipality_of(session), created_at=utc_now(), version=1, key=key, value=1
    )
    statement = first.on_conflict_do_update(
        index_elements=["municipality_code", "key"], set_={"value": table.c.value + 1, "version": table.c.version + 1}
    )
    number: int = session.execute(statement.returning(table.c.value)).scalar_one()
    return number


def next_numbers(session: Session, key: str, count: int) -> Sequence[int]:
    """As many numbers in a row as wanted, in two statements. The counter stays locked until the commit."""
    first = next_number(session, key)
    if count > 1:
        statement = owned(session, Counter).where(col(Counter.key) == key).execution_options(populate_existing=True)
        counter = session.exec(statement).one()
        counter.value += count - 1
        session.flush()
    return range(first, first + count)
