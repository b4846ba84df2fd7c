"""Building what a reader sees of the organisation."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session

from govapi.admin.organisation.appointments import shown_end
from govapi.admin.organisation.schemas import AppointmentOut, HeldPostOut, HolderOut, MeOut, PostOut
from govapi.db.session import find
from govapi.people import roster
from govapi.people.actor import Actor
from govapi.people.queries import holders
from govapi.people.roster import keeps_roster
from govapi.people.rules import KINDS
from govapi.people.tables import Appointment, Department, Person, Post

Line = tuple[Appointment, Post, Department]


def me(actor: Actor) -> MeOut:
    """The acting person or machine."""
    return MeOut(
        kind=actor.kind,
        municipality_code=actor.municipality_code,
        person_id=actor.person_id,
        name=actor.name,
        title=actor.title,
        posts=[HeldPostOut(**{**vars(post), "duties": sorted(post.duties)}, full_title=post.full_title) for post in actor.posts],
        duties=sorted(actor.duties),
        system_roles=sorted(actor.system_roles),
        scopes=sorted(actor.scopes),
    )


def posts(session: Session, pairs: Sequence[tuple[Post, Department]], today: date) -> list[PostOut]:
    """Posts with who holds them today: one query for all."""
    held = holders(session, [post.id for post, _department in pairs], today)
    return [_post(post, department, held[post.id]) for post, department in pairs]


def post(session: Session, row: Post, today: date) -> PostOut:
    return posts(session, [(row, find(session, Department, row.department_id))], today)[0]


def _post(row: Post, department: Department, held: Sequence[tuple[Person, Appointment]]) -> PostOut:
    shape = PostOut.model_validate({**row.model_dump(), "department_name": department.name, "holders": []})
    shape.holders = [
        HolderOut(
            person_id=person.id,
            name=person.name,
            kind=appointment.kind,
            kind_label=KINDS[appointment.kind],  # type: ignore[index]  # stored kinds are AppointmentKind
            from_date=appointment.from_date,
        )
        for person, appointment in held
    ]
    return shape


def appointment(actor: Actor, line: Line, today: date) -> AppointmentOut:
    """A 発令 as this reader may know it."""
    row, post_row, department = line
    out = AppointmentOut.model_validate(row)
    out.post_title, out.department_name = post_row.title, department.name
    out.to_date = shown_end(row, keeper=keeps_roster(actor), today=today)
    return out


def history(session: Session, actor: Actor, post_id: UUID, today: date) -> list[tuple[AppointmentOut, str]]:
    """Who held a post, the newest first, as this reader may know it: with the names."""
    lines = roster.appointments(session, actor, today, post_id=post_id)
    return [(appointment(actor, line, today), find(session, Person, line[0].person_id).name) for line in lines]
