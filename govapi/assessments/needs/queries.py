"""Reading what wants an assessment."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col

from govapi.approvals.queries import records_on_route
from govapi.assessments.needs.tables import Need
from govapi.contractors.tables import VentureMember
from govapi.db.session import owned, owned_columns
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import visible

# The read rule under which what wants the assessment is seen; a look asked for ahead of a contract goes with the assessment.
RULES = {"contract": "contracts", "subcontract": "subcontracts", "cloud_use": "cloud_uses", "request": "assessments"}


def alive(on: date) -> ColumnElement[bool]:
    """Not ended on the day; one that has not begun yet counts."""
    return or_(col(Need.ends_on).is_(None), col(Need.ends_on) >= on)


def of_contractor(session: Session, contractor_id: UUID) -> Sequence[Need]:
    """Every need of a contractor, ended or not, the earliest first."""
    statement = owned(session, Need).where(col(Need.contractor_id) == contractor_id)
    return session.exec(statement.order_by(col(Need.starts_on), col(Need.id))).all()


def live(session: Session, contractor_id: UUID, on: date) -> Sequence[Need]:
    """The needs of a contractor that live on the day, the earliest first."""
    statement = owned(session, Need).where(col(Need.contractor_id) == contractor_id, alive(on))
    return session.exec(statement.order_by(col(Need.starts_on), col(Need.id))).all()


def shown(session: Session, actor: Actor, policy: PolicySet, contractor_id: UUID) -> set[UUID]:
    """The needs of a contractor whose contract (or sub-contract) this actor may see: what others outsource is theirs to know."""
    path, organ = col(Need.department_path), col(Need.organ_id)
    route = col(Need.record_id).in_(records_on_route(session, actor))
    conditions = [
        (col(Need.noun) == kind) & visible(actor, policy.reading.rule(rule), department_path=path, organ_id=organ, on_route=route)
        for kind, rule in RULES.items()
    ]
    statement = owned_columns(session, Need, col(Need.id)).where(col(Need.contractor_id) == contractor_id, or_(*conditions))
    return set(session.execute(statement).scalars())


def of_record(session: Session, record_id: UUID) -> Sequence[Need]:
    """The needs a record has declared, one for each contractor."""
    return session.exec(owned(session, Need).where(col(Need.record_id) == record_id).order_by(col(Need.id))).all()


def of_records(session: Session, record_ids: Collection[UUID]) -> dict[UUID, list[Need]]:
    """What each of these records has declared: one query."""
    found: dict[UUID, list[Need]] = {}
    for need in session.exec(owned(session, Need).where(col(Need.record_id).in_(record_ids))):
        found.setdefault(need.record_id, []).append(need)
    return found


def assessed(session: Session, contractor_id: UUID) -> list[UUID]:
    """Who is assessed when this contractor gets a contract: the company itself, but each member of a joint venture."""
    return assessed_of(session, {contractor_id})[contractor_id]


def assessed_of(session: Session, contractor_ids: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """The same for many contractors, in one query."""
    statement = owned_columns(session, VentureMember, VentureMember.venture_id, VentureMember.member_id).where(
        col(VentureMember.venture_id).in_(contractor_ids)
    )
    members: dict[UUID, list[UUID]] = {}
    for venture_id, member_id in session.execute(statement.order_by(col(VentureMember.member_id))):
        members.setdefault(venture_id, []).append(member_id)
    return {one: members.get(one, [one]) for one in contractor_ids}
