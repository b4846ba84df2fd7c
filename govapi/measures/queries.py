"""Reading measures under their read rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col

from govapi.approvals.queries import records_on_route
from govapi.db.session import owned, owned_columns
from govapi.kit.errors import NotFound
from govapi.kit.paging import Page, decode_id_cursor, page_of
from govapi.measures.tables import Measure, MeasurePayment
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.visibility import visible

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
    return visible(
        actor,
        policy.reading.rule("measures"),
        department_path=col(Measure.department_path),
        organ_id=col(Measure.organ_id),
        on_route=col(Measure.id).in_(records_on_route(session, actor)),
    )


def one(session: Session, actor: Actor, policy: PolicySet, measure_id: UUID, *, lock: bool = False) -> Measure:
    """The measure, if the actor may see it; else NotFound."""
    statement = owned(session, Measure).where(col(Measure.id) == measure_id, seen(session, actor, policy))
    row = session.exec(statement.with_for_update() if lock else statement).first()
    if row is None:
        raise NotFound
    return row


def listed(
    session: Session, actor: Actor, policy: PolicySet, filters: Filters, *, limit: int, cursor: str | None
) -> Page[Measure]:
    """The measures the actor may see, the newest first."""
    statement = owned(session, Measure).where(seen(session, actor, policy)).order_by(col(Measure.id).desc())
    equal = {
        Measure.status: filters.status,
        Measure.kind: filters.kind,
        Measure.contract_id: filters.contract_id,
        Measure.contractor_id: filters.contractor_id,
        Measure.finding_id: filters.finding_id,
        Measure.incident_id: filters.incident_id,
    }
    for column, value in equal.items():
        if value is not None:
            statement = statement.where(col(column) == value)
    if cursor:
        statement = statement.where(col(Measure.id) < decode_id_cursor(cursor))
    return page_of(session.exec(statement.limit(limit + 1)).all(), limit, lambda row: (str(row.id),))


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
