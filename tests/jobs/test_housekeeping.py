"""The daily tidying: what nobody will ask for again goes, what is still wanted stays, in every town by itself."""

from datetime import timedelta

from sqlmodel import Session

from govapi.db.session import owned
from govapi.edge import housekeeping
from govapi.edge.tables import RememberedAnswer, WebSession
from govapi.edge.transaction import reading, writing
from govapi.jobs.runner import run_job
from govapi.jobs.tables import Job
from govapi.kit.clock import fixed
from tests.jobs.support import Hands, jobs, queue, runtime
from tests.support.databases import TestDatabase
from tests.support.towns import KAKU, MIHON, found

HANDS = Hands()
NOW = HANDS.now


def web_session(name: str, ends_in: timedelta) -> WebSession:
    """A signed-in browser."""
    return WebSession(token_hash=name, subject="s", csrf_token="c", expires_at=NOW + ends_in)


def answer(key: str, age: timedelta) -> RememberedAnswer:
    """An answer kept for a repetition."""
    return RememberedAnswer(caller="c", key=key, request_hash="h", status=201, body=b"{}", created_at=NOW - age)


def left(session: Session) -> tuple[set[str], set[str]]:
    """The sessions and the answers that are still there."""
    answers = session.exec(owned(session, RememberedAnswer)).all()
    return {row.token_hash for row in session.exec(owned(session, WebSession)).all()}, {row.key for row in answers}


def test_what_is_over_goes_and_the_rest_stays(fresh_database: TestDatabase) -> None:
    found(fresh_database.database)
    for code in (KAKU, MIHON):
        with writing(fresh_database.database, code, fixed(NOW)) as session:
            session.add_all([web_session("over", timedelta(seconds=-1)), web_session("open", timedelta(seconds=1))])
            session.add_all([answer("old", timedelta(days=7, seconds=1)), answer("new", timedelta(days=6, hours=23))])
            session.add(Job(task="x", status="done", finished_at=NOW - timedelta(days=31)))
            session.add(Job(task="x", status="waiting", run_at=NOW - timedelta(days=31)))
    rt = runtime(fresh_database.database, {"housekeeping": housekeeping.housekeeping}, HANDS)
    assert run_job(rt, KAKU, queue(rt, "housekeeping"))
    with reading(fresh_database.database, KAKU) as session:
        assert left(session) == ({"open"}, {"new"})
    with reading(fresh_database.database, MIHON) as session:
        assert left(session) == ({"over", "open"}, {"old", "new"})
    assert sorted((job.task, job.status) for job in jobs(rt)) == [("housekeeping", "done"), ("x", "waiting")]


def test_many_rows_go_in_small_steps(fresh_database: TestDatabase) -> None:
    found(fresh_database.database, [KAKU])
    with writing(fresh_database.database, KAKU, fixed(NOW)) as session:
        session.add_all([web_session(f"{number}", timedelta(days=-1)) for number in range(housekeeping.BATCH + 1)])
    rt = runtime(fresh_database.database, {"housekeeping": housekeeping.housekeeping}, HANDS)
    assert run_job(rt, KAKU, queue(rt, "housekeeping"))
    with reading(fresh_database.database, KAKU) as session:
        assert left(session) == (set(), set())
