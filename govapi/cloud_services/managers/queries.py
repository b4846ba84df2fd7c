"""Who manages a use on a day, and which uses nobody manages. The caller has checked that the use may be seen."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_
from sqlmodel import Session, col

from govapi.cloud_services.managers.rules import KEPT
from govapi.cloud_services.managers.tables import CloudManager
from govapi.cloud_services.tables import CloudService
from govapi.cloud_services.uses import queries as uses
from govapi.cloud_services.uses.rules import LIVE
from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.session import find, owned, owned_columns
from govapi.duties.tables import Duty
from govapi.duties.workflow import UNSETTLED
from govapi.kit.errors import NotFound
from govapi.kit.paging import Page, decode_id_cursor, page_of
from govapi.people.actor import Actor, full_title
from govapi.people.designations import manned
from govapi.people.queries import in_force, not_abolished
from govapi.people.tables import Appointment, Department, Person, Post
from govapi.policy.schema.policy_set import PolicySet

KIND = "cloud.manager"


class Managing(NamedTuple):
    """The designation that holds on a day, its post, and who holds that post then (None: nobody)."""

    designation: CloudManager
    post: Post
    department: Department
    name: str | None

    @property
    def title(self) -> str:
        return full_title(self.department.name, self.post.title)


class Designation(NamedTuple):
    """A line of 管理者指定一覧."""

    use: CloudUse
    service: CloudService
    section: Department
    managing: Managing | None


def on_day(on: date) -> ColumnElement[bool]:
    """Designations that hold on this day."""
    return (col(CloudManager.from_date) <= on) & or_(col(CloudManager.to_date).is_(None), col(CloudManager.to_date) > on)


def of_use(session: Session, use_id: UUID) -> Sequence[CloudManager]:
    """Every designation of a use, the earliest first."""
    statement = owned(session, CloudManager).where(col(CloudManager.use_id) == use_id)
    return session.exec(statement.order_by(col(CloudManager.from_date))).all()


def one(session: Session, use_id: UUID, manager_id: UUID, *, lock: bool = False) -> CloudManager:
    """A designation of this use; raises NotFound."""
    row = find(session, CloudManager, manager_id, lock=lock)
    if row.use_id != use_id:
        raise NotFound
    return row


def current(session: Session, use_id: UUID, on: date, known_on: date | None = None) -> Managing | None:
    """Who manages the use on the day; None when no post is named. A name of None: nobody holds the post."""
    return held_by_many(session, [use_id], on, known_on).get(use_id)


def follows(session: Session, actor: Actor, policy: PolicySet, use: CloudUse, on: date) -> bool:
    """Whether this actor reads what became of a use (how a condition was met, what was confirmed and answered): those who read
    its application, and whoever holds the post that manages it. That it may be used, and on which conditions, all staff see."""
    if uses.sees_application(session, actor, policy, use):
        return True
    managing = current(session, use.id, on)
    return managing is not None and actor.holds(managing.post.id)


def followed(session: Session, actor: Actor, policy: PolicySet, use_id: UUID, on: date) -> CloudUse:
    """The use, for whom `follows` holds; else NotFound."""
    use = uses.one(session, actor, policy, use_id)
    if not follows(session, actor, policy, use, on):
        raise NotFound
    return use


def held_by_many(session: Session, use_ids: Collection[UUID], on: date, known_on: date | None = None) -> dict[UUID, Managing]:
    """The same for many uses in two queries; a use without a manager has no entry. Of a day to come, whoever shows it gives today
    as ``known_on``."""
    found = _managing(session, col(CloudManager.use_id).in_(use_ids) & on_day(on), on, known_on)
    return {one.designation.use_id: one for one in found}


def held_by_posts(session: Session, post_ids: Collection[UUID], on: date) -> Sequence[tuple[CloudManager, CloudUse]]:
    """What these posts manage on the day: the uses for which somebody must answer, with the designation. One query."""
    statement = (
        owned_columns(session, CloudManager, CloudManager, CloudUse)
        .join(CloudUse, col(CloudUse.id) == col(CloudManager.use_id))
        .where(col(CloudManager.post_id).in_(post_ids), on_day(on), col(CloudUse.status).in_(KEPT))
        .order_by(col(CloudManager.id))
    )
    return [(row, use) for row, use in session.execute(statement)]


def managing(session: Session, use_id: UUID, on: date) -> Sequence[Managing]:
    """Every designation of a use with its post and who holds that on the day, the earliest first."""
    return _managing(session, col(CloudManager.use_id) == use_id, on)


def designations(session: Session, actor: Actor, policy: PolicySet, on: date, today: date) -> Sequence[Designation]:
    """Every running use of the town with who manages it on the day (管理者指定一覧), as far as that is known today; by section and
    number.

    ``actor`` and ``policy``: running uses are visible to all staff, so nothing is left out.
    """
    order = (col(Department.sort_order), col(Department.name), col(CloudUse.number))
    return _with_managers(session, _running(session).order_by(*order), on, today)


def designations_page(session: Session, on: date, today: date, *, limit: int, cursor: str | None) -> Page[Designation]:
    """The same a page at a time, the newest use first."""
    statement = _running(session)
    if cursor:
        statement = statement.where(col(CloudUse.id) < decode_id_cursor(cursor))
    found = _with_managers(session, statement.order_by(col(CloudUse.id).desc()).limit(limit + 1), on, today)
    return page_of(found, limit, lambda one: (str(one.use.id),))


def _running(session: Session) -> Select[tuple[CloudUse, CloudService, Department]]:
    found: Select[tuple[CloudUse, CloudService, Department]] = (
        owned_columns(session, CloudUse, CloudUse, CloudService, Department)
        .join(CloudService, col(CloudService.id) == col(CloudUse.service_id))
        .join(Department, col(Department.id) == col(CloudUse.department_id))
        .where(col(CloudUse.status).in_(LIVE))
    )
    return found


def _with_managers(
    session: Session, statement: Select[tuple[CloudUse, CloudService, Department]], on: date, today: date
) -> list[Designation]:
    rows = [(use, service, section) for use, service, section in session.execute(statement)]
    held = held_by_many(session, [use.id for use, _service, _section in rows], on, today)
    return [Designation(use, service, section, held.get(use.id)) for use, service, section in rows]


def unmanaged(session: Session, on: date, after: UUID | None, limit: int) -> Sequence[CloudUse]:
    """Running uses that nobody manages on the day, and whose vacancy is nobody's duty yet, after the use ``after``."""
    held = (
        owned_columns(session, CloudManager, col(CloudManager.use_id))
        .join(Post, col(Post.id) == col(CloudManager.post_id))
        .join(Appointment, col(Appointment.post_id) == col(Post.id))
        .join(Person, col(Person.id) == col(Appointment.person_id))
        .where(on_day(on), not_abolished(on), in_force(on), col(Person.active).is_(True))
    )
    known = owned_columns(session, Duty, col(Duty.record_id)).where(col(Duty.kind) == KIND, col(Duty.status).in_(UNSETTLED))
    statement = owned(session, CloudUse).where(
        col(CloudUse.status).in_(KEPT),
        or_(col(CloudUse.starts_on).is_(None), col(CloudUse.starts_on) <= on),
        col(CloudUse.id).not_in(held),
        col(CloudUse.id).not_in(known),
    )
    if after is not None:
        statement = statement.where(col(CloudUse.id) > after)
    return session.exec(statement.order_by(col(CloudUse.id)).limit(limit)).all()


def watched(session: Session, after: UUID | None, limit: int) -> Sequence[tuple[UUID, CloudUse]]:
    """The unsettled vacancies with their uses, in the order of their making, after the duty ``after``."""
    statement = (
        owned_columns(session, Duty, col(Duty.id), CloudUse)
        .join(CloudUse, col(CloudUse.id) == col(Duty.record_id))
        .where(col(Duty.kind) == KIND, col(Duty.status).in_(UNSETTLED))
    )
    if after is not None:
        statement = statement.where(col(Duty.id) > after)
    return [(duty_id, use) for duty_id, use in session.execute(statement.order_by(col(Duty.id)).limit(limit))]


def _managing(session: Session, which: ColumnElement[bool], on: date, known_on: date | None = None) -> list[Managing]:
    statement = owned(session, CloudManager).where(which).order_by(col(CloudManager.use_id), col(CloudManager.from_date))
    rows = session.exec(statement).all()
    posts = manned(session, {row.post_id for row in rows}, on, known_on)
    return [Managing(row, *posts[row.post_id]) for row in rows]
