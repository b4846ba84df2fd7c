"""What a contract tells the assessments through its life."""

from datetime import date
from typing import Any

from govapi.assessments.needs.tables import Need
from govapi.assessments.tables import Assessment
from govapi.contracts.needs.service import retell
from govapi.db.session import owned
from govapi.duties.tables import Duty
from govapi.edge.transaction import writing
from tests.assessments.jobs import run
from tests.support import life
from tests.support.app import CODE, Office


def assessments(office: Office) -> Any:
    items = office.as_("misaki").get("/assessments").json()["items"]
    return [office.as_("misaki").get(f"/assessments/{row['id']}").json() for row in items]


def live(one: Any) -> list[tuple[str, str]]:
    return [(need["record_number"], need["tier"]) for need in one["needs"] if need["live"]]


def test_the_choice_of_the_contractor_wants_it_assessed(office: Office) -> None:
    job = life.draft(office).to_plan()
    job.decide()
    assert assessments(office) == []
    job.act("start-selection")
    job.act("select", {"contractor_id": life.contractor(office), "amount": 880_000})
    [one] = assessments(office)
    assert (one["tier"], one["next_review_on"]) == ("S", "2026-12-01")
    assert live(one) == [(job.now()["number"], "S")]
    job.act("reselect", {"reason": "辞退の申出があったため。"})
    [one] = assessments(office)
    assert (live(one), one["next_review_on"]) == ([], None)


def test_no_information_no_assessment(office: Office) -> None:
    job = life.draft(office, answers=life.NOTHING_SAID)
    job.to_selected()
    assert assessments(office) == []


def test_the_performance_ends_the_need(office: Office) -> None:
    life.draft(office).to_active().day(date(2027, 3, 30))
    [one] = assessments(office)
    assert len(live(one)) == 1
    life_now = life.Life(office, one["needs"][0]["record_id"])
    life_now.day(date(2027, 4, 1))
    life_now.act("complete")
    [one] = assessments(office)
    assert live(one) == []


def test_each_member_of_a_joint_venture_is_assessed(office: Office) -> None:
    misaki = office.as_("misaki")
    member = life.contractor(office)
    venture = misaki.post(
        "/contractors", {"kind": "joint_venture", "name": "見本・例示共同企業体", "kana": "ミホンレイジ"}
    ).json()
    added = misaki.post(f"/contractors/{venture['id']}/members", {"member_id": member, "is_lead": True})
    assert added.status_code == 201, added.text
    job = life.draft(office).to_plan()
    job.decide()
    job.act("start-selection")
    job.act("select", {"contractor_id": venture["id"], "amount": 880_000})
    [one] = assessments(office)
    assert one["contractor_id"] == member
    refused = misaki.post(
        f"/contractors/{venture['id']}/assessments",
        {"tier": "A", "title": "見本業務", "reason": "確かめるため。", "starts_on": "2027-02-01", "ends_on": "2027-09-30"},
    )
    assert refused.status_code == 422 and "構成員" in refused.json()["detail"]


def test_a_town_that_begins_to_assess_looks_at_what_runs_already(office: Office) -> None:
    """Contracts from before there were assessments: the daily job makes up for it, once."""
    job = life.draft(office).to_concluded()
    with writing(office.database, CODE, office.clock) as session:
        for table in (Duty, Assessment, Need):
            for row in session.exec(owned(session, table)):
                session.delete(row)
    assert assessments(office) == []
    etag = office.as_("misaki").get(job.path).headers["ETag"]
    assert run(office, retell) == 1
    assert [live(one) for one in assessments(office)] == [[(job.now()["number"], "S")]]
    assert run(office, retell) == 0
    assert office.as_("misaki").get(job.path).headers["ETag"] == etag
