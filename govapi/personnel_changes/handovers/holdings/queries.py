"""Who holds posts, and which posts people hold, as far as everybody may know today; each for many at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import Session, col

from govapi.db.session import owned_columns
from govapi.people.actor import full_title
from govapi.people.queries import KIND_ORDER, known_by
from govapi.people.tables import Appointment, Department, Person, Post


class Place(NamedTuple):
    """A post and where it is."""

    title: str
    organ_id: UUID
    department_id: UUID
    department_path: str


def holders(session: Session, post_ids: Collection[UUID], on: date, today: date) -> Mapping[UUID, list[UUID]]:
    """The people in each post on the day, who leads first (本務, 兼務, 事務取扱, 職務代理)."""
    statement = owned_columns(session, Appointment, Appointment.post_id, Appointment.person_id, Appointment.kind).where(
        col(Appointment.post_id).in_(post_ids), known_by(on, today)
    )
    found: dict[UUID, list[tuple[int, UUID]]] = defaultdict(list)
    for post_id, person_id, kind in session.execute(statement.order_by(col(Appointment.from_date), col(Appointment.id))):
        found[post_id].append((KIND_ORDER[kind], person_id))
    return {post_id: [one for _rank, one in sorted(held, key=lambda pair: pair[0])] for post_id, held in found.items()}


def paths(session: Session, person_ids: Collection[UUID], on: date, today: date) -> Mapping[UUID, set[str]]:
    """The department paths of the posts these people hold on the day."""
    statement = (
        owned_columns(session, Appointment, Appointment.person_id, Department.path)
        .join(Post, col(Post.id) == col(Appointment.post_id))
        .join(Department, col(Department.id) == col(Post.department_id))
        .where(col(Appointment.person_id).in_(person_ids), known_by(on, today))
    )
    found: dict[UUID, set[str]] = defaultdict(set)
    for person_id, path in session.execute(statement):
        found[person_id].add(path)
    return found


def places(session: Session, post_ids: Collection[UUID]) -> Mapping[UUID, Place]:
    """Title and department of each post."""
    statement = (
        owned_columns(session, Post, Post.id, Post.title, Department)
        .join(Department, col(Department.id) == col(Post.department_id))
        .where(col(Post.id).in_(post_ids))
    )
    return {
        post_id: Place(full_title(department.name, title), department.organ_id, department.id, department.path)
        for post_id, title, department in session.execute(statement)
    }


def names(session: Session, person_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The name of each person."""
    statement = owned_columns(session, Person, Person.id, Person.name).where(col(Person.id).in_(person_ids))
    return {row[0]: row[1] for row in session.execute(statement)}


def moved(
    session: Session,
    since: date,
    today: date,
    post_ids: Collection[UUID] | None = None,
    person_ids: Collection[UUID] = (),
) -> Sequence[tuple[UUID, date]]:
    """The posts that somebody entered or left from ``since`` to today, with the day, in the order of the posts; only these posts
    and those of these people, where any are given."""
    statement = owned_columns(session, Appointment, Appointment.post_id, Appointment.from_date, Appointment.to_date).where(
        or_(col(Appointment.from_date).between(since, today), col(Appointment.to_date).between(since, today))
    )
    if post_ids is not None:
        statement = statement.where(or_(col(Appointment.post_id).in_(post_ids), col(Appointment.person_id).in_(person_ids)))
    days = {(post_id, day) for post_id, *both in session.execute(statement) for day in both if day and since <= day <= today}
    return sorted(days, key=lambda pair: (str(pair[0]), pair[1]))


def title(session: Session, person_id: UUID, on: date) -> str:
    """The post this person leads first on the day, as papers name it; empty when there is none."""
    statement = (
        owned_columns(session, Appointment, Appointment.kind, Post.title, Department.name)
        .join(Post, col(Post.id) == col(Appointment.post_id))
        .join(Department, col(Department.id) == col(Post.department_id))
        .where(col(Appointment.person_id) == person_id, known_by(on, on))
    )
    held = sorted(session.execute(statement).all(), key=lambda row: KIND_ORDER[row[0]])
    return full_title(held[0][2], held[0][1]) if held else ""


def colleagues(session: Session, under: str, on: date) -> Sequence[tuple[UUID, str]]:
    """The people who hold a post at or below the department path ``under`` on the day, as a list of choices names them."""
    statement = (
        owned_columns(session, Person, Person.id, Person.name, Post.title, Department.name)
        .join(Appointment, col(Appointment.person_id) == col(Person.id))
        .join(Post, col(Post.id) == col(Appointment.post_id))
        .join(Department, col(Department.id) == col(Post.department_id))
        .where(col(Department.path).startswith(under, autoescape=True), known_by(on, on), col(Person.active).is_(True))
        .order_by(col(Department.sort_order), col(Department.name), col(Post.rank), col(Person.kana), col(Person.id))
    )
    found: dict[UUID, str] = {}
    for person_id, name, post, department in session.execute(statement):
        found.setdefault(person_id, f"{full_title(department, post)}　{name}")
    return list(found.items())
