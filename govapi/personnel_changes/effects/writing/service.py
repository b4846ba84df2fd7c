"""Writing down what a list does, in few statements however long it is."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session, col

from govapi import audit
from govapi.db.session import add_rows, change_rows, owned
from govapi.kit.ids import new_id
from govapi.kit.japan.era import wareki
from govapi.people.actor import Actor
from govapi.people.rules import KINDS
from govapi.people.tables import Appointment, Person
from govapi.personnel_changes import queries as lists
from govapi.personnel_changes.effects import queries
from govapi.personnel_changes.effects.rules import Term
from govapi.personnel_changes.effects.service import Outcome
from govapi.personnel_changes.rules import Line
from govapi.personnel_changes.tables import PersonnelChange, PersonnelEffect

Moved = set[tuple[UUID, date]]


def write(session: Session, actor: Actor, change: PersonnelChange, outcome: Outcome, today: date) -> None:
    """The 発令 become what the edition says: taken back, gone on with, ended, begun. Nothing else is touched."""
    known_from = min(change.publish_on, today) if not change.published_edition else today
    _take_back(session, actor, outcome)
    people = _hire(session, actor, change, outcome.played.lines)
    _drop_effects(session, outcome)
    _end(session, actor, outcome, known_from)
    _begin(session, actor, change, outcome, people, known_from)
    _keep_effects(session, change, outcome)
    session.flush()


def take_back_all(session: Session, actor: Actor, change: PersonnelChange, outcome: Outcome) -> None:
    """Undoes everything the published edition did: ``outcome`` is that of an empty list."""
    _take_back(session, actor, outcome)
    _drop_effects(session, outcome)
    _end(session, actor, outcome, None)
    session.flush()


def moved(session: Session, change: PersonnelChange) -> Moved:
    """The posts and days at which the list changes the holder, as written."""
    effects = queries.of_change(session, change.id)
    rows = queries.by_ids(session, {one.appointment_id for one in effects})
    found: Moved = set()
    for one in effects:
        row = rows.get(one.appointment_id)
        if row is not None:
            day = row.from_date if one.did == "began" else one.ended_on
            found |= {(row.post_id, day)} if day is not None else set()
    return found


def _take_back(session: Session, actor: Actor, outcome: Outcome) -> None:
    """発令 that lines began which fell away: they have not begun, so they are gone. Whoever was only hired by one is not used."""
    gone = [
        outcome.rows[one.appointment_id] for one in outcome.undone if one.did == "began" and one.appointment_id in outcome.rows
    ]
    for row in gone:
        _note(session, actor, row, "take_back", f"{wareki(row.from_date)}付けの発令を取消し")
        session.delete(row)
    session.flush()
    hired = {line.holder for line in outcome.fallen if line.effect == "hire"} - {line.holder for line in outcome.played.lines}
    for person in queries.without_any(session, hired):
        person.active = False
        _person_note(session, actor, person.id, "revise", f"採用を取り消した職員「{person.name}」を使用中でない職員に変更")
    session.flush()


def _hire(session: Session, actor: Actor, change: PersonnelChange, lines: Sequence[Line]) -> Mapping[UUID, UUID]:
    """Registers those who are hired; the id of everybody whom the lines knew by number only."""
    unknown = {line.staff_number: line for line in lines if line.person_id is None and line.effect == "hire"}
    hires = {line.staff_number for line in lines if line.effect == "hire"}
    if not hires:
        return {}
    there = {one.staff_number: one for one in session.exec(owned(session, Person).where(col(Person.staff_number).in_(hires)))}
    for person in there.values():
        if not person.active:
            person.active = True
            _person_note(session, actor, person.id, "revise", f"職員「{person.name}」を使用中の職員に変更")
    new = [line for number, line in unknown.items() if number not in there]
    ids = {line.staff_number: new_id() for line in new}
    add_rows(
        session,
        Person,
        [
            {
                "id": ids[line.staff_number],
                **{name: getattr(line, name) for name in ("name", "kana", "staff_number", "subject", "email")},
                "active": True,
            }
            for line in new
        ],
    )
    for line in new:
        _person_note(session, actor, ids[line.staff_number], "register", f"職員「{line.name}」を登録")
    known = ids | {number: one.id for number, one in there.items()}
    for move in lists.hires(session, change.id, change.edition):
        move.person_id = known[move.staff_number]
    return {line.holder: known[number] for number, line in unknown.items()}


def _drop_effects(session: Session, outcome: Outcome) -> None:
    for one in outcome.undone:
        session.delete(one)
    session.flush()


def _end(session: Session, actor: Actor, outcome: Outcome, known_from: date | None) -> None:
    """Ends, and lets go on again: whatever end differs from what is written."""
    changed = [(outcome.rows[term.id], term) for term in outcome.terms if term.id and outcome.rows[term.id].to_date != term.end]
    for row, term in changed:
        if term.ended_by is None:
            _note(session, actor, row, "go_on", f"{wareki(row.to_date)}の前日での発令の終了を取消し" if row.to_date else "")
        elif term.end is not None:
            _note(session, actor, row, "end", f"発令を{wareki(term.end)}の前日で終了")
    change_rows(
        session,
        [
            (
                row,
                {
                    "to_date": term.end,
                    "end_announced_on": known_from if term.ended_by is not None else None,
                    "version": row.version + 1,
                },
            )
            for row, term in changed
        ],
    )


def _begin(
    session: Session, actor: Actor, change: PersonnelChange, outcome: Outcome, people: Mapping[UUID, UUID], known_from: date
) -> None:
    made = []
    for term in outcome.played.begun:
        term.id, term.person_id = new_id(), people.get(term.person_id, term.person_id)
        made.append(
            {
                "id": term.id,
                "person_id": term.person_id,
                "post_id": term.post_id,
                "kind": term.kind,
                "from_date": term.start,
                "to_date": term.end,
                "note": f"{change.number}による。",
                "announced_on": known_from,
                "end_announced_on": known_from if term.end is not None else None,
            }
        )
    add_rows(session, Appointment, made)
    names = queries.names(session, {term.person_id for term in outcome.played.begun})
    for term in outcome.played.begun:
        kind = KINDS[term.kind]  # type: ignore[index]  # terms are of AppointmentKind
        words = f"{wareki(term.start)}付けで「{names[term.person_id]}」に{kind}を発令（{change.number}）"
        _note_term(session, actor, term, "appoint", words)


def _keep_effects(session: Session, change: PersonnelChange, outcome: Outcome) -> None:
    signatures = outcome.signatures
    rows: list[dict[str, object]] = [
        {"did": "began", "appointment_id": term.id, "signature": signatures[term.by], "ended_on": None, "was_to_date": None}
        for term in outcome.played.begun
        if term.by is not None
    ]
    rows += [
        {"did": "ended", "appointment_id": t.id, "signature": signatures[t.ended_by], "ended_on": t.end, "was_to_date": t.was}
        for t in outcome.played.ended
        if t.ended_by is not None
    ]
    add_rows(session, PersonnelEffect, [{"change_id": change.id, **row} for row in rows])


def _note(session: Session, actor: Actor, row: Appointment, verb: str, summary: str) -> None:
    _note_term(session, actor, Term(row.id, row.person_id, row.post_id, row.kind, row.from_date, row.to_date), verb, summary)


def _note_term(session: Session, actor: Actor, term: Term, verb: str, summary: str) -> None:
    changes = {"person_id": str(term.person_id), "post_id": str(term.post_id), "from_date": term.start.isoformat()}
    audit.record(
        session, actor, action=f"appointment.{verb}", noun="appointment", record_id=term.id, summary=summary, changes=changes
    )


def _person_note(session: Session, actor: Actor, person_id: UUID, verb: str, summary: str) -> None:
    audit.record(session, actor, action=f"person.{verb}", noun="person", record_id=person_id, summary=summary)
