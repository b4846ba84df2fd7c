"""Reading rosters under a read rule of their own: they are about people."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col

from govapi.contracts.performance.rosters.tables import Roster, RosterWorker
from govapi.contracts.tables import Contract
from govapi.db.session import find, owned
from govapi.kit.errors import NotFound
from govapi.kit.paging import Page, decode_id_cursor, page_of
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import visible


def sees(session: Session, actor: Actor, policy: PolicySet, contract_id: UUID) -> bool:
    """Whether the actor may read the rosters of this contract."""
    condition = visible(
        actor,
        policy.reading.rule("rosters"),
        department_path=col(Contract.department_path),
        organ_id=col(Contract.organ_id),
    )
    statement = owned(session, Contract).where(col(Contract.id) == contract_id, condition)
    return session.exec(statement).first() is not None


def listed(session: Session, contract_id: UUID, *, limit: int, cursor: str | None) -> Page[Roster]:
    """The versions of the contract's roster, the newest first."""
    statement = owned(session, Roster).where(col(Roster.contract_id) == contract_id).order_by(col(Roster.id).desc())
    if cursor:
        statement = statement.where(col(Roster.id) < decode_id_cursor(cursor))
    return page_of(session.exec(statement.limit(limit + 1)).all(), limit, lambda row: (str(row.id),))


def of_contract(session: Session, contract_id: UUID) -> Sequence[Roster]:
    """Every version, the newest first."""
    statement = owned(session, Roster).where(col(Roster.contract_id) == contract_id)
    return session.exec(statement.order_by(col(Roster.edition).desc())).all()


def one(session: Session, contract_id: UUID, roster_id: UUID) -> Roster:
    """One version of the contract's roster; raises NotFound."""
    row = find(session, Roster, roster_id)
    if row.contract_id != contract_id:
        raise NotFound
    return row


def workers(session: Session, roster_id: UUID) -> Sequence[RosterWorker]:
    """The people on one version."""
    statement = owned(session, RosterWorker).where(col(RosterWorker.roster_id) == roster_id)
    return session.exec(statement.order_by(col(RosterWorker.position))).all()
