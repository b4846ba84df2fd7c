"""A storm over the daily job: worker processes on PostgreSQL, killed at random moments. Each duty opens once, each letter is one."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import col

from govapi.audit import queries as trail
from govapi.audit.tables import AuditRow
from govapi.cli.demo.town import Town
from govapi.cli.smtp import SmtpMailer
from govapi.db.session import add_rows, find, owned, owned_columns
from govapi.duties.notices.tables import Notice
from govapi.duties.opening import service as opening
from govapi.duties.tables import Duty
from govapi.edge.transaction import reading, writing
from govapi.events.tables import Event
from govapi.jobs.port import enqueue
from govapi.jobs.tables import Job
from govapi.people.tables import Department
from tests.duties.support import Desk, desk, runtime
from tests.support.app import CODE
from tests.support.databases import TestDatabase
from tests.support.mail import SENDER, LetterBox, mail_server

SECTIONS = ("health", "tax", "it", "facilities", "schools", "supply")
DUTIES, FEWER = 240, 120
LEASE_SECONDS = 0.5
PATIENCE = 120
STORM_DAY = date(2027, 2, 1)

pytestmark = pytest.mark.parametrize("founded_place", ["postgres"], indirect=True)  # SQLite has one process only


@dataclass
class Fleet:
    """The process that forks the workers, and those at work."""

    mother: "subprocess.Popen[str]"
    working: list[int] = field(default_factory=list)

    def send_one(self) -> None:
        assert self.mother.stdin is not None and self.mother.stdout is not None
        self.mother.stdin.write("one more\n")
        self.mother.stdin.flush()
        self.working.append(int(self.mother.stdout.readline()))

    def kill_one(self, chance: random.Random) -> None:
        os.kill(self.working.pop(chance.randrange(len(self.working))), signal.SIGKILL)


@contextmanager
def fleet(database: TestDatabase, box: LetterBox, now: str) -> Iterator[Fleet]:
    """Two workers at work; all of them gone in the end."""
    command = [sys.executable, "-m", "tests.duties.storm_worker", database.url, box.url, now, str(LEASE_SECONDS)]
    mother = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    found = Fleet(mother)
    try:
        for _ in range(2):
            found.send_one()
        yield found
    finally:
        mother.communicate(timeout=PATIENCE)


def lay_out(hall: Desk, duties: int) -> None:
    """Planned duties that are ripe by the day of the storm, and two runs of the job for it."""
    with writing(hall.database, CODE, hall.clock) as session:
        rows = []
        for number in range(duties):
            section = find(session, Department, hall.town.departments[SECTIONS[number % len(SECTIONS)]])
            due = STORM_DAY + timedelta(days=number % 60)
            rows.append(
                {
                    "key": f"storm:{number}", "number": f"嵐-{number}", "kind": "assessment.review", "status": "planned",
                    "noun": "assessment", "record_id": section.id, "title": f"見本（{number}）の再評価",
                    "organ_id": section.organ_id, "department_id": section.id, "department_path": section.path,
                    "person_id": None, "due_on": due, "nominal_on": due, "opens_on": due - timedelta(days=60),
                    "remind_on": None, "cause": "", "cause_label": "", "opened_at": None, "settled_at": None, "settled_label": "",
                }
            )  # fmt: skip
        add_rows(session, Duty, rows)
    hall.go_to(STORM_DAY)
    with writing(hall.database, CODE, hall.clock) as session:
        for _ in range(2):
            enqueue(session, "re-review", {}, run_at=hall.clock.now())


def at_work(hall: Desk) -> set[datetime | None]:
    """The leases of the jobs that are being done: a worker renews its lease with each transaction."""
    with reading(hall.database, CODE) as session:
        return set(
            session.execute(owned_columns(session, Job, col(Job.leased_until)).where(col(Job.status) == "running")).scalars()
        )


def quiet(hall: Desk) -> bool:
    """Whether every job has come to its end."""
    with reading(hall.database, CODE) as session:
        return not session.execute(owned_columns(session, Job, Job.id).where(col(Job.status) != "done")).first()


def storm(database: TestDatabase, town: Town, seed: int, kills: int, duties: int) -> None:
    chance = random.Random(seed)
    hall = desk(database.database, town)
    with mail_server() as box:
        lay_out(hall, duties)
        with fleet(database, box, hall.clock.now().isoformat()) as workers:
            deadline, seen = time.monotonic() + PATIENCE, set[datetime | None]()
            while not quiet(hall):
                assert time.monotonic() < deadline, f"seed {seed}: it never came to an end"
                time.sleep(chance.uniform(0.01, 0.1))
                leases = at_work(hall)
                if kills > 0 and leases - seen and chance.random() < 0.4:  # somebody has got on since the last kill
                    workers.kill_one(chance)
                    workers.send_one()
                    seen, kills = seen | leases, kills - 1
        next_day(hall, box)
        check(hall, box, seed)


def next_day(hall: Desk, box: LetterBox) -> None:
    """Who had the day's digest before the last notice was written gets the rest the next morning."""
    hall.runtime = runtime(hall.database, hall.clock, SmtpMailer.from_url(box.url, SENDER))
    hall.go_to(STORM_DAY + timedelta(days=1))
    opening.BATCH = 1000
    hall.run()
    hall.run("send-mail")


def check(hall: Desk, box: LetterBox, seed: int) -> None:
    with reading(hall.database, CODE) as session:
        audited = session.execute(owned_columns(session, AuditRow, AuditRow.record_id).where(col(AuditRow.action) == "duty.open"))
        opened = Counter(audited.scalars().all())
        events = session.execute(owned_columns(session, Event, Event.record_id).where(col(Event.kind) == "duty.open"))
        duties = {duty.id: duty for duty in session.exec(owned(session, Duty))}
        notices = session.exec(owned(session, Notice)).all()
        assert trail.verify_chain(session).ok
        assert opened == Counter(events.scalars().all())
    assert {duty.status for duty in duties.values()} == {"open"}, seed
    assert opened == Counter(duties.keys()), seed
    assert len(notices) == len({(one.duty_id, one.stage, one.due_on, one.person_id) for one in notices})
    assert {one.duty_id for one in notices} == duties.keys(), seed
    assert {(one.status, one.mail_id is None) for one in notices} == {("mailed", False)}, seed
    mails = hall.mails()
    assert {mail.status for mail in mails} == {"sent"}
    assert set(box.ids()) == {f"<{mail.id}@city.example.lg.jp>" for mail in mails}, seed
    assert {one.mail_id for one in notices} == {mail.id for mail in mails}
    text = {str(letter["Message-ID"]): letter.get_content() for letter in box.letters}
    for one in notices:  # nobody is told of a duty that stands in no letter
        assert (
            f"/duties/{one.duty_id}" in text[f"<{one.mail_id}@city.example.lg.jp>"]
            or "このほか" in text[f"<{one.mail_id}@city.example.lg.jp>"]
        )


def test_a_short_storm(founded_database: tuple[TestDatabase, Town]) -> None:
    storm(*founded_database, seed=20270201, kills=4, duties=FEWER)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(50))
def test_a_long_storm(founded_database: tuple[TestDatabase, Town], seed: int) -> None:
    storm(*founded_database, seed=seed, kills=8 + seed % 13, duties=DUTIES)
