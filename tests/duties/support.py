"""Duties of the founded city for the tests: planned by hand, opened by the real job."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col

from govapi.cli.demo.town import Town
from govapi.db.session import Database, find, owned, owned_columns
from govapi.duties.mail.rules import Mailer
from govapi.duties.mail.service import send_mail
from govapi.duties.mail.tables import OutgoingMail
from govapi.duties.notices.tables import Notice
from govapi.duties.opening.service import re_review
from govapi.duties.service import Obligation, plan
from govapi.duties.tables import Duty
from govapi.edge.transaction import reading, writing
from govapi.jobs.port import enqueue
from govapi.jobs.runner import run_job
from govapi.jobs.tables import Job
from govapi.jobs.tasks import JobRuntime
from govapi.kit.clock import Clock
from govapi.kit.ids import new_id
from govapi.people.actor import system
from govapi.people.tables import Department
from govapi.policy.store import current
from tests.support.app import CODE, MovingClock

URL = "http://govapi.example.jp"


@dataclass
class Desk:
    """The city's duties and the jobs about them."""

    database: Database
    town: Town
    clock: MovingClock
    runtime: JobRuntime

    def plan(self, key: str, on: date, *, kind: str = "assessment.review", section: str = "health", **rest: Any) -> UUID:
        """Plans an obligation of the section; returns the id of its duty."""
        with writing(self.database, CODE, self.clock) as session:
            department = find(session, Department, self.town.departments[section])
            values: dict[str, Any] = {
                "kind": kind,
                "noun": "assessment",
                "record_id": new_id(),
                "number": f"評価-{key}",
                "title": f"株式会社見本製作所（{key}）の再評価",
                "organ_id": department.organ_id,
                "department_id": department.id,
                "department_path": department.path,
                **rest,
            }
            policy = current(session, self.clock.today()).policy
            one = Obligation(key=key, on=on, **values)
            return plan(session, system(CODE), policy, one, now=self.clock.now(), today=self.clock.today()).id

    def run(self, task: str = "re-review") -> Job:
        """Runs the job now."""
        with writing(self.database, CODE, self.clock) as session:
            job_id = enqueue(session, task, {}, run_at=self.clock.now())
        run_job(self.runtime, CODE, job_id)
        with reading(self.database, CODE) as session:
            return find(session, Job, job_id)

    def work_off(self) -> None:
        """Runs what was queued for now, as a worker does."""
        with reading(self.database, CODE) as session:
            waiting = owned(session, Job).where(col(Job.status) == "waiting", col(Job.task).in_(self.runtime.tasks))
            ids = [job.id for job in session.exec(waiting.order_by(col(Job.id)))]
        for job_id in ids:
            run_job(self.runtime, CODE, job_id)

    def go_to(self, day: date, hour: int = 7) -> None:
        """Sets the clock to this hour of the day in Japan."""
        self.clock.go_to(datetime(day.year, day.month, day.day, tzinfo=self.clock.now().tzinfo) + timedelta(hours=hour - 9))

    def duty(self, key: str) -> Duty:
        return next(row for row in self.duties() if row.key == key)

    def duties(self) -> Sequence[Duty]:
        with reading(self.database, CODE) as session:
            return session.exec(owned(session, Duty).order_by(col(Duty.id))).all()

    def mails(self) -> Sequence[OutgoingMail]:
        with reading(self.database, CODE) as session:
            return session.exec(owned(session, OutgoingMail).order_by(col(OutgoingMail.id))).all()

    def told(self, key: str) -> set[tuple[str, str]]:
        """Who was told of the duty, at which stage: (key of the person, stage)."""
        names = {person_id: name for name, person_id in self.town.people.items()}
        duty_id = self.duty(key).id
        with reading(self.database, CODE) as session:
            rows = session.exec(owned(session, Notice).where(col(Notice.duty_id) == duty_id)).all()
        assert len({(row.person_id, row.stage, row.due_on) for row in rows}) == len(rows)
        return {(names[row.person_id], row.stage) for row in rows}

    def count(self, table: type[Any]) -> int:
        with reading(self.database, CODE) as session:
            return int(session.execute(owned_columns(session, table, func.count())).scalar_one())


def runtime(database: Database, clock: Clock, mailer: Mailer | None = None) -> JobRuntime:
    """The two tasks of this room, as the command line puts them together."""
    tasks = {"re-review": re_review((), URL), "send-mail": send_mail(mailer)}
    return JobRuntime(database, clock, reading, writing, tasks)


def desk(database: Database, town: Town, mailer: Mailer | None = None) -> Desk:
    clock = MovingClock()
    return Desk(database, town, clock, runtime(database, clock, mailer))


def without(desk: Desk, **changes: Any) -> Desk:
    """The same desk with another runtime."""
    return replace(desk, runtime=replace(desk.runtime, **changes))


def columns(row: Duty) -> Mapping[str, Any]:
    """What the database keeps of a duty."""
    return row.model_dump()
