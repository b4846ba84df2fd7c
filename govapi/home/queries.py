"""What concerns one person's own sections: returned drafts, ends coming near, gaps of migrated contracts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, false, func, or_
from sqlmodel import Session, col

from govapi.cloud_services.uses.tables import CloudUse
from govapi.contracts.clauses.tables import ContractClause
from govapi.contracts.ledger.service import badges_of
from govapi.contracts.queries import in_state
from govapi.contracts.rules import Badge
from govapi.contracts.tables import Contract
from govapi.contracts.workflow import BEFORE_CONCLUSION, IN_FORCE
from govapi.db.session import owned, owned_columns
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.sns_accounts.tables import SnsAccount

SHOWN = 20
OPEN_STATES = ("missing", "unconfirmed", "absent")


@dataclass(frozen=True)
class Desk:
    """Contracts that want something done."""

    returned: Sequence[Contract]
    ending: Sequence[tuple[Contract, Badge]]
    gaps: Sequence[tuple[Contract, int]]
    going_on: Sequence[Contract]

    def __bool__(self) -> bool:
        return bool(self.returned or self.ending or self.gaps or self.going_on)


def desk(session: Session, actor: Actor, policy: PolicySet, today: date) -> Desk:
    """Everything below, for one person on one day."""
    return Desk(returned(session, actor), ending(session, actor, policy, today), gaps(session, actor), going_on(session, actor))


def own_sections(actor: Actor) -> ColumnElement[bool]:
    """Contracts of the departments this person holds a post in, and below."""
    paths = sorted({post.department_path for post in actor.posts})
    return or_(false(), *(col(Contract.department_path).like(f"{path}%") for path in paths))


def returned(session: Session, actor: Actor) -> Sequence[Contract]:
    """差戻し: sent back to us, the newest first."""
    statement = owned(session, Contract).where(
        own_sections(actor), col(Contract.returned).is_(True), col(Contract.status).in_(("draft", "selected"))
    )
    return session.exec(statement.order_by(col(Contract.id).desc()).limit(SHOWN)).all()


def going_on(session: Session, actor: Actor) -> Sequence[Contract]:
    """What I began myself and has not come to a contract yet, the newest first."""
    statement = owned(session, Contract).where(
        col(Contract.created_by) == actor.person_id,
        col(Contract.status).in_(BEFORE_CONCLUSION),
        col(Contract.returned).is_(False),
    )
    return session.exec(statement.order_by(col(Contract.id).desc()).limit(SHOWN)).all()


def applications(session: Session, actor: Actor) -> Sequence[CloudUse]:
    """Applications for cloud services: what I began and have not submitted, and what came back to our sections, the newest first."""
    ours = (col(CloudUse.department_path).like(f"{path}%") for path in sorted({post.department_path for post in actor.posts}))
    returned_to_us = and_(col(CloudUse.returned).is_(True), or_(false(), *ours))
    statement = owned(session, CloudUse).where(
        col(CloudUse.status) == "draft", or_(col(CloudUse.created_by) == actor.person_id, returned_to_us)
    )
    return session.exec(statement.order_by(col(CloudUse.id).desc()).limit(SHOWN)).all()


def account_applications(session: Session, actor: Actor) -> Sequence[SnsAccount]:
    """Applications for social media accounts: what I began and have not submitted, and what came back to our sections; and what
    was approved for our sections and does not run yet."""
    paths = sorted({post.department_path for post in actor.posts})
    ours = or_(false(), *(col(SnsAccount.department_path).like(f"{path}%") for path in paths))
    unsubmitted = and_(
        col(SnsAccount.status) == "draft",
        or_(col(SnsAccount.created_by) == actor.person_id, and_(col(SnsAccount.returned).is_(True), ours)),
    )
    statement = owned(session, SnsAccount).where(or_(unsubmitted, and_(col(SnsAccount.status) == "approved", ours)))
    return session.exec(statement.order_by(col(SnsAccount.id).desc()).limit(SHOWN)).all()


def ending(session: Session, actor: Actor, policy: PolicySet, today: date) -> list[tuple[Contract, Badge]]:
    """満了間近 and 期間満了 of our sections, the nearest end first."""
    live = or_(*(in_state(status, today) for status in IN_FORCE))
    statement = owned(session, Contract).where(own_sections(actor), live, col(Contract.ends_on).is_not(None))
    rows = session.exec(statement.order_by(col(Contract.ends_on), col(Contract.id)).limit(SHOWN * 5)).all()
    marked = ((row, badge) for row in rows for badge in badges_of(row, policy, today) if badge.key in ("expired", "expiring"))
    return list(marked)[:SHOWN]


def gaps(session: Session, actor: Actor) -> list[tuple[Contract, int]]:
    """Migrated contracts of our sections whose required clauses are missing or not yet looked into, with their number."""
    open_rows = (
        owned_columns(session, ContractClause, col(ContractClause.contract_id), func.count().label("open"))
        .where(col(ContractClause.required).is_(True), col(ContractClause.state).in_(OPEN_STATES))
        .group_by(col(ContractClause.contract_id))
        .subquery()
    )
    statement = (
        owned_columns(session, Contract, Contract, open_rows.c.open)
        .join(open_rows, open_rows.c.contract_id == col(Contract.id))
        .where(own_sections(actor), col(Contract.migrated).is_(True), col(Contract.status).in_(("concluded", *IN_FORCE)))
        .order_by(col(Contract.id))
        .limit(SHOWN)
    )
    return [(row, int(count)) for row, count in session.execute(statement)]
