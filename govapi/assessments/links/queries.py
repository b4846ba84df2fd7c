"""Finding links: by the hash of their token for those who hold the address, by their check sheet for staff."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.assessments.check_sheets.tables import CheckSheet
from govapi.assessments.links.tables import AnswerLink
from govapi.db.session import owned, owned_columns
from govapi.kit.errors import NotFound


def by_hash(session: Session, token_hash: str) -> tuple[AnswerLink, CheckSheet] | None:
    """The link whose token hashes to this, with its round: one query, whether there is one or not."""
    statement = (
        owned_columns(session, AnswerLink, AnswerLink, CheckSheet)
        .join(CheckSheet, col(CheckSheet.id) == col(AnswerLink.check_sheet_id))
        .where(col(AnswerLink.token_hash) == token_hash)
    )
    found = session.execute(statement).first()
    return (found[0], found[1]) if found is not None else None


def of_sheet(session: Session, check_sheet_id: UUID) -> Sequence[AnswerLink]:
    """Every link to a round, the newest first. The caller has checked that the round may be seen."""
    statement = owned(session, AnswerLink).where(col(AnswerLink.check_sheet_id) == check_sheet_id)
    return session.exec(statement.order_by(col(AnswerLink.id).desc()).limit(200)).all()


def one(session: Session, check_sheet_id: UUID, link_id: UUID, *, lock: bool = False) -> AnswerLink:
    """The link of this round; raises NotFound. The caller has checked that the round may be seen."""
    statement = owned(session, AnswerLink).where(col(AnswerLink.id) == link_id, col(AnswerLink.check_sheet_id) == check_sheet_id)
    row = session.exec(statement.with_for_update() if lock else statement).first()
    if row is None:
        raise NotFound
    return row
