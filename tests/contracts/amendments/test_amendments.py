"""変更契約 over HTTP: dated terms, a decision of their own, and the contract that goes on where it stood."""

from datetime import date
from typing import Any

import pytest

from govapi.cli.parts import job_runtime
from govapi.edge.transaction import writing
from govapi.jobs.port import enqueue
from govapi.jobs.runner import run_job
from tests.support.app import CODE, Office
from tests.support.life import NOTHING_SAID, RESIDENTS, Life, circulation, decide, draft

BODY: dict[str, Any] = {
    "reason": "対象者の増加により数量を変更するため。",
    "effective_on": "2026-12-10",
    "changes": {"amount": 1_980_000, "ends_on": "2027-03-20"},
}


@pytest.fixture
def life(office: Office) -> Life:
    """A contract in performance since 1 December."""
    return draft(office).to_active()


def started(life: Life, **changes: Any) -> Any:
    answer = life.office.as_("misaki").post(f"{life.path}/amendments", {**BODY, **changes})
    assert answer.status_code == 201, answer.text
    return answer.json()


def act(life: Life, amendment: Any, action: str, body: Any = None, by: str = "misaki") -> Any:
    return life.office.as_(by).act(f"/amendments/{amendment['id']}/{action}", body)


def run_the_daily_job(life: Life) -> None:
    parts = life.office.parts
    runtime = job_runtime(parts.database, parts.files, parts.clock)
    with writing(parts.database, CODE, parts.clock) as session:
        job_id = enqueue(session, "apply-amendments", {}, run_at=parts.clock.now())
    run_job(runtime, CODE, job_id)


def test_decided_today_it_holds_today(life: Life) -> None:
    amendment = started(life, effective_on="2026-12-01")
    assert amendment["number"] == f"{life.now()['number']}-変1"
    assert amendment["changes"][0] == {"field": "amount", "label": "契約金額（税込み）", "before": 880_000, "after": 1_980_000}
    assert life.now()["status"] == "amending"
    assert act(life, amendment, "submit", {"note": "変更してよろしいか伺います。"}).status_code == 200
    approval = circulation(life.office, amendment["id"])
    assert (approval["kind"], approval["amount"]) == ("amendment.decide", 1_980_000)
    assert approval["steps"][-1]["post_title"] == "健康福祉部部長"  # the higher total chooses the route
    decide(life.office, amendment["id"])
    now = life.now()
    assert (now["status"], now["amount"], now["ends_on"]) == ("active", 1_980_000, "2027-03-20")
    terms = life.office.as_("misaki").get(f"{life.path}/terms").json()["items"]
    assert [(row["effective_on"], row["terms"]["amount"]) for row in terms] == [
        ("2026-12-01", 880_000),
        ("2026-12-01", 1_980_000),
    ]
    assert terms[0]["amendment_id"] is None and terms[1]["amendment_id"] == amendment["id"]
    assert all("predetermined_price" not in row["terms"] for row in terms)


def test_terms_of_a_later_day_wait_for_it(life: Life) -> None:
    amendment = started(life)
    act(life, amendment, "submit")
    decide(life.office, amendment["id"])
    assert (life.now()["status"], life.now()["amount"]) == ("active", 880_000)
    again = life.office.as_("misaki").post(f"{life.path}/amendments", BODY)
    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    for day, amount in ((date(2026, 12, 9), 880_000), (date(2026, 12, 10), 1_980_000), (date(2026, 12, 11), 1_980_000)):
        life.day(day)
        run_the_daily_job(life)
        assert life.now()["amount"] == amount
    seen = life.office.as_("misaki").get(f"/amendments/{amendment['id']}").json()
    assert (life.now()["amount"], seen["applied_on"], seen["effective_on"]) == (1_980_000, "2026-12-10", "2026-12-10")


def test_terms_of_a_day_after_the_end_never_hold(life: Life) -> None:
    amendment = started(life)
    act(life, amendment, "submit")
    decide(life.office, amendment["id"])
    life.act(
        "terminate", {"ground": "契約書第20条", "terminated_on": "2026-12-05", "reason": "履行の見込みがないため。"}, by="kenichi"
    )
    outside = {"decided_on": "2026-12-01", "post_title": "市長", "name": "見本　太郎", "mode": "決裁", "reference": "健推第30号"}
    approval = circulation(life.office, life.id)
    assert life.office.as_("sora").act(f"/approvals/{approval['id']}/record-outside", outside).status_code == 200
    life.day(date(2026, 12, 10))
    run_the_daily_job(life)
    assert (life.now()["status"], life.now()["amount"]) == ("terminated", 880_000)


def test_a_late_job_changes_nothing_before_the_next_step(life: Life) -> None:
    amendment = started(life)
    act(life, amendment, "submit")
    decide(life.office, amendment["id"])
    life.day(date(2026, 12, 20))
    assert life.act("suspend", {"reason": "会場の改修のため。"}, by="kenichi")["amount"] == 1_980_000


def test_it_returns_to_where_the_contract_was(office: Office) -> None:
    life = draft(office).to_concluded()
    amendment = started(life, effective_on="2026-12-01")
    assert act(life, amendment, "withdraw", {"reason": "変更の必要がなくなったため。"}).json()["status"] == "withdrawn"
    assert life.now()["status"] == "concluded"
    life.day(date(2026, 12, 1))
    life.act("suspend", {"reason": "会場の改修のため。"}, by="kenichi")
    amendment = started(life)
    assert amendment["number"].endswith("-変2")
    act(life, amendment, "submit")
    decide(office, amendment["id"], "reject")
    assert office.as_("misaki").get(f"/amendments/{amendment['id']}").json()["status"] == "rejected"
    assert (life.now()["status"], life.now()["amount"]) == ("suspended", 880_000)


def test_a_returned_one_is_drafted_again(life: Life) -> None:
    amendment = started(life)
    act(life, amendment, "submit")
    decide(life.office, amendment["id"], "return")
    seen = life.office.as_("misaki").get(f"/amendments/{amendment['id']}")
    assert (seen.json()["status"], seen.json()["returned"], life.now()["status"]) == ("draft", True, "amending")
    changed = life.office.as_("misaki").patch(
        f"/amendments/{amendment['id']}", {"changes": {"amount": 900_000}}, etag=seen.headers["ETag"]
    )
    assert [row["field"] for row in changed.json()["changes"]] == ["amount"]
    assert act(life, amendment, "submit").status_code == 200


def test_newly_required_clauses_must_be_in_it(office: Office) -> None:
    answers = {**RESIDENTS, "residents_data": False, "already_public": "all_public", "processing_place": "on_premises"}
    answers = {key: value for key, value in answers.items() if key not in ("person_count", "sensitive")}
    life = draft(office, answers=answers).to_active()
    assert life.now()["class_code"] == "1"
    amendment = started(life, changes={"answers": RESIDENTS}, effective_on="2026-12-01")
    assert (amendment["class_before"], amendment["class_after"]) == ("1", "3B")
    assert {"personal_info", "no_copy"} <= set(amendment["missing_clauses"])
    refused = act(life, amendment, "submit")
    assert refused.status_code == 422 and "個人情報の取扱い" in refused.json()["detail"]
    person = office.as_("misaki")
    path = f"/amendments/{amendment['id']}"
    body: dict[str, Any] = {"clauses": {key: {} for key in amendment["missing_clauses"]}}
    assert person.patch(path, body, etag=person.get(path).headers["ETag"]).json()["missing_clauses"] == []
    assert act(life, amendment, "submit").status_code == 200
    decide(office, amendment["id"])
    rows = person.get(f"{life.path}/clauses").json()["items"]
    assert life.now()["class_code"] == "3B"
    assert [row["key"] for row in rows if row["required"] and row["state"] != "included"] == []


@pytest.mark.parametrize(
    ("changes", "status", "pointer"),
    [
        ({"changes": {"amount": None}}, 422, "/changes/amount"),
        ({"changes": {"contractor_id": "x"}}, 422, "/changes/contractor_id"),
        ({"changes": {"answers": {"nonsense": True}}}, 422, ""),
        ({"changes": {"ends_on": "2026-11-01"}}, 422, "/changes/ends_on"),
        ({"clauses": {"nonsense": {}}}, 422, ""),
        ({"clauses": {"reporting": {"first_report_hours": 1000}}}, 422, "/parameters/first_report_hours"),
        ({"reason": ""}, 422, "/reason"),
        ({"effective_on": 0}, 422, "/effective_on"),
    ],
)
def test_bad_input_changes_nothing(life: Life, changes: dict[str, Any], status: int, pointer: str) -> None:
    answer = life.office.as_("misaki").post(f"{life.path}/amendments", {**BODY, **changes})
    assert answer.status_code == status, answer.text
    assert not pointer or pointer in [fault["pointer"] for fault in answer.json()["errors"]]
    assert life.now()["status"] == "active"
    assert life.office.as_("misaki").get(f"{life.path}/amendments").json()["items"] == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"changes": {}}, "変更する条件がありません"),
        ({"changes": {"amount": 880_000}}, "変更する条件がありません"),
        ({"effective_on": "2026-11-30"}, "過去に遡らせる"),
        ({"effective_on": "2027-03-21"}, "終期"),
        ({"changes": {"ends_on": "2027-04-30"}}, "会計年度を越えています"),
        ({"changes": {"answers": NOTHING_SAID, "chosen_class": None}}, ""),
        ({"changes": {"chosen_class": "2"}}, "分類を引き下げる理由"),
    ],
)
def test_what_bars_submission(life: Life, changes: dict[str, Any], words: str) -> None:
    amendment = started(life, **changes)
    answer = act(life, amendment, "submit")
    assert answer.status_code == (422 if words else 200), answer.text
    assert words in answer.json().get("detail", "")


def test_others_may_not(life: Life) -> None:
    office = life.office
    for person, status in (("haru", 403), ("kayo", 403), ("aoi", 404), ("michiko", 201)):
        assert office.as_(person).post(f"{life.path}/amendments", BODY).status_code == status
    amendment = office.as_("misaki").get("/amendments").json()["items"][0]
    assert office.as_("misaki").post(f"{life.path}/amendments", BODY).status_code == 409
    assert office.as_("aoi").get(f"/amendments/{amendment['id']}").status_code == 404
    assert office.as_("aoi").get("/amendments").json()["items"] == []
    assert act(life, amendment, "submit", by="haru").status_code == 403
    assert act(life, amendment, "submit").status_code == 200
    approval = circulation(office, amendment["id"])
    assert office.as_("misaki").act(f"/approvals/{approval['id']}/agree").status_code == 403
