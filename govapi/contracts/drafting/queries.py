"""The choices of the form: people with their posts, departments. One or two queries each, however many rows."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import owned_columns
from govapi.people.actor import Actor
from govapi.people.queries import departments, holders, posts_on
from govapi.people.relations import covers
from govapi.people.tables import Department, Organ, Person

Option = tuple[str, str]


def people(session: Session, department_path: str, on: date, keep: Iterable[UUID | None] = ()) -> list[Option]:
    """Everybody who holds a post on that day, with the post's title, the section's own people first. ``keep`` stay on the list."""
    posts = posts_on(session, on)
    held = holders(session, [post.id for post, _department in posts], on)
    found: dict[UUID, tuple[bool, int, str]] = {}
    for post, department in sorted(posts, key=lambda pair: (not pair[1].path.startswith(department_path), pair[0].rank)):
        for person, appointment in held[post.id]:
            known = found.get(person.id)
            if known is None or appointment.kind == "principal":
                away = known[0] if known else not department.path.startswith(department_path)
                found[person.id] = (away, post.rank, f"{department.name}{post.title}　{person.name}")
    options = [(str(person_id), label) for person_id, (_away, _rank, label) in sorted(found.items(), key=lambda pair: pair[1])]
    gone = [person_id for person_id in keep if person_id is not None and person_id not in found]
    return options + [(str(person_id), f"{name}（在職していません）") for person_id, name in names(session, gone).items()]


def names(session: Session, person_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names of these people, in office or not."""
    wanted = {person_id for person_id in person_ids if person_id is not None}
    if not wanted:
        return {}
    statement = owned_columns(session, Person, col(Person.id), col(Person.name)).where(col(Person.id).in_(wanted))
    return {row[0]: row[1] for row in session.execute(statement)}


def sections(session: Session, actor: Actor, on: date) -> list[Option]:
    """The departments in whose name the actor may draft, the actor's own first."""
    everywhere = "contract_office" in actor.duties
    mine = [
        department
        for department in departments(session, on)
        if everywhere or any(covers(post, department.path) for post in actor.posts)
    ]
    own = actor.posts[0].department_id if actor.posts else None
    return [(str(one.id), one.name) for one in sorted(mine, key=lambda one: one.id != own)]


def department_names(session: Session, department_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names of these departments, abolished ones too."""
    statement = owned_columns(session, Department, col(Department.id), col(Department.name))
    return {row[0]: row[1] for row in session.execute(statement.where(col(Department.id).in_(set(department_ids))))}


def organ_of(session: Session, organ_id: UUID) -> Organ | None:
    """The organ, with who signs its contracts."""
    found: Organ | None = session.execute(owned_columns(session, Organ, Organ).where(col(Organ.id) == organ_id)).scalar()
    return found
