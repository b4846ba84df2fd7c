"""The daily job beside bare inserts: over 10,000, 100,000 and 1,000,000 planned duties with 0.5 % due.

    python -m tests.bench.bench_re_review [--quick]

"bare" is one transaction that inserts the same rows, ready made, in bulk: duties, audit rows and events (no hashing, no looking
for what is due, no transactions between). "with notices" adds, on both sides, who is told of each duty and the letters about it.
Each figure is the best of some rounds taken in turn in one run, on a real PostgreSQL and on SQLite. Read the ratios, not the digits.
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Table, create_engine, insert, select, text, update

from govapi.audit.record import EVENTS, HEADS, ROWS
from govapi.db.migrate import upgrade
from govapi.db.session import Database
from govapi.duties.opening.service import open_batch, re_review
from govapi.duties.tables import Duty
from govapi.edge.transaction import reading, writing
from govapi.jobs.port import enqueue
from govapi.jobs.runner import run_job
from govapi.jobs.tasks import JobRuntime, TaskContext
from govapi.kit.ids import new_id
from tests.support.app import CODE, MovingClock, founded
from tests.support.postgres import APP, OWNER, running
from tests.support.require import postgres_bin

SIZES = (10_000, 100_000, 1_000_000)
ONE_IN = 200  # 0.5 %
ROUNDS = 3
DUTIES, NOTICES, MAILS = (Duty.metadata.tables[name] for name in ("duties", "duty_notices", "outgoing_mails"))

# {id}: a new key. {day}(n): today and n days. {series}: the numbers 1 … :n as column i.
PLANNED = """
INSERT INTO duties (id, municipality_code, created_at, version, key, number, kind, status, noun, record_id, title, organ_id,
    department_id, department_path, due_on, nominal_on, opens_on, cause, cause_label, settled_label)
SELECT {id}, '{code}', '2026-01-01 00:00:00', 1, 'bench:' || i, '評価-' || i, 'assessment.review', 'planned', 'assessment', {id},
    '株式会社見本製作所（' || i || '）の再評価', s.organ_id, s.id, s.path, {due}, {due}, {opens}, 'interval', '前回の評価から１年', ''
FROM {series} JOIN (SELECT id, organ_id, path, row_number() OVER (ORDER BY path) AS place, count(*) OVER () AS places
    FROM departments WHERE parent_id IS NOT NULL) s ON s.place = i % s.places + 1
"""
RESET = (
    "DELETE FROM duty_notices", "DELETE FROM outgoing_mails", "DELETE FROM duties WHERE key LIKE 'bare:%'",
    "UPDATE duties SET status = 'planned', opened_at = NULL, remind_on = NULL WHERE status = 'open'",
)  # fmt: skip
IN_DIALECT = {
    "postgresql": {
        "id": "gen_random_uuid()",
        "series": "generate_series(1, {n}) i",
        "opens": "date '{today}' + CASE WHEN i % 200 = 0 THEN 0 ELSE 1 + i % 600 END",
        "due": "date '{today}' + CASE WHEN i % 200 = 0 THEN 60 ELSE 61 + i % 600 END",
    },
    "sqlite": {
        "id": "lower(hex(randomblob(16)))",
        "series": "(WITH RECURSIVE up(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM up WHERE i < {n}) SELECT i FROM up)",
        "opens": "date('{today}', '+' || CASE WHEN i % 200 = 0 THEN 0 ELSE 1 + i % 600 END || ' days')",
        "due": "date('{today}', '+' || CASE WHEN i % 200 = 0 THEN 60 ELSE 61 + i % 600 END || ' days')",
    },
}


@dataclass
class Hall:
    """A founded city, the way round the walls, and its clock."""

    database: Database
    power: str  # the address that passes the walls
    clock: MovingClock

    def sql(self, *statements: str) -> None:
        engine = create_engine(self.power)
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement.replace(":", "\\:")))
        engine.dispose()

    def plan(self, n: int) -> None:
        words = IN_DIALECT[self.database.engine.dialect.name]
        given = {
            name: word.replace("{n}", str(n)).replace("{today}", self.clock.today().isoformat()) for name, word in words.items()
        }
        self.sql(PLANNED.format(code=CODE, **given), "ANALYZE")

    def job(self, task: Callable[[TaskContext], None]) -> tuple[float, dict[str, Any]]:
        """Seconds of one run, and its counts."""
        counts: dict[str, Any] = {}

        def counted(context: TaskContext) -> None:
            task(context)
            counts.update(context.result)

        runtime = JobRuntime(self.database, self.clock, reading, writing, {"bench": counted}, lease=timedelta(hours=1))
        with writing(self.database, CODE, self.clock) as session:
            job_id = enqueue(session, "bench", {}, run_at=self.clock.now())
        began = time.perf_counter()
        run_job(runtime, CODE, job_id)
        return time.perf_counter() - began, counts

    def rows(self, table: Table, *conditions: Any) -> list[dict[str, Any]]:
        with reading(self.database, CODE) as session:
            statement = select(table).where(table.c.municipality_code == CODE, *conditions)
            return [dict(row) for row in session.execute(statement).mappings()]


def opening_only(context: TaskContext) -> None:
    while open_batch(context):
        pass


def ready_made(hall: Hall, count: int) -> list[tuple[Table, list[dict[str, Any]]]]:
    """The rows the job has just written, under new keys."""
    duties = hall.rows(DUTIES, DUTIES.c.status == "open")
    ids = {row["id"]: new_id() for row in duties}
    top = max((row["seq"] for row in hall.rows(HEADS)), default=0)
    trail = [
        row | {"seq": row["seq"] + count, "record_id": ids[row["record_id"]]} for row in hall.rows(ROWS, ROWS.c.seq > top - count)
    ]
    events = [
        row | {"seq": row["seq"] + count, "record_id": ids[row["record_id"]]}
        for row in hall.rows(EVENTS, EVENTS.c.seq > top - count)
    ]
    mails = {row["id"]: new_id() for row in hall.rows(MAILS)}
    letters = [row | {"id": mails[row["id"]], "key": f"bare:{row['key']}"} for row in hall.rows(MAILS)]
    notices = [
        row | {"id": new_id(), "duty_id": ids[row["duty_id"]], "mail_id": mails.get(row["mail_id"])} for row in hall.rows(NOTICES)
    ]
    made = [row | {"id": ids[row["id"]], "key": f"bare:{row['key']}"} for row in duties]
    return [(DUTIES, made), (ROWS, trail), (EVENTS, events), (MAILS, letters), (NOTICES, notices)]


def bare(hall: Hall, batches: Sequence[tuple[Table, list[dict[str, Any]]]], count: int) -> float:
    """Seconds of one transaction that inserts them, the head of the chain moved on at its end."""
    session = hall.database.session(CODE, writes=True)
    began = time.perf_counter()
    try:
        for table, rows in batches:
            if rows:
                session.execute(insert(table), rows)
        session.execute(update(HEADS).where(HEADS.c.municipality_code == CODE).values(seq=HEADS.c.seq + count))
        session.commit()
        return time.perf_counter() - began
    finally:
        session.close()


def measured(hall: Hall, count: int, rounds: int) -> Mapping[str, float]:
    best: dict[str, float] = {}

    def note(name: str, seconds: float) -> None:
        best[name] = min(seconds, best.get(name, seconds))

    whole = re_review((), "http://govapi.example.jp")
    for _ in range(rounds):
        hall.sql(*RESET)
        note("opening", hall.job(opening_only)[0])
        note("bare", bare(hall, ready_made(hall, count)[:3], count))
        hall.sql(*RESET)
        seconds, counts = hall.job(whole)
        assert counts["opened"] == count, counts
        note("with notices", seconds)
        note("bare with notices", bare(hall, ready_made(hall, count), count))
        hall.sql("DELETE FROM duty_notices WHERE duty_id IN (SELECT id FROM duties WHERE key LIKE 'bare:%')", RESET[2])
        seconds, counts = hall.job(whole)
        assert counts["opened"] == 0, counts
        note("second run", seconds)
    return best


def report(name: str, size: int, count: int, best: Mapping[str, float]) -> None:
    print(f"{name}: {size:,} planned, {count:,} due")
    for what in ("opening", "bare", "with notices", "bare with notices", "second run"):
        print(f"  {what:18} {best[what] * 1000:10,.1f} ms")
    print(f"  opening / bare      {best['opening'] / best['bare']:6.2f} x   (aim: 3 x)")
    print(f"  the same with notices {best['with notices'] / best['bare with notices']:4.2f} x")


@contextmanager
def postgres() -> Iterator[Callable[[str], Hall]]:
    found = postgres_bin()
    assert found is not None, "PostgreSQL's programs are not here"
    with running(found) as cluster:

        def make(name: str) -> Hall:
            cluster.create(name)
            upgrade(cluster.url(name, OWNER))
            database = Database.at(cluster.url(name, APP))
            founded(database)
            return Hall(database, cluster.url(name, "postgres"), MovingClock())

        yield make


@contextmanager
def sqlite() -> Iterator[Callable[[str], Hall]]:
    folder = Path(tempfile.mkdtemp(prefix="govapi-bench-"))

    def make(name: str) -> Hall:
        url = f"sqlite:///{folder}/{name}.sqlite3"
        upgrade(url)
        database = Database.at(url)
        founded(database)
        return Hall(database, url, MovingClock())

    try:
        yield make
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="10,000 and 100,000 only, one round")
    quick = parser.parse_args().quick
    for name, way in (("PostgreSQL", postgres), ("SQLite", sqlite)):
        with way() as make:
            for size in SIZES[:2] if quick else SIZES:
                hall = make(f"bench_{size}")
                hall.plan(size)
                report(name, size, size // ONE_IN, measured(hall, size // ONE_IN, 1 if quick else ROUNDS))
                hall.database.engine.dispose()


if __name__ == "__main__":
    main()
