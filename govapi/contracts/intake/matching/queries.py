"""Reading what rows are matched against: companies by number or name, and the contracts already there."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import Session, col

from govapi.contractors.tables import Contractor
from govapi.contracts import queries
from govapi.contracts.intake.matching.rules import Company, Same
from govapi.contracts.tables import Contract
from govapi.db.session import owned_columns
from govapi.kit.entry_sheet import plain
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet


def companies(session: Session, numbers: Collection[str], name_keys: Collection[str]) -> list[Company]:
    """The companies with one of these 法人番号, or a name that reads like one of these: one query."""
    columns = (col(Contractor.id), col(Contractor.number), col(Contractor.name), col(Contractor.corporate_number))
    statement = owned_columns(session, Contractor, *columns).where(
        or_(col(Contractor.corporate_number).in_(numbers), col(Contractor.name_key).in_(name_keys))
    )
    return [Company(*row) for row in session.execute(statement.order_by(col(Contractor.number)))]


def stored(session: Session, actor: Actor, policy: PolicySet, contractors: Collection[UUID]) -> dict[Same, str]:
    """The contracts with these companies that the actor sees, by title, company and first day; the number of each."""
    columns = (col(Contract.title), col(Contract.contractor_id), col(Contract.starts_on), col(Contract.number))
    statement = owned_columns(session, Contract, *columns).where(
        col(Contract.contractor_id).in_(contractors),
        col(Contract.starts_on).is_not(None),
        col(Contract.status).not_in(queries.NOT_LIVE),
        queries.seen(session, actor, policy),
    )
    return {(plain(title), contractor, starts_on): number for title, contractor, starts_on, number in session.execute(statement)}
