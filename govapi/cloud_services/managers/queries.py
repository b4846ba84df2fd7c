"""Who manages a use on a day. The caller has checked that the use may be seen."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col

from govapi.cloud_services.managers.tables import CloudManager
from govapi.db.session import owned, owned_columns
from govapi.people.actor import full_title
from govapi.people.queries import holders
from govapi.people.tables import Department, Post


class Managing(NamedTuple):
    """The designation that holds on a day, its post, and who holds that post then (None: nobody)."""

    designation: CloudManager
    post: Post
    department: Department
    name: str | None

    @property
    def title(self) -> str:
        return full_title(self.department.name, self.post.title)


def on_day(on: date) -> ColumnElement[bool]:
    """Designations that hold on this day."""
    return (col(CloudManager.from_date) <= on) & or_(col(CloudManager.to_date).is_(None), col(CloudManager.to_date) > on)


def of_use(session: Session, use_id: UUID) -> Sequence[CloudManager]:
    """Every designation of a use, the earliest first."""
    statement = owned(session, CloudManager).where(col(CloudManager.use_id) == use_id)
    return session.exec(statement.order_by(col(CloudManager.from_date))).all()


def current(session: Session, use_id: UUID, on: date) -> Managing | None:
    """Who manages the use on the day; None when no post is named. A name of None: nobody holds the post."""
    return held_by_many(session, [use_id], on).get(use_id)


def held_by_many(session: Session, use_ids: Collection[UUID], on: date) -> dict[UUID, Managing]:
    """The same for many uses in two queries; a use without a manager has no entry."""
    statement = (
        owned_columns(session, CloudManager, CloudManager, Post, Department)
        .join(Post, col(Post.id) == col(CloudManager.post_id))
        .join(Department, col(Department.id) == col(Post.department_id))
        .where(col(CloudManager.use_id).in_(use_ids), on_day(on))
    )
    rows = session.execute(statement).all()
    held = holders(session, [post.id for _row, post, _department in rows], on)
    found = {}
    for row, post, department in rows:
        there = post.valid_to is None or post.valid_to > on
        people = held[post.id] if there else []
        found[row.use_id] = Managing(row, post, department, people[0][0].name if people else None)
    return found
