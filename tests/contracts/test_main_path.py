"""The main job through the API: draft, clauses, two decisions, performance, and who may not do what on the way."""

from typing import Any

from tests.support.app import Office

ANSWERS = {
    "handles_information": True, "already_public": "not_public", "internal_only": False, "residents_data": True, "staff_data": False,
    "person_count": "over_1000", "sensitive": True, "personal_number": False, "bid_price": False, "secret": False,
    "processing_place": "contractor_cloud", "builds_or_runs_system": True, "remote_maintenance": True, "zone": "lgwan",
    "enters_office": True, "enters_server_room": False, "outage_hurts": True, "falsification_hurts": True,
}  # fmt: skip

JOB = {
    "title": "住民健康管理システム運用保守業務委託",
    "fiscal_year": 2026,
    "outline": "住民健康管理システムの運用及び保守を行う。",
    "method": "open_tender",
    "predetermined_price": 6_600_000,
    "budget_line": "一般会計 衛生費 保健衛生費 委託料",
    "starts_on": "2026-12-01",
    "ends_on": "2027-03-31",
    "place": "架空市役所及び受託者の事業所",
    "answers": ANSWERS,
}


def decide_all(office: Office, approval: dict[str, Any], holders: dict[str, str]) -> None:
    """Every step of a route by the person who holds its post."""
    for step in approval["steps"]:
        verb = "decide" if step["kind"] == "決裁" else "agree"
        answer = office.as_(holders[step["post_title"]]).act(f"/approvals/{approval['id']}/{verb}")
        assert answer.status_code == 200, answer.text


HOLDERS = {
    "健康推進課係長": "sachi", "健康推進課課長": "kenichi", "健康福祉部部長": "michiko", "契約検査課課長": "shinji", "情報政策課課長": "akira",
    "総務部部長": "jiro", "副市長": "hanako", "市長": "taro", "契約検査課係長": "kayo",
}  # fmt: skip


def test_from_draft_to_performance(office: Office) -> None:
    misaki = office.as_("misaki")
    drafted = misaki.post("/contracts", JOB)
    assert drafted.status_code == 201, drafted.text
    path = f"/contracts/{drafted.json()['id']}"
    assert drafted.json()["class_code"] == "3B"
    refused = misaki.act(f"{path}/submit-plan")
    assert refused.status_code == 422
    assert "必要な条項が入っていません" in refused.json()["detail"]
    assert misaki.post(f"{path}/clauses/include-required", etag=misaki.get(path).headers["ETag"]).status_code == 200
    submitted = misaki.act(f"{path}/submit-plan", {"note": "次のとおり施行してよろしいか伺います。"})
    assert submitted.status_code == 200, submitted.text
    assert submitted.json()["status"] == "plan_in_approval"
    waiting = office.as_("sachi").get("/approvals/waiting").json()["items"]
    assert [item["record_number"] for item in waiting] == [drafted.json()["number"]]
    own = misaki.act(f"/approvals/{waiting[0]['id']}/decide")
    assert own.status_code == 403
    decide_all(office, waiting[0], HOLDERS)
    assert misaki.get(path).json()["status"] == "plan_approved"
