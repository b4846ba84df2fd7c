"""例外措置 over HTTP: a contractor that does not pass, asked for by whom, allowed by whom, until when."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from govapi.assessments.exceptions.queries import covering, in_force
from govapi.duties.queries import of_record
from govapi.edge.transaction import reading
from govapi.policy.store import current
from tests.assessments.rounds import Rounds, go_to, needed
from tests.support.app import CODE, Office
from tests.support.life import HOLDERS, circulation, decide

BODY = {
    "reason": "この業務を行うことができる者がほかになく、住民への影響が大きいため。",
    "compensation": "本市の職員が作業に立ち会い、本市の端末だけを使わせる。",
    "until": "2027-03-31",
}


def asked(office: Office, rounds: Rounds, **changes: Any) -> Any:
    answer = office.as_("misaki").post(f"/assessments/{rounds.assessment_id}/exceptions", {**BODY, **changes})
    assert answer.status_code == 201, answer.text
    return answer.json()


def submitted(office: Office, rounds: Rounds, **changes: Any) -> Any:
    made = asked(office, rounds, **changes)
    answer = office.as_("misaki").act(f"/assessment-exceptions/{made['id']}/submit", {"note": "許可を申請します。"})
    assert answer.status_code == 200, answer.text
    return answer.json()


def granted(office: Office, rounds: Rounds, **changes: Any) -> Any:
    made = submitted(office, rounds, **changes)
    decide(office, made["id"])
    return office.as_("misaki").get(f"/assessment-exceptions/{made['id']}").json()


def test_an_officer_allows_it_and_its_end_becomes_a_duty(office: Office) -> None:
    rounds = needed(office, "A")
    made = granted(office, rounds)
    assert (made["number"], made["status_label"], made["in_force"]) == ("評価例外-2026-0001", "許可", True)
    assert (made["decided_by_name"], made["decided_by_post"]) == ("仮名　次郎", "総務部部長")
    with reading(office.database, CODE) as session:
        policy = current(session, date(2026, 11, 24)).policy
        company = UUID(rounds.contractor_id)
        assert [row.number for row in in_force(session, company, date(2027, 3, 31))] == ["評価例外-2026-0001"]
        assert in_force(session, company, date(2027, 4, 1)) == []
        covered = {tier: covering(session, policy, company, tier, date(2027, 3, 31)) is not None for tier in "SABC"}
        assert covered == {"S": False, "A": True, "B": True, "C": True}
        duties = of_record(session, UUID(made["id"]))
    assert [(duty.kind, duty.due_on, duty.status) for duty in duties] == [("exception.end", date(2027, 3, 31), "planned")]


def test_a_further_one_settles_what_the_first_left(office: Office) -> None:
    rounds = needed(office, "A")
    first = granted(office, rounds)
    go_to(office, date(2027, 3, 20))
    second = granted(office, rounds, until="2027-09-30")
    with reading(office.database, CODE) as session:
        settled, open_ = of_record(session, UUID(first["id"]))[0], of_record(session, UUID(second["id"]))[0]
    assert (settled.status, settled.settled_label) == ("done", "新たな例外措置（評価例外-2026-0002）を許可")
    assert open_.status == "planned"


def test_a_verdict_that_passes_settles_it_too(office: Office) -> None:
    rounds = needed(office, "B")
    made = granted(office, rounds)
    one = rounds.opened(occasion="first", contact_name="見本　守", contact_email="mamoru@mihon.example.jp")
    one.to_submitted().decide()
    assert rounds.assessment().status == "fit"
    with reading(office.database, CODE) as session:
        assert of_record(session, UUID(made["id"]))[0].status == "done"
    refused = office.as_("misaki").post(f"/assessments/{rounds.assessment_id}/exceptions", BODY)
    assert (refused.status_code, refused.json()["code"]) == (422, "no_exception")
    assert "例外措置は必要ありません" in refused.json()["detail"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"until": "2026-11-23"}, "期限が過ぎています"),
        ({"until": "2027-11-25"}, "令和9年11月24日まで"),
        ({"reason": " "}, ""),
        ({"compensation": ""}, ""),
        ({"surprise": 1}, ""),
    ],
)
def test_what_may_not_be_asked_for(office: Office, changes: dict[str, Any], words: str) -> None:
    path = f"/assessments/{needed(office, 'B').assessment_id}/exceptions"
    answer = office.as_("misaki").post(path, {**BODY, **changes})
    assert answer.status_code == 422, answer.text
    assert words in answer.json()["detail"]
    assert office.as_("misaki").get(path).json()["items"] == []


def test_the_last_day_the_policy_allows(office: Office) -> None:
    assert asked(office, needed(office, "B"), until="2027-11-24")["until"] == "2027-11-24"


def test_one_at_a_time_and_withdrawn_with_a_reason(office: Office) -> None:
    rounds, misaki = needed(office, "B"), office.as_("misaki")
    made = asked(office, rounds)
    assert misaki.post(f"/assessments/{rounds.assessment_id}/exceptions", BODY).status_code == 409
    path = f"/assessment-exceptions/{made['id']}"
    etag = misaki.get(path).headers["ETag"]
    assert misaki.patch(path, {"until": "2027-01-31"}, etag=etag).json()["until"] == "2027-01-31"
    assert misaki.patch(path, {"until": "2027-02-28"}, etag=etag).status_code == 412
    assert misaki.act(f"{path}/withdraw").status_code == 422
    assert misaki.act(f"{path}/withdraw", {"reason": "ほかの委託先を選ぶため。"}).json()["status"] == "withdrawn"
    assert misaki.patch(path, {"until": "2027-02-28"}, etag=misaki.get(path).headers["ETag"]).status_code == 409
    assert misaki.post(f"/assessments/{rounds.assessment_id}/exceptions", BODY).status_code == 201
    items = misaki.get("/assessment-exceptions", params={"status": "withdrawn"}).json()["items"]
    assert [(item["number"], item["contractor_name"]) for item in items] == [("評価例外-2026-0001", "株式会社見本製作所")]


def test_only_an_officer_the_policy_names_and_never_the_applicant(office: Office) -> None:
    made = submitted(office, needed(office, "S"))
    approval = circulation(office, made["id"])
    path = f"/approvals/{approval['id']}"
    for step in approval["steps"][:-1]:
        assert office.as_(HOLDERS[step["post_title"]]).act(f"{path}/agree").status_code == 200
    assert office.as_("misaki").act(f"{path}/decide").status_code == 403
    for deputy in ("shinji", "akira"):
        answer = office.as_(deputy).act(f"{path}/decide-for", {"absent_reason": "出張", "urgent": True})
        assert (answer.status_code, answer.json()["code"]) == (403, "no_officer")
    outside = {
        "decided_on": "2026-11-24",
        "post_title": "健康推進課課長",
        "name": "仮名　健一",
        "mode": "決裁",
        "reference": "第12号",
    }
    answer = office.as_("sora").act(f"{path}/record-outside", outside)
    assert (answer.status_code, answer.json()["code"]) == (403, "no_officer")
    answer = office.as_("sora").act(f"{path}/record-outside", {**outside, "post_title": "副市長", "name": "架空　花子"})
    assert answer.status_code == 200, answer.text
    seen = office.as_("misaki").get(f"/assessment-exceptions/{made['id']}").json()
    assert (seen["status"], seen["decided_by_post"]) == ("granted", "副市長")


@pytest.mark.parametrize(("verb", "status"), [("return", "draft"), ("reject", "refused")])
def test_a_decision_against_it(office: Office, verb: str, status: str) -> None:
    made = submitted(office, needed(office, "A"))
    decide(office, made["id"], verb)
    seen = office.as_("misaki").get(f"/assessment-exceptions/{made['id']}").json()
    assert (seen["status"], seen["in_force"]) == (status, False)


def test_strangers_neither_see_it_nor_ask_for_it(office: Office) -> None:
    rounds = needed(office, "B")
    made = asked(office, rounds)
    aoi, haru = office.as_("aoi"), office.as_("haru")
    assert aoi.get(f"/assessment-exceptions/{made['id']}").status_code == 404
    assert aoi.get("/assessment-exceptions").json()["items"] == []
    assert aoi.post(f"/assessments/{rounds.assessment_id}/exceptions", BODY).status_code == 404
    # 税務課 is of the same bureau: it sees the record, and has no part in it.
    assert haru.get(f"/assessment-exceptions/{made['id']}").status_code == 200
    assert haru.post(f"/assessments/{rounds.assessment_id}/exceptions", BODY).status_code == 403
    assert haru.act(f"/assessment-exceptions/{made['id']}/submit").status_code == 403
