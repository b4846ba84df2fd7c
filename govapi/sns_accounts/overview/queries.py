"""Counting the accounts that nobody answers for."""

from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col

from govapi.approvals.queries import on_route_in_list
from govapi.db.session import owned_columns
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.sns_accounts.queries import answered, seen
from govapi.sns_accounts.rules import ANSWERED_FOR
from govapi.sns_accounts.tables import SnsAccount


def vacancies(session: Session, actor: Actor, policy: PolicySet, on: date) -> int:
    """How many accounts this actor sees that nobody answers for on that day, though somebody must."""
    counted = owned_columns(session, SnsAccount, func.count()).where(
        seen(session, actor, policy, on_route_in_list),
        col(SnsAccount.status).in_(ANSWERED_FOR),
        ~answered(session, on),
    )
    return int(session.execute(counted).scalar_one())
