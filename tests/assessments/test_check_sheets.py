"""A whole round over HTTP: B is decided by the head of the section, S by the information policy section."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from govapi.duties.queries import of_record
from govapi.edge.transaction import reading
from tests.assessments.rounds import FIT, HEAD, STAFF, Round, go_to, needed
from tests.support.app import CODE, Office
from tests.support.life import HOLDERS, circulation


def test_a_round_of_tier_b_is_decided_by_the_head_of_the_section(office: Office) -> None:
    rounds = needed(office, "B")
    one = rounds.opened(occasion="first", contact_name="見本　守", contact_email="mamoru@mihon.example.jp")
    begun = one.now()
    assert (begun["number"], begun["status_label"], begun["deadline"]) == ("確認-2026-0001", "準備中", "2026-12-24")
    assert (begun["tier_label"], begun["progress"]["asked"]) == ("区分Ｂ（公表していない情報）", 25)
    one.act("send")
    assert one.write({"B3-1": {"answer": "partly"}}).json()["status_label"] == "審査中"
    one.review().act("submit", FIT)
    assert one.now()["status_label"] == "回議中"
    approval = circulation(office, one.id)
    assert approval["kind_label"] == "委託先評価伺"
    assert [step["post_title"] for step in approval["steps"]] == ["健康推進課係長", "健康推進課課長"]
    one.decide()
    done = one.now()
    assert (done["status"], done["decided_on"], done["proposed_verdict_label"]) == ("decided", "2026-11-24", "適合")
    assert done["proposed_until"] == "2028-11-24"
    judged = rounds.assessment()
    assert (judged.status, judged.judged_on, judged.valid_until) == ("fit", date(2026, 11, 24), date(2028, 11, 24))
    assert (judged.judged_by_post, judged.check_sheet_id.hex) == ("健康推進課課長", one.id.replace("-", ""))
    assert judged.score == done["score"] and 90 < done["score"] < 100
    assert judged.next_review_on is not None and judged.next_review_on > date(2027, 1, 1)


def test_a_round_of_tier_s_is_decided_by_the_information_policy_section(office: Office) -> None:
    rounds = needed(office, "S")
    one = rounds.opened().to_submitted()
    approval = circulation(office, one.id)
    assert [step["post_title"] for step in approval["steps"]] == ["健康推進課課長", "情報政策課課長"]
    assert len(one.answers()) > 66
    path = f"/approvals/{approval['id']}"
    assert office.as_(HEAD).act(f"{path}/decide").status_code in (403, 409)
    one.decide()
    assert rounds.assessment().judged_by_post == "情報政策課課長"


def test_who_asks_does_not_decide(office: Office) -> None:
    one = needed(office, "B").opened().to_answered().review()
    one.act("submit", FIT, by=HEAD)
    approval = circulation(office, one.id)
    for step in approval["steps"][:-1]:
        assert office.as_(HOLDERS[step["post_title"]]).act(f"/approvals/{approval['id']}/agree").status_code == 200
    answer = office.as_(HEAD).act(f"/approvals/{approval['id']}/decide")
    assert (answer.status_code, answer.json()["code"]) == (403, "four_eyes")
    assert one.now()["status"] == "in_approval"


@pytest.mark.parametrize("verb", ["return", "reject"])
def test_a_decision_against_it_goes_back_to_the_review(office: Office, verb: str) -> None:
    rounds = needed(office)
    one = rounds.opened().to_submitted()
    one.decide(verb)
    assert one.now()["status"] == "answered"
    assert rounds.assessment().status == "unassessed"
    one.act("submit", {**FIT, "verdict": "unfit"})
    one.decide()
    unfit = rounds.assessment()
    assert (unfit.status, unfit.valid_until) == ("unfit", None)


def test_a_conditional_verdict_holds_for_as_long_as_the_tier_allows(office: Office) -> None:
    rounds = needed(office, "B")
    one = rounds.opened().to_answered().review()
    asked = {**FIT, "verdict": "conditional"}
    refusals = [
        ({}, ["/conditions", "/until"]),
        ({"conditions": "教育を実施すること。"}, ["/until"]),
        ({"conditions": "教育を実施すること。", "until": "2027-06-01"}, ["/until"]),
        ({"conditions": "教育を実施すること。", "until": "2026-11-23"}, ["/until"]),
    ]
    for more, pointers in refusals:
        answer = office.as_(STAFF).act(f"{one.path}/submit", {**asked, **more})
        assert (answer.status_code, [fault["pointer"] for fault in answer.json()["errors"]]) == (422, pointers)
    assert one.now()["status"] == "answered"
    one.act("submit", {**asked, "conditions": "教育を実施すること。", "until": "2027-05-24"})
    one.decide()
    judged = rounds.assessment()
    assert (judged.status, judged.valid_until, judged.conditions) == ("conditional", date(2027, 5, 24), "教育を実施すること。")


def test_nothing_is_proposed_before_every_answer_was_looked_at(office: Office) -> None:
    one = needed(office).opened().to_answered()
    answer = office.as_(STAFF).act(f"{one.path}/submit", FIT)
    assert answer.status_code == 422 and "まだ確認していない回答が25問" in answer.json()["detail"]
    offered = {action["action"]: action["blocked_because"] for action in one.now()["available_actions"]}
    assert "25問" in offered["submit"] and offered["return"] is None


def test_the_duty_follows_the_round(office: Office) -> None:
    one = needed(office).opened()
    assert duties(office, one) == []
    one.act("send")
    assert duties(office, one) == [("planned", "2026-12-24")]
    assert patched(office, one, {"deadline": "2026-12-03"}).status_code == 200
    assert duties(office, one) == [("open", "2026-12-03")]
    assert one.write().status_code == 200
    assert duties(office, one) == [("done", "2026-12-03")]
    one.act("return", {"reason": "教育の記録を示してください。", "deadline": "2026-12-10"})
    assert [due for _status, due in duties(office, one)] == ["2026-12-10", "2026-12-03"]
    one.act("withdraw", {"reason": "契約しないこととしたため。"})
    assert sorted(status for status, _due in duties(office, one)) == ["done", "dropped"]


def test_a_returned_round_says_what_is_insufficient_and_keeps_what_was_accepted(office: Office) -> None:
    one = needed(office).opened().to_answered().review({"B3-1": "教育の記録がありません。"})
    assert office.as_(STAFF).act(f"{one.path}/return").status_code == 422
    back = one.act("return", {"reason": "設問B3-1を補ってください。"})
    assert (back["status"], [badge["label"] for badge in back["badges"]]) == ("awaiting", ["差戻し"])
    assert back["return_comment"] == "設問B3-1を補ってください。"
    lacking = one.answers()["B3-1"]
    assert (lacking["verdict_label"], lacking["comment"]) == ("不足", "教育の記録がありません。")
    changed = [{"question": "B3-1", "answer": "partly", "remark": "12月に実施する。"}]
    assert one.put("answers", {"answers": changed, "complete": True}).status_code == 200
    after = one.answers()
    assert (after["B3-1"]["verdict"], after["A1-1"]["verdict"]) == ("", "accepted")
    assert one.now()["badges"] == []


def test_late_is_seen_in_the_list(office: Office) -> None:
    one = needed(office).opened(deadline="2026-12-01").to_awaiting()
    misaki = office.as_(STAFF)
    assert misaki.get("/check-sheets", params={"late": True}).json()["items"] == []
    go_to(office, date(2026, 12, 2))
    late = misaki.get("/check-sheets", params={"late": True}).json()["items"]
    assert [(item["id"], item["late"]) for item in late] == [(one.id, True)]
    assert late[0]["contractor_name"] == "株式会社見本製作所" and late[0]["progress"]["asked"] == 25


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, 1),
        ({"status": "awaiting"}, 1),
        ({"status": "decided"}, 0),
        ({"tier": "B"}, 1),
        ({"tier": "S"}, 0),
        ({"campaign_id": "00000000-0000-7000-8000-000000000000"}, 0),
    ],
)
def test_lists_are_narrowed(office: Office, filters: dict[str, Any], found: int) -> None:
    rounds = needed(office)
    rounds.opened().to_awaiting()
    misaki = office.as_(STAFF)
    assert len(misaki.get("/check-sheets", params=filters).json()["items"]) == found
    assert len(misaki.get("/check-sheets", params={"assessment_id": rounds.assessment_id}).json()["items"]) == 1


def test_one_round_at_a_time(office: Office) -> None:
    rounds = needed(office)
    one = rounds.opened()
    again = office.as_(STAFF).post(f"/assessments/{rounds.assessment_id}/check-sheets", {})
    assert (again.status_code, "確認-2026-0001" in again.json()["detail"]) == (409, True)
    one.act("withdraw", {"reason": "宛先の誤りのため。"})
    assert rounds.opened().now()["number"] == "確認-2026-0002"


def test_strangers_neither_see_nor_open_it(office: Office) -> None:
    rounds = needed(office)
    one = rounds.opened()
    for stranger in ("haru", "aoi"):
        person = office.as_(stranger)
        assert person.get(one.path).status_code == 404
        assert person.get(f"{one.path}/answers").status_code == 404
        assert person.get("/check-sheets").json()["items"] == []
    post = office.as_("haru").post(f"/assessments/{rounds.assessment_id}/check-sheets", {})
    assert post.status_code in (403, 404)
    assert office.as_("ren").get(one.path).status_code == 200  # the information policy section sees them all


def patched(office: Office, one: Round, body: Any) -> Any:
    misaki = office.as_(STAFF)
    return misaki.patch(one.path, body, etag=misaki.get(one.path).headers["ETag"])


def duties(office: Office, one: Round) -> list[tuple[str, str]]:
    """State and day of the round's duties, as the database has them."""
    with reading(office.database, CODE) as session:
        return [(row.status, row.due_on.isoformat()) for row in of_record(session, UUID(one.id))]
