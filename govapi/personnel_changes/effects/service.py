"""What a list would do, played on the 発令 as they are: for the preview, before it is made final, and at the publication."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session

from govapi.kit.japan.era import wareki
from govapi.people.tables import Appointment
from govapi.personnel_changes import queries as lists
from govapi.personnel_changes.effects import queries
from govapi.personnel_changes.effects.rules import LineFault, Played, Stage, Term, Wish
from govapi.personnel_changes.rules import Line
from govapi.personnel_changes.tables import PersonnelChange, PersonnelEffect, PersonnelMove

ONE_DAY = timedelta(days=1)


@dataclass
class Outcome:
    """What an edition does: its lines played, those kept from the published edition, and what of that edition is undone."""

    played: Played
    stage: Stage
    kept: dict[str, int] = field(default_factory=dict)  # signature → row of the new edition
    fallen: list[Line] = field(default_factory=list)
    undone: list[PersonnelEffect] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    rows: Mapping[UUID, Appointment] = field(default_factory=dict)

    @property
    def signatures(self) -> dict[int, str]:
        """The signature of each row."""
        return {line.row: line.signature for line in self.played.lines}


def line_of(move: PersonnelMove) -> Line:
    """A stored line."""
    names = ("staff_number", "name", "kind", "kind_label", "effective_on", "until", "person_id", "from_post_id", "to_post_id")
    more = ("last_day", "kana", "subject", "email", "remark")
    values = {name: getattr(move, name) for name in (*names, *more)}
    return Line(row=move.line, effect=move.effect, **values)  # type: ignore[arg-type]  # stored effects are MoveEffect


def play(session: Session, change: PersonnelChange | None, wishes: Sequence[Wish], today: date) -> Outcome:
    """Plays an edition beside what the published one has done. Every fault is found, none is raised."""
    published = _published(session, change)
    kept = _kept(wishes, published)
    same = {line.signature: row for row, line in kept.items()}
    fallen = [line for line in published if line.signature not in same]
    effects = queries.of_change(session, change.id) if change is not None and published else []
    undone = [one for one in effects if one.signature not in same]
    since = min((line.first_day for line in (*(wish.line for wish in wishes), *fallen)), default=today) - ONE_DAY
    rows = {row.id: row for row in queries.appointments(session, since)}
    terms = {row.id: _term(row) for row in rows.values()}
    restored = _undo(terms, undone)
    for one in effects:
        if one.signature in same and one.did == "began" and one.appointment_id in terms:
            terms[one.appointment_id].by = same[one.signature]
    stage = Stage(terms.values(), queries.intervals(session), _names(session, terms.values(), wishes))
    touched = {line.holder for line in fallen} | {term.person_id for term in restored}
    again = [replace(w, kept=True) for w in wishes if w.line.row in kept and w.line.holder in touched]
    played = stage.play([*(wish for wish in wishes if wish.line.row not in kept), *again])
    played.lines = sorted([*played.lines, *kept.values()], key=lambda line: line.row)
    played.faults += [*stage.recheck(restored), *_begun(fallen, wishes, today)]
    return Outcome(played, stage, same, fallen, undone, [*terms.values(), *played.begun], rows)


def _published(session: Session, change: PersonnelChange | None) -> list[Line]:
    if change is None or not change.published_edition:
        return []
    return [line_of(move) for move in lists.moves(session, change.id, change.published_edition)]


def _kept(wishes: Iterable[Wish], published: Iterable[Line]) -> dict[int, Line]:
    """The rows that stood in the published edition, with the posts they were given there."""
    by_root: dict[str, list[Line]] = {}
    for line in published:
        by_root.setdefault(line.root, []).append(line)
    found: dict[int, Line] = {}
    for wish in wishes:
        among = by_root.get(wish.line.root, [])
        same = next((line for line in among if wish.means(line)), None)
        if same is not None:
            among.remove(same)
            found[wish.line.row] = replace(wish.line, to_post_id=same.to_post_id, from_post_id=same.from_post_id)
    return found


def _term(row: Appointment) -> Term:
    return Term(row.id, row.person_id, row.post_id, row.kind, row.from_date, row.to_date)


def _undo(terms: dict[UUID, Term], undone: Iterable[PersonnelEffect]) -> list[Term]:
    """Takes back, on paper, what lines did that fell away; what somebody has changed since stays. The terms that go on again."""
    restored = []
    for one in undone:
        term = terms.get(one.appointment_id)
        if term is None:
            continue
        if one.did == "began":
            del terms[one.appointment_id]
        elif term.end == one.ended_on:
            term.end = one.was_to_date
            restored.append(term)
    return [term for term in restored if term.id in terms]


def _names(session: Session, terms: Iterable[Term], wishes: Iterable[Wish]) -> dict[UUID, str]:
    found = queries.names(session, {term.person_id for term in terms})
    return found | {wish.line.holder: wish.line.name for wish in wishes}


def _begun(fallen: Iterable[Line], wishes: Iterable[Wish], today: date) -> list[LineFault]:
    """Lines of the published edition whose day has come cannot fall away or change."""
    rows = {wish.line.staff_number: wish.line.row for wish in wishes}
    return [
        LineFault(
            rows.get(line.staff_number, 0),
            "effective_on",
            f"公表した一覧の{line.row}行目（{line.name}、{line.kind_label}、{wareki(line.effective_on)}付け）は既に始まっているため、"
            "一覧から外すことも変えることもできません。この行を元に戻し、発令の訂正は「組織と職員」で行ってください。",
        )
        for line in fallen
        if line.first_day <= today
    ]
