"""Planning, following, settling and dropping: the same key is one duty, however often it is told."""

from datetime import date
from uuid import UUID

from sqlmodel import col

from govapi.audit.tables import AuditRow
from govapi.db.session import owned
from govapi.duties import service
from govapi.duties.queries import of_record
from govapi.duties.tables import Duty
from govapi.edge.transaction import reading, writing
from govapi.kit.ids import new_id
from govapi.people.actor import system
from tests.duties.support import Desk
from tests.support.app import CODE

FAR, NEAR, LATER = date(2027, 9, 30), date(2026, 12, 11), date(2027, 10, 29)
RECORD = new_id()


def trail(desk: Desk) -> list[tuple[str, str]]:
    """Action and state after it, of every audit row about duties."""
    with reading(desk.database, CODE) as session:
        rows = session.exec(owned(session, AuditRow).where(col(AuditRow.noun) == "duty").order_by(col(AuditRow.seq))).all()
        return [(row.action.removeprefix("duty."), row.to_status) for row in rows]


def plan(desk: Desk, on: date, *, record: UUID = RECORD) -> Duty:
    desk.plan("one", on, record_id=record)
    return desk.duty("one")


def end(desk: Desk, verb: str, key: str = "one") -> None:
    with writing(desk.database, CODE, desk.clock) as session:
        act = service.settle if verb == "settle" else service.drop
        act(session, system(CODE), key, "評価が決裁されたため", now=desk.clock.now())


def test_planned_again_without_a_change_nothing_changes(hall_desk: Desk) -> None:
    first, again = plan(hall_desk, FAR), plan(hall_desk, FAR)
    assert first == again
    assert (first.status, first.nominal_on, first.due_on, first.opens_on) == ("planned", FAR, FAR, date(2027, 8, 1))
    assert trail(hall_desk) == [("plan", "")]


def test_what_is_ripe_opens_at_once(hall_desk: Desk) -> None:
    duty = plan(hall_desk, NEAR)
    assert (duty.status, duty.opened_at is not None) == ("open", True)
    assert trail(hall_desk) == [("plan", ""), ("open", "open")]


def test_a_changed_day_is_followed_and_written_down(hall_desk: Desk) -> None:
    plan(hall_desk, FAR)
    assert plan(hall_desk, LATER).due_on == LATER
    assert plan(hall_desk, NEAR).status == "open"
    assert plan(hall_desk, FAR).status == "planned"  # far ahead again: it waits
    assert hall_desk.duty("one").opened_at is None
    steps = ["plan", "change", "change", "open", "change", "postpone"]
    assert [action for action, _ in trail(hall_desk)] == steps


def test_reminders_of_another_day_go_out_again(hall_desk: Desk) -> None:
    plan(hall_desk, date(2026, 11, 27))
    hall_desk.run()
    plan(hall_desk, date(2026, 11, 30))
    hall_desk.run()
    assert {stage for _, stage in hall_desk.told("one")} == {"before_7"}
    assert len(hall_desk.told("one")) == 4
    assert hall_desk.duty("one").due_on == date(2026, 11, 30)


def test_done_stays_done_and_dropped_comes_back(hall_desk: Desk) -> None:
    plan(hall_desk, NEAR)
    end(hall_desk, "drop")
    assert hall_desk.duty("one").status == "dropped"
    assert plan(hall_desk, NEAR).status == "open"
    assert hall_desk.duty("one").settled_label == ""
    end(hall_desk, "settle")
    end(hall_desk, "settle")
    end(hall_desk, "drop")
    assert plan(hall_desk, LATER).status == "done"
    duty = hall_desk.duty("one")
    assert (duty.due_on, duty.settled_label, duty.remind_on) == (NEAR, "評価が決裁されたため", None)
    assert [action for action, _ in trail(hall_desk)] == ["plan", "open", "drop", "revive", "open", "settle"]


def test_settling_what_is_not_there_does_nothing(hall_desk: Desk) -> None:
    end(hall_desk, "settle", "nobody planned it")
    assert trail(hall_desk) == []


def test_of_a_record_the_kinds_named_are_settled(hall_desk: Desk) -> None:
    hall_desk.plan("far", FAR, record_id=RECORD)
    hall_desk.plan("near", NEAR, record_id=RECORD)
    hall_desk.plan("proof", NEAR, record_id=RECORD, kind="evidence.expiry")
    hall_desk.plan("other", NEAR)
    with writing(hall_desk.database, CODE, hall_desk.clock) as session:
        service.settle_record(session, system(CODE), RECORD, "済み", now=hall_desk.clock.now(), kinds=["assessment.review"])
        service.drop_record(session, system(CODE), new_id(), "なし", now=hall_desk.clock.now())
    with reading(hall_desk.database, CODE) as session:
        assert [(one.key, one.status) for one in of_record(session, RECORD)] == [
            ("proof", "open"),
            ("near", "done"),
            ("far", "done"),
        ]
    assert hall_desk.duty("other").status == "open"


def test_a_kind_the_policy_set_does_not_know_is_not_lost(hall_desk: Desk) -> None:
    hall_desk.plan("one", date(2026, 12, 1), kind="an.older.kind")
    assert hall_desk.duty("one").status == "open"
    assert hall_desk.run().result == {"opened": 0, "notices": 4, "mails": 4}
