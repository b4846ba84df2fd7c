"""The list of moves of the demo: taken in by one of the personnel office, applied by another, published."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from govapi.cli.demo.stage import Stage, Story
from govapi.db.session import find
from govapi.edge.actions import ReasonIn
from govapi.people.tables import Person
from govapi.personnel_changes import service as changes
from govapi.personnel_changes.importing.reading.service import open_list
from govapi.personnel_changes.tables import PersonnelChange
from govapi.policy.store import current

CLERK, HEAD = "yuta", "setsuko"
HEADINGS = ("職員番号", "氏名", "異動区分", "発令日", "新所属", "新職名")
MOST_BYTES = 1 << 20


def first_of_april(today: date) -> date:
    """The next 1 April, which is not today."""
    this_year = date(today.year, 4, 1)
    return this_year if this_year > today else date(today.year + 1, 4, 1)


def written(lines: Sequence[tuple[str, ...]]) -> bytes:
    """The list as the personnel system writes it: CSV in the code of Windows."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows([HEADINGS, *lines])
    return buffer.getvalue().encode("cp932")


def moves_story(stage: Stage, given: Mapping[str, Any], today: date) -> Story:
    yield today - timedelta(days=1)
    day = first_of_april(today).isoformat()
    with stage.scene(CLERK) as (session, actor):
        people = [find(session, Person, stage.town.people[line["person"]]) for line in given["lines"]]
        lines = [
            (person.staff_number, person.name, "異動", day, line["department"], line["post"])
            for person, line in zip(people, given["lines"], strict=True)
        ]
        stored = current(session, stage.day)
        table = open_list(written(lines), "人事異動.csv", stored.policy.personnel, MOST_BYTES)
        change = changes.take_in(session, actor, stored, given["title"], stage.day, "", table, stage.day)
        change_id = change.id
    with stage.scene(HEAD) as (session, actor):
        stored, change = current(session, stage.day), find(session, PersonnelChange, change_id, lock=True)
        changes.act(session, actor, stored, change, "apply", ReasonIn(reason=""), now=stage.moment, today=stage.day)
