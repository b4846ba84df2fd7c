"""Any sequence of assignments, appointments, vacancies, pauses and closings: never a day with two officers, and every gap of an
account in use has its open duty. The oracle counts days and people by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlmodel import Session, col

from govapi.db.session import find, owned
from govapi.kit.clock import JST
from govapi.kit.errors import Refusal
from govapi.kit.ids import new_id
from govapi.people.actor import Actor, system
from govapi.people.queries import actor_of
from govapi.people.tables import Appointment, Person, Post
from govapi.personnel_changes.following.service import follow
from govapi.policy.store import StoredPolicy, current
from govapi.sns_accounts.officers import queries, service
from govapi.sns_accounts.officers.vacancies.queries import OFFICER, PAUSE, of_kind
from govapi.sns_accounts.officers.vacancies.service import recount, watch
from govapi.sns_accounts.rules import ANSWERED_FOR
from govapi.sns_accounts.services.queries import of_platform
from govapi.sns_accounts.services.tables import SnsService
from govapi.sns_accounts.tables import SnsAccount
from tests.assessments.jobs import run
from tests.sns_accounts.officers.accounts import entered
from tests.support.app import CODE, Office
from tests.support.copies import writes

TODAY = date(2026, 11, 24)
STATUSES = ("approved", "active", "paused", "closing", "closed")
WALL = "先に登録されたため"
waits = st.sampled_from([0, 0, 1, 4])
few, days, targets = st.integers(0, 7), st.integers(-3, 12), st.sampled_from([0, 1, 2])


class Officers(RuleBasedStateMachine):
    """Two accounts and their service, three posts of their own, and time."""

    office: Office

    @initialize()
    def begins(self) -> None:
        self.today, self.holding = TODAY, dict[UUID, tuple[UUID, date | None]]()
        self._go()
        with writes(self.office) as session:
            place = find(session, Post, self.office.town.posts["health-head"]).department_id
            posts = [Post(department_id=place, title=f"試験係長{new_id().hex[-6:]}", rank=8) for _ in range(3)]
            session.add_all(posts)
            accounts = [entered(session, TODAY, self.office.clock.now(), status) for status in ("active", "approved")]
            twitter = of_platform(session, "x")
            assert twitter is not None
            self.posts, self.targets = [post.id for post in posts], [*(one.id for one in accounts), twitter.id]
            session.flush()
            for account in accounts:
                watch(session, system(CODE), current(session, TODAY), account, now=self.office.clock.now(), today=TODAY)
        for at in range(3):
            self.comes(at)
            self.names(at, at, 0, 0)

    def _go(self) -> None:
        self.office.clock.go_to(datetime.combine(self.today, time(10), JST))

    def _wait(self, days: int) -> None:
        """So many days pass, and the daily job runs."""
        if days:
            self.today += timedelta(days=days)
            self._go()
            run(self.office, recount)

    def _held(self, post_id: UUID) -> bool:
        until = self.holding[post_id][1] if post_id in self.holding else self.today
        return until is None or self.today < until

    @contextmanager
    def _works(self) -> Iterator[tuple[Session, Actor, StoredPolicy, dict[str, Any]]]:
        """A transaction of the head of public relations; what is refused changes nothing."""
        try:
            with writes(self.office) as session:
                times = {"now": self.office.clock.now(), "today": self.today}
                yield session, actor_of(session, "hiroshi", self.today), current(session, self.today), times
        except Refusal as refused:
            assert refused.status in (409, 422) and WALL not in refused.detail, "The rules refuse before the database must."

    @rule(at=targets, post=few, after=days, wait=waits)
    def names(self, at: int, post: int, after: int, wait: int) -> None:
        self._wait(wait)
        with self._works() as (session, actor, stored, times):
            if at < 2:
                target: queries.Target = find(session, SnsAccount, self.targets[at])
            else:
                target = find(session, SnsService, self.targets[at])
            day = self.today + timedelta(days=after)
            service.name(session, actor, stored, target, "officer", self.posts[post % 3], day, **times)

    def _picked(self, session: Session, which: int) -> tuple[UUID, int] | None:
        """(id, version) of one of the designations there are, the latest first."""
        rows = [row for target in self.targets for row in reversed(queries.of_target(session, target, "officer"))]
        return (rows[which % len(rows)].id, rows[which % len(rows)].version) if rows else None

    @rule(which=few, after=days, wait=waits)
    def ends(self, which: int, after: int, wait: int) -> None:
        self._wait(wait)
        with self._works() as (session, actor, stored, times):
            picked = self._picked(session, which)
            if picked is not None:
                service.end(session, actor, stored, picked[0], self.today + timedelta(days=after), picked[1], **times)

    @rule(which=few, wait=waits)
    def is_withdrawn(self, which: int, wait: int) -> None:
        self._wait(wait)
        with self._works() as (session, actor, stored, times):
            picked = self._picked(session, which)
            if picked is not None:
                service.withdraw(session, actor, stored, *picked, **times)

    @rule(post=few)
    def comes(self, post: int) -> None:
        post_id = self.posts[post % 3]
        if self._held(post_id):
            return
        with self._works() as (session, actor, stored, times):
            person = Person(name="架空　太郎", kana="かくう　たろう", staff_number=new_id().hex[-12:], subject=new_id().hex)
            session.add(person)
            session.flush()
            session.add(Appointment(person_id=person.id, post_id=post_id, from_date=self.today))
            session.flush()
            follow(session, actor, stored, [post_id], [person.id], **times)
            self.holding[post_id] = person.id, None

    @rule(post=few, after=st.integers(1, 5), wait=waits)
    def goes(self, post: int, after: int, wait: int) -> None:
        """Whoever holds the post leaves it in some days: nobody knows before."""
        self._wait(wait)
        post_id = self.posts[post % 3]
        if not self._held(post_id):
            return
        person_id, until = self.holding[post_id][0], self.today + timedelta(days=after)
        with self._works() as (session, actor, stored, times):
            [row] = session.exec(owned(session, Appointment).where(col(Appointment.person_id) == person_id)).all()
            row.to_date = until
            session.flush()
            follow(session, actor, stored, [post_id], [person_id], **times)
            self.holding[post_id] = person_id, until

    @rule(at=st.sampled_from([0, 1]), status=st.sampled_from(STATUSES))
    def comes_into_a_state(self, at: int, status: str) -> None:
        with self._works() as (session, actor, stored, times):
            row = find(session, SnsAccount, self.targets[at], lock=True)
            row.status = status
            session.flush()
            watch(session, actor, stored, row, **times)

    @rule(passing=st.integers(1, 6))
    def time_passes(self, passing: int) -> None:
        self._wait(passing)

    @invariant()
    def nobody_is_second_and_no_gap_is_silent(self) -> None:
        if not hasattr(self, "targets"):
            return
        with writes(self.office) as session:
            statuses = [find(session, SnsAccount, one).status for one in self.targets[:2]]
            used = any(status in ANSWERED_FOR for status in statuses)
            for target, status in zip(self.targets, [*statuses, "closing" if used else "closed"], strict=True):
                self._holds(session, target, status)

    def _holds(self, session: Session, target: UUID, status: str) -> None:
        rows = queries.of_target(session, target, "officer")
        by_day = {
            self.today + timedelta(days=offset): [
                row.post_id
                for row in rows
                if row.from_date <= self.today + timedelta(days=offset)
                and (row.to_date is None or self.today + timedelta(days=offset) < row.to_date)
            ]
            for offset in range(-20, 60)
        }
        assert max(len(named) for named in by_day.values()) <= 1
        held = any(self._held(post) for post in by_day[self.today])
        gap = next((day for day, named in by_day.items() if day >= self.today and not named), None)
        since = (self.today if not held else gap) if status in ANSWERED_FOR else None
        expected = [] if since is None else ["open"]  # the lead time of the duty is 30 days
        assert self._unsettled(session, target, OFFICER) == expected, (status, held, gap)
        paused = ["open"] if status == "active" and not held else []
        assert self._unsettled(session, target, PAUSE) == paused, (status, held)

    def _unsettled(self, session: Session, target: UUID, kind: str) -> list[str]:
        return [duty.status for duty in of_kind(session, target, kind) if duty.status in ("open", "planned")]

    def teardown(self) -> None:
        """The next one begins beside these, so they are closed."""
        if not hasattr(self, "targets"):
            return
        self.today = TODAY
        self._go()
        with self._works() as (session, actor, stored, times):
            for row in queries.of_target(session, self.targets[2]):
                session.delete(row)
            for one in self.targets[:2]:
                account = find(session, SnsAccount, one)
                account.status = "closed"
                session.flush()
                watch(session, actor, stored, account, **times)


def play(office: Office, examples: int, steps: int) -> None:
    machine = type("Played", (Officers,), {"office": office})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_whatever_happens_nobody_is_second_and_no_gap_is_silent(office: Office) -> None:
    play(office, 12, 15)


@pytest.mark.soak
def test_however_long_it_goes_on(office: Office) -> None:
    play(office, 200, 60)
