"""The daily job over real databases: once, twice, late."""

from datetime import date

from sqlmodel import col

from govapi.audit.tables import AuditRow
from govapi.db.session import owned
from govapi.duties.notices.tables import Notice
from govapi.edge.transaction import reading
from tests.duties.support import Desk
from tests.support.app import CODE

REVIEW_DAY = date(2027, 3, 31)  # ripe from 2027-01-30


def opened_rows(desk: Desk) -> list[str]:
    """The numbers in the audit rows of openings."""
    with reading(desk.database, CODE) as session:
        return [row.number for row in session.exec(owned(session, AuditRow).where(col(AuditRow.action) == "duty.open"))]


def test_a_duty_opens_on_its_day_and_not_before(hall_desk: Desk) -> None:
    hall_desk.plan("one", REVIEW_DAY)
    hall_desk.go_to(date(2027, 1, 29))
    assert hall_desk.run().result == {"opened": 0}
    assert hall_desk.duty("one").status == "planned"
    hall_desk.go_to(date(2027, 2, 1))
    job = hall_desk.run()
    assert (job.status, job.result) == ("done", {"opened": 1, "notices": 4, "mails": 4})
    duty = hall_desk.duty("one")
    assert (duty.status, duty.due_on, duty.opened_at is not None) == ("open", REVIEW_DAY, True)
    assert opened_rows(hall_desk) == ["評価-one"]


def test_run_twice_it_does_the_same_as_once(hall_desk: Desk) -> None:
    hall_desk.plan("one", REVIEW_DAY)
    hall_desk.go_to(date(2027, 2, 1))
    hall_desk.run()
    before = (hall_desk.duties(), hall_desk.count(Notice), len(hall_desk.mails()), opened_rows(hall_desk))
    assert hall_desk.run().result == {"opened": 0}
    assert (hall_desk.duties(), hall_desk.count(Notice), len(hall_desk.mails()), opened_rows(hall_desk)) == before


def test_after_downtime_each_is_told_once_with_the_words_of_today(hall_desk: Desk) -> None:
    hall_desk.plan("one", REVIEW_DAY)
    hall_desk.go_to(date(2027, 3, 25))  # the job was away when it opened, and 30 and 7 days before
    hall_desk.run()
    section = {"kenichi", "sachi", "misaki", "sora"}
    assert hall_desk.told("one") == {(name, "before_7") for name in section}
    assert len(hall_desk.mails()) == 4
    assert "期限が近づいている仕事" in hall_desk.mails()[0].body


def test_through_the_whole_year_every_stage_once(hall_desk: Desk) -> None:
    hall_desk.plan("one", REVIEW_DAY)
    day = date(2027, 1, 25)
    while day < date(2027, 4, 30):
        hall_desk.go_to(day)
        hall_desk.run()
        day = date.fromordinal(day.toordinal() + 1)
    doers = {"kenichi", "sachi", "misaki", "sora"}
    stages = ("opened", "before_30", "before_7", "before_0", "overdue")
    escalations = {("kenichi", "escalated"), ("michiko", "escalated_further")}
    assert hall_desk.told("one") == {(name, stage) for name in doers for stage in stages} | escalations
    assert hall_desk.duty("one").remind_on is None
