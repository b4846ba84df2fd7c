"""Reading the events of a service and the answers for its uses. The caller has checked that the service, or the use, may be
seen."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, or_
from sqlmodel import Session, col

from govapi.cloud_services.events.tables import CloudEvent, CloudEventAnswer
from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.reading import newest_first, one_of
from govapi.db.session import owned, owned_columns
from govapi.kit.errors import NotFound
from govapi.kit.paging import Page
from govapi.people.tables import Department

MANY = 200
# An answer with its event, its use and the name of the section.
Answered = tuple[CloudEventAnswer, CloudEvent, CloudUse, str]


def of_service(session: Session, service_id: UUID, *, limit: int = MANY, cursor: str | None = None) -> Page[CloudEvent]:
    """The events of a service, the newest first."""
    return newest_first(session, CloudEvent, [col(CloudEvent.service_id) == service_id], limit=limit, cursor=cursor)


def one(session: Session, service_id: UUID, event_id: UUID) -> CloudEvent:
    """One event of this service; raises NotFound."""
    return one_of(session, CloudEvent, event_id, col(CloudEvent.service_id) == service_id)


def counts(session: Session, event_ids: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    """For each event how many uses were asked, and how many have answered."""
    given = func.sum(case((col(CloudEventAnswer.result) != "", 1), else_=0))
    statement = owned_columns(session, CloudEventAnswer, col(CloudEventAnswer.event_id), func.count(), given)
    rows = session.execute(
        statement.where(col(CloudEventAnswer.event_id).in_(event_ids)).group_by(col(CloudEventAnswer.event_id))
    )
    return {row[0]: (int(row[1]), int(row[2] or 0)) for row in rows}


def answers_of_event(session: Session, event_id: UUID, *conditions: ColumnElement[bool]) -> Sequence[Answered]:
    """The answers for an event, of the uses for which the conditions hold."""
    return _answers(session, col(CloudEventAnswer.event_id) == event_id, *conditions)


def answers_of_use(session: Session, use_id: UUID) -> Sequence[Answered]:
    """What a use was asked to answer, the newest first."""
    return _answers(session, col(CloudEventAnswer.use_id) == use_id)


def _answers(session: Session, *conditions: ColumnElement[bool]) -> Sequence[Answered]:
    statement = (
        owned_columns(session, CloudEventAnswer, CloudEventAnswer, CloudEvent, CloudUse, col(Department.name))
        .join(CloudEvent, col(CloudEvent.id) == col(CloudEventAnswer.event_id))
        .join(CloudUse, col(CloudUse.id) == col(CloudEventAnswer.use_id))
        .join(Department, col(Department.id) == col(CloudUse.department_id))
        .where(*conditions)
        .order_by(col(CloudEventAnswer.id).desc())
    )
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(statement.limit(MANY))]


def answer_of(session: Session, event_id: UUID, use_id: UUID) -> CloudEventAnswer:
    """The row to be answered, held until the commit; raises NotFound when this use was not asked."""
    statement = owned(session, CloudEventAnswer).where(
        col(CloudEventAnswer.event_id) == event_id, col(CloudEventAnswer.use_id) == use_id
    )
    row = session.exec(statement.with_for_update()).first()
    if row is None:
        raise NotFound
    return row


def unanswered(session: Session, use_id: UUID) -> Sequence[CloudEventAnswer]:
    """What a use was asked and has not answered."""
    statement = owned(session, CloudEventAnswer).where(col(CloudEventAnswer.use_id) == use_id, col(CloudEventAnswer.result) == "")
    return session.exec(statement.order_by(col(CloudEventAnswer.id))).all()


def asked(session: Session, use_id: UUID) -> frozenset[UUID]:
    """The ids of the events this use was asked about."""
    statement = owned_columns(session, CloudEventAnswer, col(CloudEventAnswer.event_id))
    return frozenset(session.execute(statement.where(col(CloudEventAnswer.use_id) == use_id)).scalars())


def open_for(session: Session, use: CloudUse, today: date) -> Sequence[CloudEvent]:
    """The events of its service that are to be answered by today or later, or were recorded after it was applied for, and that
    neither this use was asked about nor the one before has answered; in the order they were recorded."""
    known = owned_columns(session, CloudEventAnswer, col(CloudEventAnswer.event_id)).where(
        or_(
            col(CloudEventAnswer.use_id) == use.id,
            (col(CloudEventAnswer.use_id) == use.previous_id) & (col(CloudEventAnswer.result) != ""),
        )
    )
    since = [col(CloudEvent.answer_by) >= today]
    if use.requested_at is not None:
        since.append(col(CloudEvent.created_at) > use.requested_at)
    statement = owned(session, CloudEvent).where(
        col(CloudEvent.service_id) == use.service_id, col(CloudEvent.id).not_in(known), or_(*since)
    )
    return session.exec(statement.order_by(col(CloudEvent.id))).all()
