"""Reading what is kept of the removals."""

from sqlmodel import Session, col

from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.session import owned_columns


def stored_files(session: Session) -> list[str]:
    """The SHA-256 of every proof of a deletion."""
    column = col(CloudUse.proof_sha256)
    return list(session.execute(owned_columns(session, CloudUse, column).where(column != "")).scalars())
