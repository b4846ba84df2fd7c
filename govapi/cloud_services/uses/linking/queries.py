"""The uses another record may rest on. Uses in force are known to all staff, so nobody learns here what he may not see."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session, col

from govapi.cloud_services.uses.rules import LIVE
from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.session import owned

CHAIN = 50  # so many renewals are followed


def standing(session: Session, use_id: UUID) -> CloudUse | None:
    """The use, or the change or renewal that took its place; None when it was never permitted, or there is none of this id."""
    row = session.exec(owned(session, CloudUse).where(col(CloudUse.id) == use_id)).first()
    for _turn in range(CHAIN):
        if row is None or row.status != "superseded":
            break
        row = session.exec(
            owned(session, CloudUse).where(
                col(CloudUse.previous_id) == row.id, col(CloudUse.status).in_((*LIVE, "superseded", "ending", "ended"))
            )
        ).first()
    return row if row is not None and row.status in (*LIVE, "ending", "ended") else None


def offered(session: Session, department_path: str, limit: int = 200) -> Sequence[CloudUse]:
    """The uses in force of a section and of what lies below it, the newest first."""
    statement = owned(session, CloudUse).where(
        col(CloudUse.status).in_(LIVE), col(CloudUse.department_path).like(f"{department_path}%")
    )
    return session.exec(statement.order_by(col(CloudUse.id).desc()).limit(limit)).all()


def holds(use: CloudUse, on: date) -> bool:
    """Whether the use may be made on that day."""
    begun = use.starts_on is None or use.starts_on <= on
    return use.status == "permitted" and begun and (use.ends_on is None or on <= use.ends_on)
