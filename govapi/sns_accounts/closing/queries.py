"""Reading what is kept of the closings."""

from sqlmodel import Session, col

from govapi.db.session import owned_columns
from govapi.sns_accounts.tables import SnsAccount


def stored_files(session: Session) -> list[str]:
    """The SHA-256 of every export of an account that was closed."""
    column = col(SnsAccount.export_sha256)
    return list(session.execute(owned_columns(session, SnsAccount, column).where(column != "")).scalars())
