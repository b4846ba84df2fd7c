"""例外措置 over HTTP: which clause, asked by whom, allowed by whom, until when."""

from datetime import date
from typing import Any

import pytest

from tests.support.app import Office
from tests.support.life import HOLDERS, Life, circulation, decide, draft

BODY = {
    "clause_key": "staff_training",
    "reason": "受託者の従事者が一人であり、教育の計画を別に定められないため。",
    "compensation": "本市の研修に参加させる。",
    "until": "2027-03-31",
}


def drafted(office: Office) -> Life:
    """A draft with every required clause in but the one to be waived."""
    life = draft(office)
    life.include()
    person = office.as_("misaki")
    answer = person.put(f"{life.path}/clauses/staff_training", {"state": "missing"}, etag=person.get(life.path).headers["ETag"])
    assert answer.status_code == 200, answer.text
    return life


def asked(office: Office, life: Life, **changes: Any) -> Any:
    answer = office.as_("misaki").post(f"{life.path}/waivers", {**BODY, **changes})
    assert answer.status_code == 201, answer.text
    return answer.json()


def submitted(office: Office, life: Life) -> Any:
    waiver = asked(office, life)
    answer = office.as_("misaki").act(f"/waivers/{waiver['id']}/submit", {"note": "許可を申請します。"})
    assert answer.status_code == 200, answer.text
    return answer.json()


def state_of(office: Office, life: Life, key: str = "staff_training") -> Any:
    items = office.as_("misaki").get(f"{life.path}/clauses").json()["items"]
    return next(item for item in items if item["key"] == key)


def test_a_granted_waiver_lets_the_contract_go_on(office: Office) -> None:
    life = drafted(office)
    refused = office.as_("misaki").act(f"{life.path}/submit-plan")
    assert (refused.status_code, refused.json()["code"]) == (422, "unmet")
    waiver = submitted(office, life)
    assert waiver["number"] == "例外-2026-0001"
    assert waiver["status"] == "in_approval"
    decide(office, waiver["id"])
    seen = office.as_("misaki").get(f"/waivers/{waiver['id']}").json()
    assert (seen["status"], seen["in_force"], seen["decided_by_name"]) == ("granted", True, "仮名　次郎")
    assert seen["decided_by_post"] == "総務部部長"
    clause = state_of(office, life)
    assert (clause["state"], clause["state_label"], clause["waived_until"]) == ("waived", "例外措置", "2027-03-31")
    assert office.as_("misaki").act(f"{life.path}/submit-plan").status_code == 200


def test_a_waiver_counts_until_its_last_day_only(office: Office) -> None:
    life = drafted(office)
    waiver = asked(office, life, until="2026-11-25")
    assert office.as_("misaki").act(f"/waivers/{waiver['id']}/submit").status_code == 200
    decide(office, waiver["id"])
    for day, state in ((date(2026, 11, 25), "waived"), (date(2026, 11, 26), "missing")):
        life.day(day)
        assert state_of(office, life)["state"] == state
    assert office.as_("misaki").act(f"{life.path}/submit-plan").status_code == 422
    assert office.as_("misaki").get(f"/waivers/{waiver['id']}").json()["in_force"] is False


def test_what_a_law_wants_nobody_may_waive(office: Office) -> None:
    life = draft(office)
    answer = office.as_("misaki").post(f"{life.path}/waivers", {**BODY, "clause_key": "personal_info"})
    assert (answer.status_code, answer.json()["code"]) == (422, "not_waivable")
    assert "個人情報の保護に関する法律" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"until": "2026-11-23"}, 422, "期限が過ぎています"),
        ({"until": "2027-04-01"}, 422, "履行期間の終期"),
        ({"reason": " "}, 422, ""),
        ({"clause_key": "confidentiality"}, 422, "既に契約に入っています"),
        ({"clause_key": "budget_reduction"}, 404, ""),
        ({"surprise": 1}, 422, ""),
    ],
)
def test_what_may_not_be_asked_for(office: Office, changes: dict[str, Any], status: int, words: str) -> None:
    life = drafted(office)
    answer = office.as_("misaki").post(f"{life.path}/waivers", {**BODY, **changes})
    assert answer.status_code == status, answer.text
    assert words in answer.json()["detail"]
    assert office.as_("misaki").get(f"{life.path}/waivers").json()["items"] == []


def test_one_at_a_time_and_withdrawn_with_a_reason(office: Office) -> None:
    life = drafted(office)
    waiver, misaki = asked(office, life), office.as_("misaki")
    assert misaki.post(f"{life.path}/waivers", BODY).status_code == 409
    path = f"/waivers/{waiver['id']}"
    etag = misaki.get(path).headers["ETag"]
    assert misaki.patch(path, {"until": "2027-01-31"}, etag=etag).json()["until"] == "2027-01-31"
    assert misaki.patch(path, {"until": "2027-02-28"}, etag=etag).status_code == 412
    assert misaki.act(f"{path}/withdraw").status_code == 422
    assert misaki.act(f"{path}/withdraw", {"reason": "条項を入れることとしたため。"}).json()["status"] == "withdrawn"
    assert misaki.post(f"{life.path}/waivers", BODY).status_code == 201


def test_four_eyes_and_the_officer_the_clause_names(office: Office) -> None:
    life = drafted(office)
    waiver = submitted(office, life)
    approval = circulation(office, waiver["id"])
    for step in approval["steps"][:-1]:
        assert office.as_(HOLDERS[step["post_title"]]).act(f"/approvals/{approval['id']}/agree").status_code == 200
    path = f"/approvals/{approval['id']}"
    assert office.as_("misaki").act(f"{path}/decide").status_code == 403
    absent = {"absent_reason": "出張", "urgent": True}
    for deputy in ("shinji", "akira"):  # next below the 統括情報セキュリティ責任者, but the clause does not name them
        answer = office.as_(deputy).act(f"{path}/decide-for", absent)
        assert (answer.status_code, answer.json()["code"]) == (403, "no_officer")
    outside = {
        "decided_on": "2026-11-24",
        "post_title": "健康推進課課長",
        "name": "仮名　健一",
        "mode": "決裁",
        "reference": "健推第12号",
    }
    answer = office.as_("sora").act(f"{path}/record-outside", outside)
    assert (answer.status_code, answer.json()["code"]) == (403, "no_officer")
    assert office.as_("misaki").get(f"/waivers/{waiver['id']}").json()["status"] == "in_approval"
    answer = office.as_("sora").act(f"{path}/record-outside", {**outside, "post_title": "副市長", "name": "架空　花子"})
    assert answer.status_code == 200, answer.text
    seen = office.as_("misaki").get(f"/waivers/{waiver['id']}").json()
    assert (seen["status"], seen["decided_by_post"]) == ("granted", "副市長")


@pytest.mark.parametrize(("verb", "status"), [("return", "draft"), ("reject", "refused")])
def test_a_decision_against_it(office: Office, verb: str, status: str) -> None:
    life = drafted(office)
    waiver = submitted(office, life)
    decide(office, waiver["id"], verb)
    assert office.as_("misaki").get(f"/waivers/{waiver['id']}").json()["status"] == status
    assert state_of(office, life)["state"] == "missing"


def test_strangers_do_not_see_it(office: Office) -> None:
    life = drafted(office)
    waiver = asked(office, life)
    for stranger in ("haru@479900", "aoi"):
        person = office.as_(stranger)
        seen = person.get(f"/waivers/{waiver['id']}").status_code
        listed = person.get("/waivers").json()["items"]
        # 税務課 is of the same bureau in this town, 学校教育課 is not.
        assert (seen, len(listed)) == ((200, 1) if stranger.startswith("haru") else (404, 0))
    assert office.as_("haru").act(f"/waivers/{waiver['id']}/submit").status_code == 403
