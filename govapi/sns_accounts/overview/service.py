"""Putting together what a reader is shown of one account, from every part of the room."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.sns_accounts.activity import service as activity
from govapi.sns_accounts.activity.service import ActivityView
from govapi.sns_accounts.closing import service as closing
from govapi.sns_accounts.closing.service import ClosingView
from govapi.sns_accounts.officers import service as officers
from govapi.sns_accounts.officers.service import OfficersView
from govapi.sns_accounts.reviews import service as reviews
from govapi.sns_accounts.reviews.service import ReviewsView
from govapi.sns_accounts.tables import SnsAccount
from govapi.sns_accounts.texts import service as texts
from govapi.sns_accounts.texts.service import TextsView


@dataclass(frozen=True)
class Panels:
    """How an account stands, part by part; None for what does not concern it (yet), or not this reader."""

    officers: OfficersView
    activity: ActivityView | None
    reviews: ReviewsView | None
    closing: ClosingView | None
    texts: TextsView


def panels(session: Session, actor: Actor, policy: PolicySet, row: SnsAccount, today: date) -> Panels:
    """All parts of one account. The caller has checked that it may be seen."""
    return Panels(
        officers=officers.view(session, actor, row, today),
        activity=activity.view(actor, row, policy, today),
        reviews=reviews.view(session, actor, row, policy, today),
        closing=closing.view(actor, row, policy),
        texts=texts.view(session, actor, policy, row, today),
    )
