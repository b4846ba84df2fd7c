"""Reading the trail: the timeline of a record, the chain of a town."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session, col

from govapi.audit.chain import Verdict, verify
from govapi.audit.tables import AuditHead, AuditRow
from govapi.db.session import municipality_of, owned, owned_columns
from govapi.kit.paging import Page, page_of


def timeline(session: Session, record_ids: Sequence[UUID], limit: int = 200) -> Sequence[AuditRow]:
    """The newest rows about these records, newest first."""
    statement = owned(session, AuditRow).where(col(AuditRow.record_id).in_(record_ids)).order_by(col(AuditRow.seq).desc())
    return session.exec(statement.limit(limit)).all()


def listed(session: Session, limit: int, after: int | None) -> Page[AuditRow]:
    """The trail from the newest row back."""
    statement = owned(session, AuditRow).order_by(col(AuditRow.seq).desc()).limit(limit + 1)
    if after is not None:
        statement = statement.where(col(AuditRow.seq) < after)
    return page_of(session.exec(statement).all(), limit, lambda row: (str(row.seq),))


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    columns = AuditRow.__table__.c  # type: ignore[attr-defined]  # SQLModel does not declare __table__
    statement = owned_columns(session, AuditRow, *columns).order_by(col(AuditRow.seq)).execution_options(yield_per=1000)
    yield from (dict(row) for row in session.execute(statement).mappings())


def head(session: Session) -> AuditHead:
    """The end of the chain: what to keep outside, so that a cut tail is noticed."""
    return session.get_one(AuditHead, municipality_of(session))


def verify_chain(session: Session, expected_head: str | None = None) -> Verdict:
    """Proves the session's municipality's chain from its first row to its head; reads every row."""
    end = head(session)
    return verify(_rows(session), end.seq, end.hash, expected_head)
