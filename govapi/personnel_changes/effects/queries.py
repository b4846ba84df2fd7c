"""Reading the 発令 on which a list is played, and what a list has done to them."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, or_

from govapi.db.session import owned, owned_columns
from govapi.people.rules import Interval
from govapi.people.tables import Appointment, Person, Post
from govapi.personnel_changes.tables import PersonnelEffect


def appointments(session: Session, since: date) -> Sequence[Appointment]:
    """The 発令 of the town that hold on some day from ``since`` on."""
    statement = owned(session, Appointment).where(or_(col(Appointment.to_date).is_(None), col(Appointment.to_date) >= since))
    return session.exec(statement.order_by(col(Appointment.from_date), col(Appointment.id))).all()


def by_ids(session: Session, ids: Collection[UUID]) -> dict[UUID, Appointment]:
    if not ids:
        return {}
    return {row.id: row for row in session.exec(owned(session, Appointment).where(col(Appointment.id).in_(set(ids)))).all()}


def intervals(session: Session) -> dict[UUID, Interval]:
    """When each post of the town exists."""
    columns = (col(Post.id), col(Post.valid_from), col(Post.valid_to))
    return {row[0]: Interval(row[1], row[2]) for row in session.execute(owned_columns(session, Post, *columns))}


def names(session: Session, person_ids: Collection[UUID]) -> dict[UUID, str]:
    columns = owned_columns(session, Person, col(Person.id), col(Person.name))
    return {row[0]: row[1] for row in session.execute(columns.where(col(Person.id).in_(set(person_ids))))}


def without_any(session: Session, person_ids: Collection[UUID]) -> Sequence[Person]:
    """Those of the people who never hold a post."""
    if not person_ids:
        return []
    held = owned_columns(session, Appointment, col(Appointment.person_id)).where(col(Appointment.person_id).in_(person_ids))
    return session.exec(owned(session, Person).where(col(Person.id).in_(person_ids), col(Person.id).not_in(held))).all()


def of_change(session: Session, change_id: UUID) -> Sequence[PersonnelEffect]:
    """What the published edition of a list has done."""
    statement = owned(session, PersonnelEffect).where(col(PersonnelEffect.change_id) == change_id)
    return session.exec(statement.order_by(col(PersonnelEffect.id))).all()


def hold(session: Session, person_ids: Collection[UUID], post_ids: Collection[UUID]) -> None:
    """Holds these people and posts until the commit, always in the same order, so that no 発令 is written beside."""
    for table, ids in ((Person, person_ids), (Post, post_ids)):
        statement = owned(session, table).where(col(table.id).in_(set(ids)))
        session.exec(statement.order_by(col(table.id)).with_for_update()).all()
