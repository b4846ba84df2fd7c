"""What a change of holder sets off: one handover for everything held, once; a correction keeps what is right."""

from datetime import date, timedelta

from sqlalchemy import event
from sqlmodel import col

from govapi.approvals.tables import Approval
from govapi.db.session import find, owned
from govapi.duties.tables import Duty
from govapi.people.actor import system
from govapi.personnel_changes.following.service import recount
from govapi.personnel_changes.handovers import service
from govapi.personnel_changes.handovers.rules import HolderChange
from govapi.personnel_changes.handovers.tables import Handover, HandoverItem
from govapi.personnel_changes.tables import PersonnelChange
from govapi.policy.store import current
from tests.assessments.jobs import run
from tests.personnel_changes.handovers.held import (
    ALL,
    TODAY,
    account,
    all_handovers,
    appointed,
    circulation,
    contract,
    ended,
    everything,
)
from tests.support.app import CODE, NOW, Office
from tests.support.copies import writes


def test_one_handover_for_everything_held(office: Office) -> None:
    held = everything(office)
    appointed(office, "sora", "health-head")
    rows = {row.role: row for row in all_handovers(office)}
    assert rows.keys() == ALL and len(all_handovers(office)) == len(ALL)
    people = office.town.people
    for role, row in rows.items():
        assert (row.record_id, row.giver_id, row.status) == (held[role], people["kenichi"], "open"), role
        assert (row.receiver_id, row.effective_on, row.due_on) == (people["sora"], TODAY, TODAY + timedelta(days=7)), role
        assert row.giver_post == row.receiver_post == "健康推進課課長"
    numbers = sorted(row.number for row in rows.values())
    assert numbers == [f"引継-2026-{number:04d}" for number in range(1, len(ALL) + 1)]
    with writes(office) as session:
        personnel = current(session, TODAY).policy.personnel
        items = list(session.exec(owned(session, HandoverItem)))
        duties = list(session.exec(owned(session, Duty).where(col(Duty.kind) == "handover.confirm")))
    assert len(items) == sum(len(personnel.items(role)) for role in ALL) > len(ALL)
    assert {duty.record_id for duty in duties} == {row.id for row in rows.values()}
    assert {(duty.status, duty.person_id) for duty in duties} == {("open", people["kenichi"])}


def test_done_again_nothing_changes(office: Office) -> None:
    everything(office)
    appointed(office, "sora", "health-head")
    before = [row.model_dump() for row in all_handovers(office)]
    for day in (0, 1, 5):
        office.clock.go_to(NOW + timedelta(days=day))
        run(office, recount)
        assert [row.model_dump() for row in all_handovers(office)] == before


def test_what_came_after_the_move_is_not_the_former_holders(office: Office) -> None:
    appointed(office, "sora", "health-head")
    circulation(office, "回議-9", "misaki")
    with writes(office) as session:  # it came to the post today, when sora was there
        session.exec(owned(session, Approval)).one().applied_at = NOW
    run(office, recount)
    assert all_handovers(office) == []


def test_a_vacated_post_has_no_receiver_until_the_next_appointment(office: Office) -> None:
    account(office, "見本2")
    contract(office, "契約-2", "kenichi")
    ended(office, "kenichi")
    rows = all_handovers(office)
    assert {(row.role, row.receiver_id) for row in rows} == {("sns.officer", None), ("contract.supervisor", None)}
    office.clock.go_to(NOW + timedelta(days=3))
    appointed(office, "sora", "health-head", "2026-11-27")
    rows = all_handovers(office)
    assert {(row.receiver_id, row.receiver_post) for row in rows} == {(office.town.people["sora"], "健康推進課課長")}
    assert len(rows) == 2


def test_an_appointment_of_a_day_to_come_leaves_no_trace_until_it_comes(office: Office) -> None:
    everything(office)
    appointed(office, "sora", "health-head", "2026-12-01")
    run(office, recount)
    assert all_handovers(office) == []
    office.clock.go_to(NOW + timedelta(days=7))
    run(office, recount)
    assert {row.role for row in all_handovers(office)} == ALL


def test_who_stays_in_the_section_keeps_what_he_holds_in_person(office: Office) -> None:
    """misaki supervises a contract and becomes 係長 of the same section."""
    contract(office, "契約-3", "misaki")
    ended(office, "sachi")
    appointed(office, "misaki", "health-sub")
    assert all_handovers(office) == []
    office.clock.go_to(NOW + timedelta(days=1))
    ended(office, "noriko", "2026-11-25")
    appointed(office, "misaki", "tax-sub", "2026-11-25")
    row = all_handovers(office)[0]
    assert (row.role, row.giver_id, row.receiver_id) == ("contract.supervisor", office.town.people["misaki"], None)


def test_what_has_ended_is_not_handed_over_any_more(office: Office) -> None:
    everything(office)
    appointed(office, "sora", "health-head")
    with writes(office) as session:
        for row in session.exec(owned(session, Approval)):
            row.status = "decided"
        duty = session.exec(owned(session, Duty).where(col(Duty.kind) == "contract.renewal")).one()
        duty.status = "done"
    run(office, recount)
    over = {row.role for row in all_handovers(office) if row.status == "dropped"}
    assert over == {"approval.applicant", "approval.step", "duty.person"}
    assert all(row.dropped_reason for row in all_handovers(office) if row.status == "dropped")


def _list(office: Office) -> PersonnelChange:
    with writes(office) as session:
        row = PersonnelChange(number="異動-2026-0001", title="12月1日付け人事異動", publish_on=TODAY, imported_name="試験")
        session.add(row)
        session.flush()
        return row


def _reconciled(office: Office, change: PersonnelChange, *wanted: HolderChange) -> None:
    with writes(office) as session:
        stored = current(session, TODAY)
        service.reconcile(session, system(CODE), stored, change.id, wanted, now=NOW, today=TODAY)


def test_a_correction_drops_changes_and_keeps(office: Office) -> None:
    account(office, "見本4")
    account(office, "見本5", "tax-head")
    posts, people = office.town.posts, office.town.people
    on = date(2026, 12, 1)
    change = _list(office)
    health = HolderChange(posts["health-head"], people["kenichi"], people["sora"], on)
    tax = HolderChange(posts["tax-head"], people["tsutomu"], None, on)
    _reconciled(office, change, health, tax)
    first, second = all_handovers(office)
    assert (first.title, second.title) == ("見本4のアカウント", "見本5のアカウント") and first.change_id == change.id
    seen = office.as_("kenichi").get(f"/handovers/{first.id}").json()
    item = next(one for one in seen["items"] if one["mine"])
    for who, told in (("setsuko", 2), ("kenichi", 0)):  # the list itself is for the personnel office
        assert len(office.as_(who).get(f"/handovers?change_id={change.id}").json()["items"]) == told, who
    assert seen["change_id"] is None
    given = {"items": [{"item": item["item"], "answer": "not_needed", "note": "機器を用いていない。"}]}
    assert office.as_("kenichi").act(f"/handovers/{first.id}/confirm", given).status_code == 200

    _reconciled(office, change, HolderChange(posts["health-head"], people["kenichi"], people["sachi"], on))
    kept, dropped = all_handovers(office)
    assert (kept.id, kept.receiver_name, kept.status) == (first.id, "見本　幸", "open")
    assert (dropped.status, dropped.receiver_id) == ("dropped", None)
    with writes(office) as session:
        states = {row.record_id: row.status for row in session.exec(owned(session, Duty)) if row.kind == "handover.confirm"}
    assert states == {kept.id: "open", dropped.id: "dropped"}
    after = office.as_("kenichi").get(f"/handovers/{first.id}").json()["items"]
    assert [one["answer"] for one in after if one["item"] == item["item"]] == ["not_needed"]  # progress is kept

    _reconciled(office, change, health, HolderChange(posts["tax-head"], people["tsutomu"], people["noriko"], on))
    rows = all_handovers(office)
    assert [(row.id, row.status, row.receiver_id) for row in rows] == [
        (first.id, "open", people["sora"]),
        (second.id, "open", people["noriko"]),
    ]


def test_hundreds_are_made_in_few_statements(office: Office) -> None:
    for number in range(6):
        account(office, f"多{number}", roles=("officer", "operator"))

    def statements() -> int:
        posts, people = office.town.posts, office.town.people
        seen: list[str] = []

        def count(*args: object) -> None:
            seen.append(str(args[2]))

        event.listen(office.database.engine, "before_cursor_execute", count)
        with writes(office) as session:
            change = HolderChange(posts["health-head"], people["kenichi"], people["sora"], TODAY)
            stored = current(session, TODAY)
            made = service.hand_over(session, system(CODE), stored, [change], change_id=None, now=NOW, today=TODAY)
            assert made
        event.remove(office.database.engine, "before_cursor_execute", count)
        with writes(office) as session:
            for row in made:
                find(session, Handover, row.id).key = str(row.id)  # so that the next round makes its own
        return len(seen)

    few = statements()
    for number in range(40):
        account(office, f"更{number}", roles=("officer",))
    assert statements() <= few + 2
