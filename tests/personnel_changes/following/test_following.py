"""A 発令 that ends leaves nothing unanswered for: the vacancy is red at once, and settled when the post is filled."""

from datetime import timedelta

from sqlmodel import col

from govapi.db.session import owned
from govapi.duties.tables import Duty
from govapi.personnel_changes.following.service import recount
from tests.assessments.jobs import run
from tests.personnel_changes.handovers.held import account, all_handovers, appointed, ended, use
from tests.support.app import NOW, Office
from tests.support.copies import writes


def vacancies(office: Office) -> dict[str, set[str]]:
    """Kind → states of the duties about vacancies."""
    found: dict[str, set[str]] = {}
    with writes(office) as session:
        for row in session.exec(owned(session, Duty).where(col(Duty.kind).in_(("sns.officer", "sns.pause", "cloud.manager")))):
            found.setdefault(row.kind, set()).add(row.status)
    return found


def test_a_vacancy_is_a_duty_at_once_and_settled_at_once(office: Office) -> None:
    account(office, "見本1")
    use(office, "利用-1")
    ended(office, "kenichi")
    assert vacancies(office) == {"sns.officer": {"open"}, "sns.pause": {"open"}, "cloud.manager": {"open"}}
    office.clock.go_to(NOW + timedelta(days=1))
    appointed(office, "sora", "health-head", "2026-11-25")
    assert vacancies(office) == {"sns.officer": {"done"}, "sns.pause": {"dropped"}, "cloud.manager": {"done"}}
    assert {row.receiver_name for row in all_handovers(office)} == {"例示　空"}


def test_an_end_that_lies_ahead_is_not_seen_before_its_day(office: Office) -> None:
    account(office, "見本1")
    ended(office, "kenichi", "2026-12-01")
    assert vacancies(office) == {} and all_handovers(office) == []
    office.clock.go_to(NOW + timedelta(days=7))
    run(office, recount)
    assert [(row.role, row.receiver_id) for row in all_handovers(office)] == [("sns.officer", None)]


def test_a_move_on_the_same_day_opens_no_vacancy(office: Office) -> None:
    account(office, "見本1")
    appointed(office, "sora", "health-head")
    assert vacancies(office) == {}
    assert [row.receiver_name for row in all_handovers(office)] == ["例示　空"]


def test_what_was_entered_late_is_followed_at_once(office: Office) -> None:
    account(office, "見本1")
    appointed(office, "sora", "health-head", "2026-11-16")
    row = all_handovers(office)[0]
    assert (row.effective_on.isoformat(), row.due_on.isoformat()) == ("2026-11-16", "2026-12-01")
