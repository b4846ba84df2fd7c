"""Publishing a list of moves beside bare inserts of the rows it writes: 500 people over 300 accounts.

    python -m tests.bench.bench_moves [--quick]

"publish" is what the personnel office waits for when a list that was taken in is made final on its day: it is played on the 発令,
these end and begin, handovers with their checklists and duties are made, and all of it is written to the chain. "bare" is one
transaction that inserts the same rows, ready made, in bulk, and ends the same 発令 (no list, no looking for who holds what, no hashing).
Best of three halls founded in turn in one run, on SQLite and on a real PostgreSQL. Read the ratios, not the digits.
"""

import argparse
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from litestar.testing import TestClient
from sqlalchemy import Table, bindparam, insert, select, update
from sqlmodel import col

from govapi.app import create_app
from govapi.audit.record import EVENTS, HEADS, ROWS
from govapi.cli.demo.town import Town
from govapi.db.session import Database, owned
from govapi.duties.tables import Duty
from govapi.edge.transaction import reading
from govapi.people.tables import Organ
from tests.bench.bench_re_review import Hall, postgres, sqlite
from tests.personnel_changes.crowd import ACCOUNTS, crowd, moves
from tests.personnel_changes.lists import HEAD, taken
from tests.support.app import CODE, Office, make_parts

ROUNDS = 3
NAMES = ("appointments", "personnel_effects", "handovers", "handover_items", "duties")  # in the order of their keys
TABLES: tuple[Table, ...] = (*(Duty.metadata.tables[name] for name in NAMES), ROWS, EVENTS)
APPOINTMENTS = Duty.metadata.tables["appointments"]
Rows = Mapping[str, list[dict[str, Any]]]


def rows_of(database: Database) -> Rows:
    """Everything in the tables a list writes."""
    with reading(database, CODE) as session:
        return {
            table.name: [dict(row) for row in session.execute(select(table).where(table.c.municipality_code == CODE)).mappings()]
            for table in TABLES
        }


def key_of(row: Mapping[str, Any]) -> Any:
    return row.get("id", row.get("seq"))


def written(before: Rows, after: Rows) -> tuple[Rows, list[dict[str, Any]]]:
    """The rows that were added, and the 発令 that were changed."""
    known = {name: {key_of(row): row for row in rows} for name, rows in before.items()}
    new = {name: [row for row in rows if key_of(row) not in known[name]] for name, rows in after.items()}
    old = known[APPOINTMENTS.name]
    return new, [row for row in after[APPOINTMENTS.name] if row["id"] in old and row != old[row["id"]]]


def emptied(hall: Hall) -> None:
    """What was written is gone, but for the chain."""
    hall.sql(
        "DELETE FROM handover_items",
        "DELETE FROM handovers",
        "DELETE FROM duties WHERE kind = 'handover.confirm'",
        "DELETE FROM personnel_effects",
        "DELETE FROM appointments WHERE note LIKE '%による。'",
    )


def bare(hall: Hall, new: Rows, ended: list[dict[str, Any]]) -> float:
    """Seconds of one transaction that inserts them, ends the 発令 that ended, and moves the head of the chain on."""
    count = len(new[ROWS.name])
    again = {name: [{**row, "seq": row["seq"] + count} for row in new[name]] for name in (ROWS.name, EVENTS.name)}
    over = update(APPOINTMENTS).where(APPOINTMENTS.c.id == bindparam("row_id")).values(to_date=bindparam("end"))
    session = hall.database.session(CODE, writes=True)
    began = time.perf_counter()
    try:
        for table in TABLES:
            if rows := {**new, **again}[table.name]:
                session.execute(insert(table), rows)
        session.connection().execute(over, [{"row_id": row["id"], "end": row["to_date"]} for row in ended])
        session.execute(update(HEADS).where(HEADS.c.municipality_code == CODE).values(seq=HEADS.c.seq + count))
        session.commit()
        return time.perf_counter() - began
    finally:
        session.close()


def measured(hall: Hall, folder: Path) -> tuple[float, float, Mapping[str, int]]:
    """Seconds of the publication and of the bare route, and how many rows each kind has."""
    parts = make_parts(hall.database, folder, hall.clock)
    with reading(hall.database, CODE) as session:
        organ = session.exec(owned(session, Organ).where(col(Organ.key) == "mayor")).one().id
    town = Town(CODE, organs={"mayor": organ})
    app = create_app(parts)
    with TestClient(app) as client:
        office = Office(app, parts, town, hall.clock, client)
        crowd(office)
        hall.sql("ANALYZE")
        change_id = taken(office, moves(), hall.clock.today().isoformat())
        path = f"/personnel-changes/{change_id}"
        etag = office.as_(HEAD).get(path).headers["ETag"]
        before = rows_of(hall.database)
        began = time.perf_counter()
        answer = office.as_(HEAD).post(f"{path}/apply", {}, etag=etag)
        published = time.perf_counter() - began
    assert answer.status_code == 200 and answer.json()["status"] == "published", answer.text
    new, ended = written(before, rows_of(hall.database))
    assert len(new["handovers"]) == ACCOUNTS
    emptied(hall)
    counts = {name: len(rows) for name, rows in new.items()} | {"appointments ended": len(ended)}
    return published, bare(hall, new, ended), counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="one round")
    rounds = 1 if parser.parse_args().quick else ROUNDS
    for name, way in (("SQLite", sqlite), ("PostgreSQL", postgres)):
        with way() as make, tempfile.TemporaryDirectory() as folder:
            found = [measured(make(f"moves_{number}"), Path(folder) / str(number)) for number in range(rounds)]
        published, least = min(one[0] for one in found), min(one[1] for one in found)
        print(f"{name}: {', '.join(f'{count:,} {kind}' for kind, count in found[0][2].items())}")
        print(
            f"  publish {published * 1000:8,.0f} ms\n  bare    {least * 1000:8,.0f} ms\n  publish / bare {published / least:5.2f} x"
        )


if __name__ == "__main__":
    main()
