"""Reading the roster: departments, posts, people and their 発令. What is only announced (内示) stays with the personnel office."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, true, tuple_
from sqlmodel import Session, col

from govapi.db.session import owned, owned_columns
from govapi.kit.paging import Page, decode_cursor, page_of
from govapi.people.actor import Actor
from govapi.people.tables import Appointment, Department, MachineClient, Organ, Person, Post

SPACES = (" ", "　")


def keeps_roster(actor: Actor) -> bool:
    """人事担当 and administrators keep the roster, and alone see what is not yet in force."""
    return "personnel_office" in actor.duties or "administrator" in actor.system_roles


def known(actor: Actor, today: date) -> ColumnElement[bool]:
    """The appointments this actor may know of: those begun or announced; all of them for the keepers of the roster."""
    return true() if keeps_roster(actor) else told(today)


def told(today: date) -> ColumnElement[bool]:
    """The appointments everybody may know of: those begun, and those announced."""
    return (col(Appointment.from_date) <= today) | (col(Appointment.announced_on) <= today)


def end_told(today: date) -> ColumnElement[bool]:
    """The appointments whose end everybody may know of."""
    return (col(Appointment.to_date) <= today) | (col(Appointment.end_announced_on) <= today)


def organs(session: Session) -> Sequence[Organ]:
    return session.exec(owned(session, Organ).order_by(col(Organ.sort_order), col(Organ.id))).all()


def departments(session: Session, on: date | None) -> Sequence[Department]:
    """Those that exist on the day, or all there ever were, in the order of the organisation chart."""
    statement = owned(session, Department).order_by(col(Department.sort_order), col(Department.name), col(Department.id))
    if on is not None:
        statement = statement.where(col(Department.valid_from) <= on, _open_on(Department.valid_to, on))
    return session.exec(statement).all()


def posts(session: Session, *, on: date | None, department_id: UUID | None = None) -> list[tuple[Post, Department]]:
    """Posts with their departments, the highest first within each."""
    statement = (
        owned_columns(session, Post, Post, Department)
        .join(Department, col(Department.id) == col(Post.department_id))
        .order_by(col(Department.sort_order), col(Department.name), col(Post.rank), col(Post.id))
    )
    if on is not None:
        statement = statement.where(col(Post.valid_from) <= on, _open_on(Post.valid_to, on))
    if department_id is not None:
        statement = statement.where(col(Post.department_id) == department_id)
    return [(post, department) for post, department in session.execute(statement)]


def people(session: Session, *, q: str, active: bool | None, limit: int, cursor: str | None) -> Page[Person]:
    """Staff in 50音 order; ``q`` is part of a name (spaces do not count), of its kana, or the beginning of a staff number."""
    statement = owned(session, Person).order_by(col(Person.kana), col(Person.id))
    wanted = "".join(q.split())
    if wanted:
        names = (_without_spaces(column).contains(wanted, autoescape=True) for column in (Person.name, Person.kana))
        statement = statement.where(or_(*names, col(Person.staff_number).startswith(wanted, autoescape=True)))
    if active is not None:
        statement = statement.where(col(Person.active).is_(active))
    if cursor:
        kana, last = decode_cursor(cursor, 2)
        statement = statement.where(tuple_(col(Person.kana), col(Person.id)) > (kana, _uuid(last)))
    rows = session.exec(statement.limit(limit + 1)).all()
    return page_of(rows, limit, lambda row: (row.kana, str(row.id)))


def appointments(
    session: Session, actor: Actor, today: date, *, person_id: UUID | None = None, post_id: UUID | None = None
) -> list[tuple[Appointment, Post, Department]]:
    """発令 of a person or of a post with where they lead to, the newest first."""
    statement = (
        owned_columns(session, Appointment, Appointment, Post, Department)
        .join(Post, col(Post.id) == col(Appointment.post_id))
        .join(Department, col(Department.id) == col(Post.department_id))
        .where(known(actor, today))
        .order_by(col(Appointment.from_date).desc(), col(Appointment.id).desc())
    )
    if person_id is not None:
        statement = statement.where(col(Appointment.person_id) == person_id)
    if post_id is not None:
        statement = statement.where(col(Appointment.post_id) == post_id)
    return [(row[0], row[1], row[2]) for row in session.execute(statement)]


def beside(session: Session, person_id: UUID, post_id: UUID) -> Sequence[Appointment]:
    """Every 発令 of the person or of the post, whenever it holds: what a new one must fit beside."""
    statement = owned(session, Appointment).where(
        or_(col(Appointment.person_id) == person_id, col(Appointment.post_id) == post_id)
    )
    return session.exec(statement.order_by(col(Appointment.from_date)).with_for_update()).all()


def machine_clients(session: Session) -> Sequence[MachineClient]:
    return session.exec(owned(session, MachineClient).order_by(col(MachineClient.client_id))).all()


def _open_on(column: date | None, on: date) -> ColumnElement[bool]:
    return or_(col(column).is_(None), col(column) > on)


def _without_spaces(column: str) -> ColumnElement[str]:
    bare: ColumnElement[str] = col(column)  # type: ignore[assignment]  # func.replace below keeps it text
    for space in SPACES:
        bare = func.replace(bare, space, "")
    return bare


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
