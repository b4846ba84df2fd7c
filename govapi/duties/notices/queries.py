"""Reading who works where today, who has been told of what, and what the letters are to say."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col

from govapi.db.session import owned, owned_columns
from govapi.duties.notices.rules import Member
from govapi.duties.notices.tables import Notice
from govapi.duties.preferences.tables import NoticePreference
from govapi.duties.tables import Duty
from govapi.kit.paging import Page, page_of
from govapi.people.queries import in_force, not_abolished
from govapi.people.tables import Appointment, Department, Person, Post

Told = tuple[UUID, date, str, UUID]


@dataclass(frozen=True)
class ToTell:
    """An open duty with a reminder due."""

    id: UUID
    kind: str
    due_on: date
    opens_on: date
    department_id: UUID
    department_path: str
    person_id: UUID | None


@dataclass(frozen=True)
class Reader:
    """One who is told, and how."""

    id: UUID
    name: str
    email: str
    delivery: str


@dataclass(frozen=True)
class Untold:
    """A notice that waits for a letter, with its duty of today."""

    notice: Notice
    duty: Duty


def to_tell(session: Session, today: date, limit: int, kinds: Collection[str] | None) -> list[ToTell]:
    """Open duties (of these kinds) of which somebody is to be told, held until the commit."""
    columns = (Duty.id, Duty.kind, Duty.due_on, Duty.opens_on, Duty.department_id, Duty.department_path, Duty.person_id)
    statement = owned_columns(session, Duty, *columns).where(_telling(today, kinds))
    ordered = statement.order_by(col(Duty.remind_on), col(Duty.id)).limit(limit).with_for_update(skip_locked=True)
    return [ToTell(*row) for row in session.execute(ordered)]


def count_to_tell(session: Session, today: date, kinds: Collection[str] | None) -> int:
    return int(session.execute(owned_columns(session, Duty, func.count()).where(_telling(today, kinds))).scalar_one())


def members(session: Session, today: date) -> list[Member]:
    """Every post held today by an active person: one query."""
    statement = (
        owned_columns(session, Appointment, col(Person.id), col(Department.id), col(Department.path), col(Post.duties))
        .join(Person, col(Person.id) == col(Appointment.person_id))
        .join(Post, col(Post.id) == col(Appointment.post_id))
        .join(Department, col(Department.id) == col(Post.department_id))
        .where(in_force(today), not_abolished(today), col(Person.active).is_(True))
        .order_by(col(Person.id))
    )
    return [
        Member(person, department, path, frozenset(duties)) for person, department, path, duties in session.execute(statement)
    ]


def told(session: Session, duty_ids: Sequence[UUID]) -> set[Told]:
    """What has been told of these duties: (duty, due day, stage, person)."""
    columns = (Notice.duty_id, Notice.due_on, Notice.stage, Notice.person_id)
    statement = owned_columns(session, Notice, *columns).where(col(Notice.duty_id).in_(duty_ids))
    return {(duty, due_on, stage, person) for duty, due_on, stage, person in session.execute(statement)}


def readers(session: Session, person_ids: Collection[UUID]) -> dict[UUID, Reader]:
    """These people with their address and the way they want to be told; a digest where they said nothing."""
    statement = (
        owned_columns(session, Person, col(Person.id), Person.name, Person.email, NoticePreference.delivery)
        .outerjoin(NoticePreference, col(NoticePreference.person_id) == col(Person.id))
        .where(col(Person.id).in_(person_ids), col(Person.active).is_(True))
    )
    return {row[0]: Reader(row[0], row[1], row[2], row[3] or "digest") for row in session.execute(statement)}


def waiting_people(session: Session, after: UUID | None, limit: int) -> list[UUID]:
    """Those for whom a notice waits for its letter, by id."""
    statement = owned_columns(session, Notice, col(Notice.person_id)).where(col(Notice.status) == "waiting")
    if after is not None:
        statement = statement.where(col(Notice.person_id) > after)
    return list(session.execute(statement.distinct().order_by(col(Notice.person_id)).limit(limit)).scalars())


def waiting(session: Session, person_id: UUID, kinds: Collection[str] | None) -> list[Untold]:
    """This person's notices that wait (of these kinds), held until the commit, with their duties, by due day."""
    statement = (
        owned_columns(session, Notice, Notice, Duty)
        .join(Duty, col(Duty.id) == col(Notice.duty_id))
        .where(col(Notice.person_id) == person_id, col(Notice.status) == "waiting")
    )
    if kinds is not None:
        statement = statement.where(col(Duty.kind).in_(kinds))
    ordered = statement.order_by(col(Duty.due_on), col(Notice.id)).with_for_update(of=Notice, skip_locked=True)
    return [Untold(notice, duty) for notice, duty in session.execute(ordered)]


def still_open(session: Session, person_id: UUID, before: date, limit: int) -> Sequence[Duty]:
    """Open duties due before this day of which this person has been told, by due day."""
    known = owned_columns(session, Notice, col(Notice.duty_id)).where(col(Notice.person_id) == person_id)
    statement = owned(session, Duty).where(col(Duty.status) == "open", col(Duty.due_on) < before, col(Duty.id).in_(known))
    return session.exec(statement.order_by(col(Duty.due_on), col(Duty.id)).limit(limit)).all()


def of_person(session: Session, person_id: UUID, seen: ColumnElement[bool], *, limit: int, before: UUID | None) -> Page[Untold]:
    """What this person was told, the newest first: of the duties that are ``seen`` today."""
    statement = (
        owned_columns(session, Notice, Notice, Duty)
        .join(Duty, col(Duty.id) == col(Notice.duty_id))
        .where(col(Notice.person_id) == person_id, seen)
        .order_by(col(Notice.id).desc())
        .limit(limit + 1)
    )
    if before is not None:
        statement = statement.where(col(Notice.id) < before)
    rows = [Untold(notice, duty) for notice, duty in session.execute(statement)]
    return page_of(rows, limit, lambda row: (str(row.notice.id),))


def _telling(today: date, kinds: Collection[str] | None) -> ColumnElement[bool]:
    told = (col(Duty.status) == "open") & (col(Duty.remind_on) <= today)
    return told if kinds is None else told & col(Duty.kind).in_(kinds)
