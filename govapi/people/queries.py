"""Reading the organisation: the actor of a sign-in, the holders of a post on a day."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, or_, true
from sqlmodel import Session, col, select

from govapi.db.session import municipality_of, owned, owned_columns
from govapi.kit.errors import NotAllowed
from govapi.people.actor import Actor, HeldPost
from govapi.people.relations import covers
from govapi.people.rules import Section, section_labels
from govapi.people.tables import Appointment, Department, MachineClient, Municipality, Organ, Person, Post

# 本務 first: it is the title that stands on papers when nothing else is asked for.
KIND_ORDER = {"principal": 0, "concurrent": 1, "in_charge": 2, "acting": 3}


def in_force(on: date) -> ColumnElement[bool]:
    """Appointments that hold on this day."""
    return (col(Appointment.from_date) <= on) & or_(col(Appointment.to_date).is_(None), col(Appointment.to_date) > on)


def known_by(on: date, known_on: date) -> ColumnElement[bool]:
    """Appointments that hold on the day ``on`` as far as everybody may know on ``known_on``: one that is not announced does not
    begin, and one whose end is not announced goes on."""
    begun = (col(Appointment.from_date) <= known_on) | (col(Appointment.announced_on) <= known_on)
    ended = (col(Appointment.to_date) <= known_on) | (col(Appointment.end_announced_on) <= known_on)
    open_end = col(Appointment.to_date).is_(None) | (col(Appointment.to_date) > on) | ended.is_not(true())
    return (col(Appointment.from_date) <= on) & begun & open_end


def not_abolished(on: date) -> ColumnElement[bool]:
    """Posts that still exist on this day: an abolished one gives no power, whatever 発令 were forgotten."""
    return or_(col(Post.valid_to).is_(None), col(Post.valid_to) > on)


def _held(appointment: Appointment, post: Post, department: Department) -> HeldPost:
    return HeldPost(
        post_id=post.id,
        title=post.title,
        department_id=department.id,
        department_name=department.name,
        department_path=department.path,
        organ_id=department.organ_id,
        duties=frozenset(post.duties) | {"staff"},
        rank=post.rank,
        kind=appointment.kind,
    )


def actor_of(
    session: Session, subject: str, on: date, *, system_roles: frozenset[str] = frozenset(), scopes: frozenset[str] = frozenset()
) -> Actor:
    """The person behind a sign-in, with the posts held on ``on``: one query. Raises NotAllowed for a stranger."""
    statement = (
        owned_columns(session, Person, Person, Appointment, Post, Department)
        .outerjoin(Appointment, (col(Appointment.person_id) == col(Person.id)) & in_force(on))
        .outerjoin(Post, (col(Post.id) == col(Appointment.post_id)) & not_abolished(on))
        .outerjoin(Department, col(Department.id) == col(Post.department_id))
        .where(col(Person.subject) == subject, col(Person.active).is_(True))
    )
    rows = session.execute(statement).all()
    if not rows:
        raise NotAllowed(
            "この利用者は govapi に登録されていません。システム管理者に職員の登録を依頼してください。", code="unknown_person"
        )
    person: Person = rows[0][0]
    held = sorted((row for row in rows if row[3] is not None), key=lambda row: (KIND_ORDER[row[1].kind], row[2].rank))
    return Actor(
        kind="person",
        municipality_code=person.municipality_code,
        name=person.name,
        person_id=person.id,
        posts=tuple(_held(row[1], row[2], row[3]) for row in held),
        system_roles=system_roles,
        scopes=scopes,
    )


def machine_of(session: Session, client_id: str, scopes: frozenset[str]) -> Actor:
    """The registered machine client; raises NotAllowed when it is unknown or stopped."""
    statement = (
        owned_columns(session, MachineClient, MachineClient, Department)
        .join(Department, col(Department.id) == col(MachineClient.department_id))
        .where(col(MachineClient.client_id) == client_id, col(MachineClient.active).is_(True))
    )
    row = session.execute(statement).first()
    if row is None:
        raise NotAllowed("この連携システムは登録されていません。システム管理者に登録を依頼してください。", code="unknown_client")
    client, department = row
    post = HeldPost(
        post_id=None,
        title=client.name,
        department_id=department.id,
        department_name=department.name,
        department_path=department.path,
        organ_id=department.organ_id,
        duties=frozenset(client.duties) | {"staff"},
    )
    return Actor("machine", client.municipality_code, client.name, posts=(post,), scopes=scopes)


def holders(
    session: Session, post_ids: Sequence[UUID], on: date, known_on: date | None = None
) -> dict[UUID, list[tuple[Person, Appointment]]]:
    """Who holds each of these posts on that day (職務代理 included), 本務 first. Of a day to come, whoever shows it to others
    gives today as ``known_on``: only what has been announced counts (内示 stays hidden)."""
    holding = in_force(on) if known_on is None or on <= known_on else known_by(on, known_on)
    statement = (
        owned_columns(session, Appointment, Appointment, Person)
        .join(Person, col(Person.id) == col(Appointment.person_id))
        .where(col(Appointment.post_id).in_(post_ids), holding, col(Person.active).is_(True))
    )
    found: dict[UUID, list[tuple[Person, Appointment]]] = {post_id: [] for post_id in post_ids}
    for appointment, person in session.execute(statement):
        found[appointment.post_id].append((person, appointment))
    for held in found.values():
        held.sort(key=lambda pair: KIND_ORDER[pair[1].kind])
    return found


def posts_on(session: Session, on: date) -> list[tuple[Post, Department]]:
    """All posts of the town that exist on that day, with their departments."""
    statement = (
        owned_columns(session, Post, Post, Department)
        .join(Department, col(Department.id) == col(Post.department_id))
        .where(col(Post.valid_from) <= on, not_abolished(on))
        .order_by(col(Post.rank))
    )
    return [(post, department) for post, department in session.execute(statement)]


def departments(session: Session, on: date) -> Sequence[Department]:
    """The departments that exist on that day, in the order of the organisation chart."""
    statement = owned(session, Department).where(
        col(Department.valid_from) <= on, or_(col(Department.valid_to).is_(None), col(Department.valid_to) > on)
    )
    return session.exec(statement.order_by(col(Department.sort_order), col(Department.name))).all()


def sections(session: Session, actor: Actor, on: date, *, everywhere: str) -> tuple[list[Section], list[str]]:
    """The sections the actor may register something for (all, with the duty ``everywhere``), and the names of the town's others."""
    rows = departments(session, on)
    organs = {row[0]: row[1] for row in session.execute(owned_columns(session, Organ, col(Organ.id), col(Organ.name)))}
    names = {row.id: row.name for row in rows}
    labels = section_labels(
        [(row.id, row.name, names.get(row.parent_id, "") if row.parent_id else "", organs[row.organ_id]) for row in rows]
    )
    found = [Section(row.id, row.organ_id, row.path, labels[row.id]) for row in rows]
    if everywhere in actor.duties:
        return found, []
    own = [one for one in found if any(covers(post, one.path) for post in actor.posts)]
    return own, [one.label for one in found if one not in own]


def municipality(session: Session) -> Municipality:
    """The session's own municipality."""
    return session.exec(select(Municipality).where(Municipality.code == municipality_of(session))).one()
