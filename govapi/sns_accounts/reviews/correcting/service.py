"""Recording that what a review found was put right; its duty is settled."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import apply
from govapi.duties import service as duties
from govapi.kit.errors import Invalid, NotAllowed, Stale, WrongState
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.sns_accounts.reviews import queries, rules
from govapi.sns_accounts.reviews.schemas import SnsCorrectionIn
from govapi.sns_accounts.reviews.service import NOT_YOURS, correction_key, near
from govapi.sns_accounts.reviews.tables import SnsReview
from govapi.sns_accounts.tables import SnsAccount


def correct(
    session: Session,
    actor: Actor,
    account: SnsAccount,
    review_id: UUID,
    given: SnsCorrectionIn,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> SnsReview:
    """What the review found was put right: its duty is settled. The caller holds the account.

    Raises NotAllowed; Stale; WrongState where nothing is to be put right (any more); Invalid for a wrong day.
    """
    row = queries.one(session, account.id, review_id, lock=True)
    to_correct(session, actor, account, row, today)
    if row.version != expected:
        raise Stale
    faults = rules.correction_faults(given.corrected_on, row.reviewed_on, today)
    if faults:
        raise Invalid(faults[0].message, errors=faults)
    values = {"corrected_on": given.corrected_on, "corrected_note": given.note, "corrected_name": actor.name}
    changes = apply(row, values)
    session.flush()
    summary = f"年次の確認（第{row.turn}回）の是正を記録"
    audit.note(session, actor, "sns_account", account, "correct_review", summary, changes)
    duties.settle(session, actor, correction_key(row), f"{wareki(given.corrected_on)}に是正", now=now)
    return row


def to_correct(session: Session, actor: Actor, account: SnsAccount, row: SnsReview, today: date) -> None:
    """Refuses who may not record the correction (NotAllowed), and where there is none to record (WrongState)."""
    if not near(session, actor, account, today):
        raise NotAllowed(NOT_YOURS)
    if not waits(account, row):
        raise WrongState("この確認には、是正の記録を待っているものがありません。確認の結果を確かめてください。")


def waits(account: SnsAccount, row: SnsReview) -> bool:
    """Whether something is still to be put right: an account that is being closed need not be."""
    return account.status in rules.RUNNING and row.result == "correct" and row.corrected_on is None


def may_correct(session: Session, actor: Actor, account: SnsAccount, row: SnsReview, today: date) -> bool:
    """Whether the page offers it."""
    return waits(account, row) and near(session, actor, account, today)
