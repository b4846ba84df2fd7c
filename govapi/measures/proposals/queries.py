"""Reading the proposals: they are seen as measures are."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session

from govapi.db.reading import narrowed, newest_first, one_of
from govapi.kit.paging import Page
from govapi.measures.proposals.tables import SuspensionProposal
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import seen_under


@dataclass(frozen=True)
class Filters:
    """What a list of proposals may be narrowed by."""

    status: str | None = None
    contractor_id: UUID | None = None


def seen(actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees a proposal."""
    return seen_under(actor, policy, "measures", SuspensionProposal)


def one(session: Session, actor: Actor, policy: PolicySet, proposal_id: UUID, *, lock: bool = False) -> SuspensionProposal:
    """The proposal, if the actor may see it; else NotFound."""
    return one_of(session, SuspensionProposal, proposal_id, seen(actor, policy), lock=lock)


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[SuspensionProposal]:
    """The proposals the actor may see, the newest first."""
    conditions = [seen(actor, policy), *narrowed(SuspensionProposal, status=filters.status, contractor_id=filters.contractor_id)]
    return newest_first(session, SuspensionProposal, conditions, limit=limit, cursor=cursor)
