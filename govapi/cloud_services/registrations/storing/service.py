"""Writing many entries in few statements."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import plain
from govapi.cloud_services.registrations.comparing.rules import Changes, Difference, new_values, values_of
from govapi.cloud_services.registrations.reading.rules import Line
from govapi.cloud_services.registrations.tables import Registration
from govapi.db.session import add_rows, change_rows, update_rows
from govapi.kit.ids import new_id
from govapi.people.actor import Actor

NOUN = "registration"
PORTION = 2000


def store(
    session: Session, actor: Actor, registry_key: str, found: Difference[Registration], fetched_on: date, today: date
) -> list[UUID]:
    """Writes the difference. Returns the ids of the entries that are new, there again, or called otherwise now."""
    added = _add(session, actor, registry_key, found.added, fetched_on, today)
    moved = [*found.changed, *found.returned]
    _change(session, moved, fetched_on, today)
    for row, _line, changes in found.changed:
        _note(session, actor, row, "change", "一覧の記載が変更", changes)
    for row, _line, changes in found.returned:
        _note(session, actor, row, "return", "一覧に再び掲載", changes)
    _remove(session, actor, found.gone, fetched_on, today)
    same = [row.id for row in found.same]
    for start in range(0, len(same), PORTION):
        update_rows(session, Registration, same[start : start + PORTION], {"fetched_on": fetched_on}, quietly=True)
    return [*added, *(row.id for row, _line, _changes in (*found.renamed, *found.returned))]


def _add(session: Session, actor: Actor, registry_key: str, lines: Sequence[Line], fetched_on: date, today: date) -> list[UUID]:
    rows = [{"id": new_id(), "registry_key": registry_key, **new_values(line, fetched_on, today)} for line in lines]
    add_rows(session, Registration, rows)
    for row in rows:
        audit.record(
            session,
            actor,
            action=f"{NOUN}.add",
            noun=NOUN,
            record_id=row["id"],
            number=row["number"],
            summary=f"一覧に掲載：{row['service_name']}"[:200],
        )
    return [row["id"] for row in rows]


def _change(session: Session, moved: Sequence[tuple[Registration, Line, Changes]], fetched_on: date, today: date) -> None:
    written = []
    for row, line, _changes in moved:
        state_on = row.state_on if row.state == line.state else today
        days = {"fetched_on": fetched_on, "state_on": state_on, "gone_on": None, "version": row.version + 1}
        written.append((row, values_of(line) | days))
    change_rows(session, written)


def _remove(session: Session, actor: Actor, gone: Sequence[Registration], fetched_on: date, today: date) -> None:
    values = {"state": "gone", "state_on": today, "gone_on": fetched_on}
    change_rows(session, [(row, {**values, "version": row.version + 1}) for row in gone])
    for row in gone:
        audit.note(session, actor, NOUN, row, "remove", f"一覧に掲載なし：{row.service_name}"[:200])


def _note(session: Session, actor: Actor, row: Registration, verb: str, words: str, changes: Changes) -> None:
    told: dict[str, Any] = {name: [plain(before), plain(after)] for name, (before, after) in changes.items()}
    audit.note(session, actor, NOUN, row, verb, f"{words}：{row.service_name}"[:200], told)
