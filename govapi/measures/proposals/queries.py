"""Reading the proposals: they are seen as measures are."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from govapi.db.session import owned
from govapi.kit.errors import NotFound
from govapi.kit.paging import Page, decode_id_cursor, page_of
from govapi.measures.proposals.tables import SuspensionProposal
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import visible


@dataclass(frozen=True)
class Filters:
    """What a list of proposals may be narrowed by."""

    status: str | None = None
    contractor_id: UUID | None = None


def seen(actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees a proposal."""
    return visible(
        actor,
        policy.reading.rule("measures"),
        department_path=col(SuspensionProposal.department_path),
        organ_id=col(SuspensionProposal.organ_id),
    )


def one(session: Session, actor: Actor, policy: PolicySet, proposal_id: UUID, *, lock: bool = False) -> SuspensionProposal:
    """The proposal, if the actor may see it; else NotFound."""
    statement = owned(session, SuspensionProposal).where(col(SuspensionProposal.id) == proposal_id, seen(actor, policy))
    row = session.exec(statement.with_for_update() if lock else statement).first()
    if row is None:
        raise NotFound
    return row


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[SuspensionProposal]:
    """The proposals the actor may see, the newest first."""
    statement = owned(session, SuspensionProposal).where(seen(actor, policy)).order_by(col(SuspensionProposal.id).desc())
    if filters.status:
        statement = statement.where(col(SuspensionProposal.status) == filters.status)
    if filters.contractor_id:
        statement = statement.where(col(SuspensionProposal.contractor_id) == filters.contractor_id)
    if cursor:
        statement = statement.where(col(SuspensionProposal.id) < decode_id_cursor(cursor))
    return page_of(session.exec(statement.limit(limit + 1)).all(), limit, lambda row: (str(row.id),))
