"""The API's door to the staff and their 発令."""

from typing import Annotated
from uuid import UUID

from litestar.params import Parameter
from sqlmodel import Session

from govapi.admin.organisation import appointments, service, shaping
from govapi.admin.organisation.schemas import (
    AppointmentIn,
    AppointmentOut,
    EndAppointmentIn,
    PersonIn,
    PersonOut,
    PersonPatch,
)
from govapi.db.session import find
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, changes, creates, reads, removes
from govapi.edge.shapes import Cursor, Limit, Listing, Query
from govapi.people import roster
from govapi.people.tables import Appointment, Department, Person, Post

TAG = "組織と職員"
READ, WRITE = "people:read", "people:write"
ONE = "/people/{person_id:uuid}/appointments/{appointment_id:uuid}"

PersonId = Annotated[UUID, Parameter(description="職員の id")]
AppointmentId = Annotated[UUID, Parameter(description="発令の id")]


@reads("/people", "listPeople", "職員の一覧（50音順）", tag=TAG, scope=READ)
def list_people(
    door: Door, q: Query = "", active: bool | None = None, limit: Limit = 50, cursor: Cursor = None
) -> Answer[Listing[PersonOut]]:
    with door.reading() as session:
        page = roster.people(session, q=q, active=active, limit=limit, cursor=cursor)
        return answer(Listing(items=[PersonOut.model_validate(row) for row in page.items], next_cursor=page.next_cursor))


@creates("/people", "registerPerson", "職員を登録する", tag=TAG, scope=WRITE)
def register_person(door: Door, data: PersonIn) -> Answer[PersonOut]:
    with door.writing() as session:
        row = service.register_person(session, door.actor, data)
        shape = PersonOut.model_validate(row)
        return door.created(session, shape, version=row.version, location=f"/api/v1/people/{row.id}")


@reads("/people/{person_id:uuid}", "getPerson", "職員を見る", tag=TAG, scope=READ)
def get_person(door: Door, person_id: PersonId) -> Answer[PersonOut]:
    with door.reading() as session:
        row = find(session, Person, person_id)
        return answer(PersonOut.model_validate(row), version=row.version)


@changes("/people/{person_id:uuid}", "revisePerson", "職員を訂正する", tag=TAG, scope=WRITE)
def revise_person(door: Door, person_id: PersonId, data: PersonPatch) -> Answer[PersonOut]:
    expected, clock = door.expected_version(), door.parts.clock
    with door.writing() as session:
        row = service.revise_person(session, door.actor, person_id, data, expected, now=clock.now(), today=clock.today())
        return answer(PersonOut.model_validate(row), version=row.version)


@reads("/people/{person_id:uuid}/appointments", "listAppointments", "職員の発令の一覧（新しい順）", tag=TAG, scope=READ)
def list_appointments(door: Door, person_id: PersonId) -> Answer[Listing[AppointmentOut]]:
    today = door.parts.clock.today()
    with door.reading() as session:
        find(session, Person, person_id)
        lines = roster.appointments(session, door.actor, today, person_id=person_id)
        return answer(Listing(items=[shaping.appointment(door.actor, line, today) for line in lines]))


@creates("/people/{person_id:uuid}/appointments", "appointPerson", "発令を登録する（先の日付でもよい）", tag=TAG, scope=WRITE)
def appoint(door: Door, person_id: PersonId, data: AppointmentIn) -> Answer[AppointmentOut]:
    clock = door.parts.clock
    with door.writing() as session:
        row = appointments.appoint(session, door.actor, person_id, data, now=clock.now(), today=clock.today())
        location = f"/api/v1/people/{person_id}/appointments/{row.id}"
        return door.created(session, _shape(door, session, row), version=row.version, location=location)


@reads(ONE, "getAppointment", "発令を見る", tag=TAG, scope=READ)
def get_appointment(door: Door, person_id: PersonId, appointment_id: AppointmentId) -> Answer[AppointmentOut]:
    with door.reading() as session:
        row = appointments.one(session, door.actor, door.parts.clock.today(), person_id, appointment_id)
        return answer(_shape(door, session, row), version=row.version)


@acts(f"{ONE}/end", "endAppointment", "発令を終わらせる", tag=TAG, scope=WRITE)
def end_appointment(
    door: Door, person_id: PersonId, appointment_id: AppointmentId, data: EndAppointmentIn
) -> Answer[AppointmentOut]:
    with door.writing() as session:
        clock, expected = door.parts.clock, door.expected_version()
        row = appointments.end(
            session, door.actor, person_id, appointment_id, data, expected, now=clock.now(), today=clock.today()
        )
        return door.done(session, _shape(door, session, row), version=row.version)


@removes(ONE, "takeBackAppointment", "まだ始まっていない発令を取り消す", tag=TAG, scope=WRITE)
def take_back(door: Door, person_id: PersonId, appointment_id: AppointmentId) -> None:
    with door.writing() as session:
        today, expected = door.parts.clock.today(), door.expected_version()
        appointments.take_back(session, door.actor, person_id, appointment_id, expected, today)


def _shape(door: Door, session: Session, row: Appointment) -> AppointmentOut:
    post = find(session, Post, row.post_id)
    line = (row, post, find(session, Department, post.department_id))
    return shaping.appointment(door.actor, line, door.parts.clock.today())


ROUTES = [
    list_people,
    register_person,
    get_person,
    revise_person,
    list_appointments,
    appoint,
    get_appointment,
    end_appointment,
    take_back,
]
