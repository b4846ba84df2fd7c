"""Reading the yearly reviews of an account. The caller has checked that the account may be seen."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import find, owned
from govapi.kit.errors import NotFound
from govapi.sns_accounts.reviews.tables import SnsReview


def of_account(session: Session, account_id: UUID) -> Sequence[SnsReview]:
    """The reviews of an account, the newest first."""
    statement = owned(session, SnsReview).where(col(SnsReview.account_id) == account_id)
    return session.exec(statement.order_by(col(SnsReview.turn).desc())).all()


def last(session: Session, account_id: UUID) -> SnsReview | None:
    """The review before the next one."""
    statement = owned(session, SnsReview).where(col(SnsReview.account_id) == account_id)
    return session.exec(statement.order_by(col(SnsReview.turn).desc()).limit(1)).first()


def one(session: Session, account_id: UUID, review_id: UUID, *, lock: bool = False) -> SnsReview:
    """A review of this account; raises NotFound."""
    row = find(session, SnsReview, review_id, lock=lock)
    if row.account_id != account_id:
        raise NotFound
    return row
