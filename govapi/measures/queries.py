"""Reading measures under their read rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col

from govapi.approvals.queries import on_route_of_all
from govapi.db.reading import narrowed, newest_first, one_of
from govapi.db.session import owned, owned_columns
from govapi.kit.paging import Page
from govapi.measures.tables import Measure, MeasurePayment
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import seen_under

STANDING = ("in_approval", "decided")


@dataclass(frozen=True)
class Filters:
    """What a list of measures may be narrowed by."""

    status: str | None = None
    kind: str | None = None
    contract_id: UUID | None = None
    contractor_id: UUID | None = None
    finding_id: UUID | None = None
    incident_id: UUID | None = None


def seen(session: Session, actor: Actor, policy: PolicySet) -> ColumnElement[bool]:
    """The condition under which this actor sees a measure."""
    route = on_route_of_all(session, actor, col(Measure.id))
    return seen_under(actor, policy, "measures", Measure, route)


def one(session: Session, actor: Actor, policy: PolicySet, measure_id: UUID, *, lock: bool = False) -> Measure:
    """The measure, if the actor may see it; else NotFound."""
    return one_of(session, Measure, measure_id, seen(session, actor, policy), lock=lock)


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[Measure]:
    """The measures the actor may see, the newest first."""
    conditions = [
        seen(session, actor, policy),
        *narrowed(
            Measure,
            status=filters.status,
            kind=filters.kind,
            contract_id=filters.contract_id,
            contractor_id=filters.contractor_id,
            finding_id=filters.finding_id,
            incident_id=filters.incident_id,
        ),
    ]
    return newest_first(session, Measure, conditions, limit=limit, cursor=cursor)


def twin(session: Session, row: Measure) -> str:
    """The number of another measure of the same kind on the contract, under decision or decided; empty when there is none."""
    statement = owned(session, Measure).where(
        col(Measure.contract_id) == row.contract_id,
        col(Measure.kind) == row.kind,
        col(Measure.id) != row.id,
        col(Measure.status).in_(STANDING),
    )
    found = session.exec(statement.limit(1)).first()
    return found.number if found else ""


def payments(session: Session, measure_id: UUID) -> Sequence[MeasurePayment]:
    """What was paid of a claim, in order."""
    statement = owned(session, MeasurePayment).where(col(MeasurePayment.measure_id) == measure_id)
    return session.exec(statement.order_by(col(MeasurePayment.paid_on), col(MeasurePayment.id))).all()


def paid(session: Session, measure_id: UUID) -> int:
    """How much was paid of a claim, yen."""
    statement = owned_columns(session, MeasurePayment, func.sum(col(MeasurePayment.amount)))
    return int(session.execute(statement.where(col(MeasurePayment.measure_id) == measure_id)).scalar() or 0)


def waiting(session: Session, today: date) -> Sequence[UUID]:
    """Decided suspensions whose day has come and which have not moved their contract yet."""
    statement = owned_columns(session, Measure, col(Measure.id)).where(
        col(Measure.kind) == "suspend",
        col(Measure.applied_on).is_(None),
        col(Measure.effective_on) <= today,
        col(Measure.status) == "decided",
    )
    return list(session.execute(statement.order_by(col(Measure.id))).scalars())
