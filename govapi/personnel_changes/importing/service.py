"""Looking a list through whole: whom and which posts it means, what it would do, and every fault by its row and cell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from govapi.files.entry_book import in_order
from govapi.files.headed_table import HeadedTable
from govapi.kit.errors import FieldFault, Invalid
from govapi.personnel_changes import queries as lists
from govapi.personnel_changes.effects.rules import LineFault
from govapi.personnel_changes.effects.service import Outcome, line_of, play
from govapi.personnel_changes.importing.matching import queries
from govapi.personnel_changes.importing.matching.rules import match
from govapi.personnel_changes.importing.reading.service import Reading, read
from govapi.personnel_changes.importing.rules import EntryFault
from govapi.personnel_changes.rules import MAX_FAULTS
from govapi.personnel_changes.tables import PersonnelChange
from govapi.policy.schema.personnel import MoveField, Personnel

LACKS: Mapping[str, MoveField] = {"from_post": "from_post", "to_post": "to_post", "effective_on": "effective_on"}


@dataclass(frozen=True)
class Looked:
    """A list as it was understood, what it would do, and what is wrong with it."""

    outcome: Outcome
    faults: Sequence[FieldFault]


def look(session: Session, personnel: Personnel, table: HeadedTable, change: PersonnelChange | None, today: date) -> Looked:
    """Every fault is found, none is raised. ``change``: the list that this one corrects."""
    found = read(table, personnel)
    numbers = {entry.staff_number for entry in found.entries}
    people = queries.people(session, numbers)
    subjects = queries.taken(session, {entry.subject for entry in found.entries})
    matched = match(found.entries, people, subjects, queries.chart(session))
    found.add(matched.faults)
    outcome = play(session, change, matched.wishes, today)
    rows = {wish.line.row for wish in matched.wishes}
    unread = {people[one.staff_number].id for one in found.entries if one.row not in rows and one.staff_number in people}
    # Whoever's own line could not be read may well leave by it: that fault is told at that line.
    beyond = _told(found, [one for one in outcome.played.faults if one.stays not in unread])
    found.add(_elsewhere(session, outcome, change))
    return Looked(outcome, [*beyond, *in_order(found.faults)])


def _told(found: Reading, faults: Iterable[LineFault]) -> list[FieldFault]:
    """Puts each fault under its cell; those of lines that the list lacks are told about the file."""
    found.add(EntryFault(one.row, LACKS[one.field], one.message) for one in faults if one.row)
    return [FieldFault("/file", one.message) for one in faults if not one.row]


def _elsewhere(session: Session, outcome: Outcome, change: PersonnelChange | None) -> Iterable[EntryFault]:
    """Lines that another list has already: taken in twice, they would take effect twice."""
    others = lists.elsewhere(session, {line.staff_number for line in outcome.played.lines}, change.id if change else None)
    known = {line_of(move).signature: number for move, number in others}
    for line in outcome.played.lines:
        number = known.get(line.signature)
        if number is not None:
            yield EntryFault(line.row, "staff_number", f"この異動は、{number}で既に取り込まれています。この行を消してください。")


def refuse(looked: Looked) -> None:
    """Raises Invalid with the first faults, how many there are and what to do; nothing when there are none."""
    count = len(looked.faults)
    if count:
        shown = f"初めの{MAX_FAULTS}件を示します。" if count > MAX_FAULTS else ""
        raise Invalid(
            f"一覧に{count:,}件の誤りがあるため、何も取り込んでいません。{shown}示したセルを直して、もう一度取り込んでください。",
            code="intake_faults",
            errors=list(looked.faults[:MAX_FAULTS]),
        )
