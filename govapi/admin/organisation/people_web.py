"""The pages of the staff: the roster, a person's record with the history of 発令, and the forms of the personnel office."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response
from litestar.params import FromPath, FromQuery
from pydantic import Field
from sqlmodel import Session

from govapi.admin.organisation import appointments, service, shaping
from govapi.admin.organisation.schemas import AppointmentIn, EndAppointmentIn, PersonIn, PersonPatch
from govapi.admin.organisation.words import KIND_OPTIONS
from govapi.db.session import find
from govapi.edge.shapes import Day, Flag, Input, Line
from govapi.kit.errors import Invalid
from govapi.people import roster
from govapi.people.roster import keeps_roster
from govapi.people.rules import AppointmentKind
from govapi.people.tables import Person
from govapi.web.door import WebDoor
from govapi.web.forms import Bound, shown
from govapi.web.routes import form, page

HOME = "/admin/people"
PAGE_SIZE = 100
NEXT = timedelta(days=1)  # people name the last day itself; the roster keeps the first day that no longer counts


class AppointmentForm(Input):
    """A 発令 as a clerk writes it."""

    post_id: UUID = Field(title="職")
    kind: AppointmentKind = Field("principal", title="発令の区分")
    from_date: Day = Field(title="発令の日")
    last_day: Day | None = Field(None, title="最後の日")
    note: Line = Field("", title="備考", max_length=200)
    replaces: Flag = Field(False, title="前任者と本人の今の本務を終わらせる")

    def given(self) -> AppointmentIn:
        rest = self.model_dump(exclude={"last_day"})
        return AppointmentIn(**rest, to_date=self.last_day + NEXT if self.last_day else None)


class EndingForm(Input):
    """The last day of a 発令."""

    last_day: Day = Field(title="最後の日")
    note: Line = Field("", title="備考", max_length=200)


@contextmanager
def naming_last_day() -> Iterator[None]:
    """A fault of the first day that no longer counts is shown at the last day that was typed."""
    try:
        yield
    except Invalid as refused:
        refused.errors = [replace(one, pointer=one.pointer.replace("/to_date", "/last_day")) for one in refused.errors]
        raise


@page(HOME)
def list_page(door: WebDoor, q: FromQuery[str] = "", cursor: FromQuery[str] = "") -> Response[bytes]:
    with door.reading() as session:
        found = roster.people(session, q=q[:200], active=None, limit=PAGE_SIZE, cursor=cursor or None)
    next_url = f"{HOME}?{urlencode({'q': q, 'cursor': found.next_cursor})}" if found.next_cursor else None
    return door.page("admin/people.html", rows=found.items, q=q, next_url=next_url, keeps=keeps_roster(door.actor))


@page(f"{HOME}/{{person_id:uuid}}")
def record_page(door: WebDoor, person_id: FromPath[UUID]) -> Response[bytes]:
    return _record(door, person_id)


def _record(door: WebDoor, person_id: UUID, bound: Bound[Any] | None = None, ending: UUID | None = None) -> Response[bytes]:
    """``ending`` is the 発令 whose form of ending was just refused with the faults of ``bound``."""
    today = door.parts.clock.today()
    with door.reading() as session:
        row = find(session, Person, person_id)
        lines = roster.appointments(session, door.actor, today, person_id=person_id)
        history = [shaping.appointment(door.actor, line, today) for line in lines]
    return door.page(
        "admin/person.html",
        row=row,
        history=history,
        today=today,
        bound=bound,
        ending=ending,
        blank=shown(),
        keeps=keeps_roster(door.actor) and door.actor.person_id != person_id,
        edits=keeps_roster(door.actor),
    )


@page(f"{HOME}/new")
def new_page(door: WebDoor) -> Response[bytes]:
    return _person(door, None, shown())


@page(f"{HOME}/{{person_id:uuid}}/edit")
def edit_page(door: WebDoor, person_id: FromPath[UUID]) -> Response[bytes]:
    return _person(door, person_id, None)


def _person(door: WebDoor, person_id: UUID | None, bound: Bound[Any] | None) -> Response[bytes]:
    with door.reading() as session:
        service.check_keeper(door.actor)
        row = find(session, Person, person_id) if person_id else None
    administers = "administrator" in door.actor.system_roles
    return door.page("admin/person_form.html", row=row, form=bound or shown(row), administers=administers)


@form(f"{HOME}/new")
def register(door: WebDoor) -> Response[bytes]:
    def work(session: Session, given: PersonIn) -> str:
        return f"{HOME}/{service.register_person(session, door.actor, given).id}"

    return door.submit(PersonIn, work, lambda bound: _person(door, None, bound), flash="職員を登録しました。")


@form(f"{HOME}/{{person_id:uuid}}/edit")
def revise(door: WebDoor, person_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: PersonPatch) -> str:
        version, clock = door.form().version(), door.parts.clock
        service.revise_person(session, door.actor, person_id, given, version, now=clock.now(), today=clock.today())
        return f"{HOME}/{person_id}"

    return door.submit(PersonPatch, work, lambda bound: _person(door, person_id, bound), flash="職員の登録を保存しました。")


@page(f"{HOME}/{{person_id:uuid}}/appointments/new")
def appoint_page(door: WebDoor, person_id: FromPath[UUID]) -> Response[bytes]:
    return _appointment(door, person_id, shown({"kind": "principal", "replaces": True}))


def _appointment(door: WebDoor, person_id: UUID, bound: Bound[Any]) -> Response[bytes]:
    with door.reading() as session:
        service.check_keeper(door.actor)
        row = find(session, Person, person_id)
        posts = roster.posts(session, on=door.parts.clock.today())
    options = [(str(post.id), f"{department.name}　{post.title}") for post, department in posts]
    return door.page("admin/appointment_form.html", row=row, form=bound, posts=options, kinds=KIND_OPTIONS)


@form(f"{HOME}/{{person_id:uuid}}/appointments/new")
def appoint(door: WebDoor, person_id: FromPath[UUID]) -> Response[bytes]:
    clock = door.parts.clock

    def work(session: Session, given: AppointmentForm) -> str:
        with naming_last_day():
            appointments.appoint(session, door.actor, person_id, given.given(), now=clock.now(), today=clock.today())
        return f"{HOME}/{person_id}"

    return door.submit(AppointmentForm, work, lambda bound: _appointment(door, person_id, bound), flash="発令を登録しました。")


@form(f"{HOME}/{{person_id:uuid}}/appointments/{{appointment_id:uuid}}/end")
def end(door: WebDoor, person_id: FromPath[UUID], appointment_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, given: EndingForm) -> str:
        clock, expected = door.parts.clock, door.form().version()
        ended = EndAppointmentIn(to_date=given.last_day + NEXT, note=given.note)
        with naming_last_day():
            appointments.end(
                session, door.actor, person_id, appointment_id, ended, expected, now=clock.now(), today=clock.today()
            )
        return f"{HOME}/{person_id}"

    again = lambda bound: _record(door, person_id, bound, appointment_id)  # noqa: E731
    return door.submit(EndingForm, work, again, flash="発令の終わりを登録しました。")


@form(f"{HOME}/{{person_id:uuid}}/appointments/{{appointment_id:uuid}}/take-back")
def take_back(door: WebDoor, person_id: FromPath[UUID], appointment_id: FromPath[UUID]) -> Response[bytes]:
    def work(session: Session, _given: Input) -> str:
        today, expected = door.parts.clock.today(), door.form().version()
        appointments.take_back(session, door.actor, person_id, appointment_id, expected, today)
        return f"{HOME}/{person_id}"

    again = lambda bound: _record(door, person_id, bound, appointment_id)  # noqa: E731
    return door.submit(Input, work, again, flash="発令を取り消しました。")


ROUTES = [
    list_page,
    record_page,
    new_page,
    edit_page,
    register,
    revise,
    appoint_page,
    appoint,
    end,
    take_back,
]
