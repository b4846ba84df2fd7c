"""The assessment follows the contracts: made, counted, dutiful, looked at early, counted again by the job."""

from datetime import date
from typing import Any
from uuid import UUID

from govapi.assessments.calendar.service import foresee, recount
from govapi.assessments.needs.tables import Need
from govapi.db.session import find, owned
from govapi.duties.queries import of_record
from govapi.edge.transaction import reading, writing
from govapi.people.tables import Department
from govapi.policy.store import current
from tests.assessments import rounds
from tests.assessments.jobs import run
from tests.assessments.rounds import Rounds
from tests.support.app import CODE, Office


def seen(office: Office, assessment_id: str, by: str = "misaki") -> Any:
    answer = office.as_(by).get(f"/assessments/{assessment_id}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def duties(office: Office, assessment_id: str) -> list[tuple[str, str, date]]:
    """Kind, status and day of the assessment's duties, in the order of their making."""
    with reading(office.database, CODE) as session:
        rows = sorted(of_record(session, UUID(assessment_id)), key=lambda row: row.id)
        return [(row.kind, row.status, row.due_on) for row in rows]


def judged(one: Rounds, **proposal: Any) -> None:
    """A whole round to its verdict."""
    sheet = one.opened().to_submitted(**proposal)
    sheet.decide()


def test_the_first_look_is_due_before_the_contract_begins(office: Office) -> None:
    one = rounds.needed(office, "B")
    out = seen(office, one.assessment_id)
    assert (out["number"], out["status_label"], out["tier"]) == ("評価-2026-0001", "未評価", "B")
    assert (out["next_review_on"], out["next_cause"]) == ("2026-12-01", "first")
    assert out["next_cause_label"] == "契約-2026-0901の履行開始（令和8年12月1日）までの初回の評価"
    assert [badge["label"] for badge in out["badges"]] == ["初回評価の時期"]
    assert "契約-2026-0901" in out["why_this_tier"] and "区分Ｂ" in out["why_this_tier"]
    assert out["standing"]["ok"] is False
    assert duties(office, one.assessment_id) == [("assessment.first", "open", date(2026, 12, 1))]


def test_a_verdict_counts_the_next_look_from_itself(office: Office) -> None:
    one = rounds.needed(office, "B", ends_on=date(2030, 3, 29))
    judged(one)
    out = seen(office, one.assessment_id)
    assert (out["status"], out["judged_on"], out["holds"]) == ("fit", "2026-11-24", True)
    assert out["judged_by_name"] and out["judged_by_post"]
    assert (out["next_nominal_on"], out["next_review_on"]) == ("2028-11-24", "2028-11-24")
    assert out["next_cause_label"] == "前回の評価（令和8年11月24日）から24か月"
    assert out["standing"]["ok"] is True and out["round_count"] == 1
    assert duties(office, one.assessment_id) == [
        ("assessment.first", "done", date(2026, 12, 1)),
        ("assessment.review", "planned", date(2028, 11, 24)),
    ]


def test_an_early_review_opens_at_once_and_leaves_the_regular_day(office: Office) -> None:
    one = rounds.needed(office, "B", ends_on=date(2030, 3, 29))
    judged(one)
    raised = office.as_("misaki").post(
        f"/assessments/{one.assessment_id}/triggers",
        {"kind": "audit_finding", "label": "自己点検で、持出しの記録がないことが分かった。", "happened_on": "2026-11-20"},
    )
    assert raised.status_code == 201, raised.text
    out = seen(office, one.assessment_id)
    assert out["next_review_on"] == "2028-11-24"
    assert [badge["key"] for badge in out["badges"]] == ["early"]
    assert [duty["kind"] for duty in out["duties"] if duty["status"] == "open"] == ["assessment.early_review"]
    judged(one, verdict="conditional", conditions="持出しの記録を整えること。", until="2027-03-31")
    after = seen(office, one.assessment_id)
    assert after["triggers"][0]["settled_on"] == "2026-11-24" and after["badges"] == []
    assert (after["next_cause"], after["next_review_on"]) == ("interval", "2028-11-24")
    promised = [duty for duty in after["duties"] if duty["kind"] == "assessment.condition_end"]
    assert [(duty["status"], duty["due_on"]) for duty in promised] == [("planned", "2027-03-31")]
    assert not [duty for duty in after["duties"] if duty["status"] == "open"]


def test_who_may_raise_and_what(office: Office) -> None:
    one = rounds.needed(office, "B")
    path = f"/assessments/{one.assessment_id}/triggers"
    body = {"kind": "audit_finding", "label": "監査で指摘があった。", "happened_on": "2026-11-20"}
    assert office.as_("misaki").post(path, {**body, "kind": "incident"}).status_code == 422  # raised by what happens
    assert office.as_("misaki").post(path, {**body, "happened_on": "2026-11-25"}).status_code == 422
    assert office.as_("kayo").post(path, body).status_code == 403  # sees all, but it is not her section's
    assert office.as_("ren").post(path, body).status_code == 201  # the security office


def test_ended_contracts_drop_out_by_the_job_alone(office: Office) -> None:
    one = rounds.needed(office, "B", ends_on=date(2027, 3, 31))
    assert run(office, recount) == 0
    rounds.go_to(office, date(2027, 3, 31))
    assert run(office, recount) == 0
    rounds.go_to(office, date(2027, 4, 8))  # a week of downtime
    with reading(office.database, CODE) as session:
        [change] = foresee(session, current(session, office.clock.today()), today=office.clock.today())
    assert (change.before_on, change.after_on, change.tier) == (date(2026, 12, 1), None, None)
    assert run(office, recount) == 1
    out = seen(office, one.assessment_id)
    assert out["next_review_on"] is None and out["followed"] is False
    assert duties(office, one.assessment_id) == [("assessment.first", "dropped", date(2026, 12, 1))]
    assert run(office, recount) == 0


def test_a_look_ahead_of_a_contract(office: Office) -> None:
    one = rounds.needed(office, "C")
    ask = {
        "tier": "A", "title": "住民健康管理システム更新業務委託", "reason": "見積依頼の前に確かめるため。",
        "starts_on": "2027-02-01", "ends_on": "2027-09-30",
    }  # fmt: skip
    path = f"/contractors/{one.contractor_id}/assessments"
    asked = office.as_("misaki").post(path, ask)
    assert asked.status_code == 201, asked.text
    assert (asked.json()["tier"], asked.json()["next_review_on"]) == ("A", "2026-12-01")
    assert office.as_("misaki").post(path, {**ask, "tier": "X"}).status_code == 422
    assert office.as_("misaki").post(path, {**ask, "ends_on": "2027-01-31"}).status_code == 422
    assert [row["tier"] for row in office.as_("misaki").get(path).json()["items"]] == ["A", "C"]
    assert seen(office, one.assessment_id)["followed"] is False


def test_lists_are_narrowed_and_not_shown_to_other_bureaus(office: Office) -> None:
    one = rounds.needed(office, "B")
    misaki = office.as_("misaki")
    for query, found in (
        ({}, 1), ({"status": "fit"}, 0), ({"tier": "B"}, 1), ({"due_before": "2026-12-01"}, 1), ({"due_before": "2026-11-30"}, 0),
        ({"q": "見本製作所"}, 1), ({"q": "評価-2026-0001"}, 1), ({"q": "不存在"}, 0), ({"lapsed": True}, 0),
    ):  # fmt: skip
        assert len(misaki.get("/assessments", params=query).json()["items"]) == found, query
    judged(one, verdict="conditional", conditions="記録を整えること。", until="2027-03-31")
    rounds.go_to(office, date(2027, 4, 1))
    items = misaki.get("/assessments", params={"lapsed": True}).json()["items"]
    assert [row["holds"] for row in items] == [False]
    assert {badge["key"] for badge in items[0]["badges"]} == {"expired"}
    assert office.as_("aoi").get(f"/assessments/{one.assessment_id}").status_code == 404
    assert office.as_("aoi").get("/assessments").json()["items"] == []
    assert office.as_("aoi").get(f"/contractors/{one.contractor_id}/assessments").json()["items"] == []


def test_what_others_outsource_and_how_far_a_round_has_come_is_not_told_with_the_assessment(office: Office) -> None:
    one = rounds.needed(office, "B")
    sheet = one.opened()
    assert [row["id"] for row in seen(office, one.assessment_id)["rounds"]] == [sheet.id]
    other = seen(office, one.assessment_id, "haru")  # another section of the bureau
    assert (other["rounds"], other["round_count"]) == ([], 0)
    assert {other["needs"][0]["title"]} == {"健診結果封入業務委託"} == {seen(office, one.assessment_id)["needs"][0]["title"]}
    with writing(office.database, CODE, office.clock) as session:
        schools = find(session, Department, office.town.departments["schools"])
        [need] = session.exec(owned(session, Need)).all()
        need.department_path, need.organ_id = schools.path, schools.organ_id
    told = seen(office, one.assessment_id)
    assert (told["needs"][0]["record_number"], told["needs"][0]["title"]) == ("契約-2026-0901", "（ほかの部局の契約）")
    assert "契約-2026-0901（ほかの部局の契約）が取り扱う情報により" in told["why_this_tier"]
    assert "健診結果封入業務委託" not in str(told)
    assert seen(office, one.assessment_id, "akira")["needs"][0]["title"] == "健診結果封入業務委託"
