"""発令: appointing, ending and taking back what was only announced. Nobody appoints oneself."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col

from govapi import audit
from govapi.admin.organisation.schemas import AppointmentIn, EndAppointmentIn
from govapi.admin.organisation.service import check_keeper, current
from govapi.db.session import find, owned
from govapi.kit.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.people.roster import beside, known
from govapi.people.rules import KINDS, Holding, Interval, appointment_fault
from govapi.people.tables import Appointment, Person, Post
from govapi.personnel_changes.following.service import follow
from govapi.policy.store import current as in_force

OWN = "自分の発令を登録することはできません。ほかの人事担当の職員が登録してください。"


def one(session: Session, actor: Actor, today: date, person_id: UUID, appointment_id: UUID) -> Appointment:
    """The 発令, if the actor may know of it; else NotFound."""
    statement = owned(session, Appointment).where(
        col(Appointment.id) == appointment_id, col(Appointment.person_id) == person_id, known(actor, today)
    )
    row = session.exec(statement).first()
    if row is None:
        raise NotFound
    return row


def appoint(session: Session, actor: Actor, person_id: UUID, given: AppointmentIn, *, now: datetime, today: date) -> Appointment:
    """Gives a person a post from a day on; raises Conflict when it cannot stand beside the others. What holds by today is handed
    over, and vacancies are seen, at once."""
    check_keeper(actor)
    _check_not_own(actor, person_id)
    if given.to_date is not None and given.to_date <= given.from_date:
        raise Invalid("終わりの日は、発令の日以後の日にしてください。", pointer="/to_date")
    # The post's row is held, so that two clerks cannot fill it at the same time.
    person, post = find(session, Person, person_id, lock=True), find(session, Post, given.post_id, lock=True)
    if not person.active:
        raise Conflict("この職員は使用中でないため、発令できません。職員の登録を使用中に戻してください。")
    others = beside(session, person.id, post.id)
    if given.replaces:
        _end_before(session, actor, others, given.from_date)
    row = Appointment(person_id=person.id, **given.model_dump(exclude={"replaces"}))
    fault = appointment_fault(_holding(row), [_holding(other) for other in others], Interval(post.valid_from, post.valid_to))
    if fault is not None:
        raise Conflict(fault)
    session.add(row)
    session.flush()
    words = f"{wareki(row.from_date)}付けで「{person.name}」に「{post.title}」の{KINDS[given.kind]}を発令"
    _note(session, actor, row, "appoint", words)
    touched = {row.post_id, *(other.post_id for other in others if other.to_date == given.from_date)}
    _follow(session, actor, touched, {person.id}, now, today)
    return row


def end(
    session: Session,
    actor: Actor,
    person_id: UUID,
    appointment_id: UUID,
    given: EndAppointmentIn,
    expected: int,
    *,
    now: datetime,
    today: date,
) -> Appointment:
    """Ends a 発令 on a day, which may lie ahead; raises WrongState when it has ended already."""
    check_keeper(actor)
    _hold(session, one(session, actor, today, person_id, appointment_id))
    row = current(session, Appointment, appointment_id, expected)
    if row.to_date is not None and row.to_date <= today:
        raise WrongState("この発令は、既に終わっています。")
    if given.to_date <= row.from_date:
        raise Invalid("終わりの日は、発令の日以後の日にしてください。", pointer="/to_date")
    if row.to_date is not None and given.to_date > row.to_date:
        # Longer is a new 発令: it must fit beside those of others, and is nobody's own to give.
        raise Invalid(
            "終わりの日を遅らせることはできません。続けて就く期間を、新しい発令として登録してください。", pointer="/to_date"
        )
    row.to_date, row.note = given.to_date, given.note or row.note
    session.flush()
    _note(session, actor, row, "end", f"発令を{wareki(given.to_date)}の前日で終了")
    _follow(session, actor, {row.post_id}, {person_id}, now, today)
    return row


def take_back(session: Session, actor: Actor, person_id: UUID, appointment_id: UUID, expected: int, today: date) -> None:
    """Takes back a 発令 that has not begun; one that has begun is ended instead."""
    check_keeper(actor)
    _hold(session, one(session, actor, today, person_id, appointment_id))
    row = current(session, Appointment, appointment_id, expected)
    if row.from_date <= today:
        raise WrongState("既に始まった発令は取り消せません。終わりの日を登録してください。")
    _note(session, actor, row, "take_back", f"{wareki(row.from_date)}付けの発令を取消し")
    session.delete(row)
    session.flush()


def shown_end(row: Appointment, *, keeper: bool, today: date) -> date | None:
    """The last day as this reader may know it: an end that lies ahead is 内示 too, until it is announced."""
    begun = row.to_date is not None and row.to_date <= today
    announced = row.end_announced_on is not None and row.end_announced_on <= today
    return row.to_date if keeper or begun or announced else None


def _hold(session: Session, row: Appointment) -> None:
    """Holds the person and the post, in the order in which a list of moves does, so that neither writes over the other."""
    find(session, Person, row.person_id, lock=True)
    find(session, Post, row.post_id, lock=True)


def _end_before(session: Session, actor: Actor, others: Sequence[Appointment], from_date: date) -> None:
    """Ends the principal appointments of the post and of the person that run over ``from_date``."""
    for other in others:
        runs_over = other.from_date < from_date and (other.to_date is None or other.to_date > from_date)
        if other.kind == "principal" and runs_over:
            other.to_date = from_date
            session.flush()
            _note(session, actor, other, "end", f"発令を{wareki(from_date)}の前日で終了")


def _follow(
    session: Session, actor: Actor, post_ids: Collection[UUID], person_ids: Collection[UUID], now: datetime, today: date
) -> None:
    try:
        stored = in_force(session, today)
    except WrongState:
        return  # a town without a policy set hands nothing over yet
    follow(session, actor, stored, post_ids, person_ids, now=now, today=today)


def _check_not_own(actor: Actor, person_id: UUID) -> None:
    if actor.person_id == person_id:
        raise NotAllowed(OWN, code="four_eyes")


def _holding(row: Appointment) -> Holding:
    return Holding(row.person_id, row.post_id, row.kind, Interval(row.from_date, row.to_date))


def _note(session: Session, actor: Actor, row: Appointment, verb: str, summary: str) -> None:
    changes = {"person_id": str(row.person_id), "post_id": str(row.post_id), "from_date": row.from_date.isoformat()}
    audit.record(
        session, actor, action=f"appointment.{verb}", noun="appointment", record_id=row.id, summary=summary, changes=changes
    )
