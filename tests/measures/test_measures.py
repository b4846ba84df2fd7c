"""措置 over HTTP: on a clause the contract has, decided on a route, with its effect on the contract."""

from datetime import date
from typing import Any

import pytest

from govapi.measures.deciding.service import apply_due
from tests.measures.records import MEASURE, act, decided, escalated, found, incident, measure
from tests.support.app import Office
from tests.support.copies import writes
from tests.support.life import Life, decide, draft


@pytest.fixture
def life(office: Office) -> Life:
    return draft(office).to_active()


def apply_measures(office: Office) -> int:
    with writes(office) as session:
        return apply_due(session, office.clock.now(), office.clock.today())


def test_a_decided_suspension_suspends_the_contract_and_its_end_lets_it_go_on(office: Office, life: Life) -> None:
    drafted = measure(office, life)
    assert (drafted["number"], drafted["kind_label"], drafted["status_label"]) == ("措置-2026-0001", "一時中断", "下書き")
    assert drafted["clause_policy"] == ["6(8)"] and drafted["finding_number"] == "指摘-2026-0001"
    act(office, drafted, "submit", {"note": "伺います。"}, noun="measures")
    assert life.now()["status"] == "active"
    decide(office, drafted["id"])
    seen = office.as_("misaki").get(f"/measures/{drafted['id']}").json()
    assert (seen["status"], seen["decided_by_name"], seen["applied_on"]) == ("decided", "例示　美智子", "2026-12-01")
    assert life.now()["status"] == "suspended"
    refused = office.as_("misaki").act(f"/measures/{drafted['id']}/lift", {"reason": "教育を終えたため。"})
    assert refused.status_code == 403
    lifted = act(office, drafted, "lift", {"reason": "教育を終えたため。"}, "kenichi", "measures")
    assert (lifted["status_label"], lifted["end_note"]) == ("中断の解除", "教育を終えたため。")
    assert life.now()["status"] == "active"


def test_a_suspension_of_a_later_day_waits_for_it(office: Office, life: Life) -> None:
    seen = decided(office, life, effective_on="2026-12-10")
    assert (seen["status"], seen["applied_on"], life.now()["status"]) == ("decided", None, "active")
    blocked = {
        one["action"]: one["blocked_because"]
        for one in office.as_("kenichi").get(f"/measures/{seen['id']}").json()["available_actions"]
    }
    assert "まだ効力を生じていません" in blocked["lift"] and blocked["abandon"] is None
    assert apply_measures(office) == 0
    life.day(date(2026, 12, 10))
    assert [apply_measures(office), apply_measures(office)] == [1, 0]
    assert life.now()["status"] == "suspended"


def test_a_termination_begins_the_contracts_own_procedure_with_its_ground(office: Office, life: Life) -> None:
    seen = decided(office, life, kind="terminate", until=None, effective_on="2026-12-20")
    assert life.now()["status"] == "active"
    early = office.as_("kenichi").act(f"/measures/{seen['id']}/complete")
    assert (early.status_code, "まだ解除されていません" in early.json()["detail"]) == (422, True)
    act(office, seen, "start-termination", {}, noun="measures")
    assert life.now()["status"] == "terminating"
    ended = office.as_("misaki").get(f"{life.path}/terminations").json()["items"][0]
    assert seen["clause_title"] in ended["ground"] and seen["number"] in ended["ground"]
    assert (ended["terminated_on"], ended["reason"]) == ("2026-12-20", MEASURE["reason"])
    decide(office, life.id)
    assert life.now()["status"] == "terminated"
    assert act(office, seen, "complete", {}, "kenichi", "measures")["status_label"] == "終了"


def test_a_claim_is_followed_until_it_is_paid(office: Office, life: Life) -> None:
    seen = decided(office, life, kind="damages", until=None, amount=300_000)
    path = f"/measures/{seen['id']}"
    assert seen["remaining"] == 300_000
    early = office.as_("kenichi").act(f"{path}/complete")
    assert (early.status_code, "300,000円が納付されていません" in early.json()["detail"]) == (422, True)
    too_much = office.as_("misaki").post(f"{path}/payments", {"paid_on": "2026-12-01", "amount": 300_001})
    assert (too_much.status_code, too_much.json()["code"]) == (422, "unmet")
    for amount in (100_000, 200_000):
        paid = office.as_("misaki").post(f"{path}/payments", {"paid_on": "2026-12-01", "amount": amount})
        assert paid.status_code == 201, paid.text
    now = office.as_("misaki").get(path).json()
    assert (now["paid"], now["remaining"], len(now["payments"])) == (300_000, 0, 2)
    assert act(office, seen, "complete", {}, "kenichi", "measures")["status"] == "completed"
    assert office.as_("misaki").post(f"{path}/payments", {"paid_on": "2026-12-01", "amount": 1}).status_code == 422


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"clause_key": "my_number"}, 422, "契約（契約-2026-0001）に入っていない条項です"),
        ({"finding_id": None}, 422, "元となる指摘又は事故"),
        ({"effective_on": "2027-04-01"}, 422, "履行期間の終期"),
        ({"until": "2026-11-30"}, 422, "終期は、効力を生ずる日以後"),
        ({"kind": "terminate"}, 422, "終期を入力できるのは"),
        ({"reason": " "}, 422, ""),
        ({"kind": "fine"}, 422, ""),
        ({"surprise": 1}, 422, ""),
    ],
)
def test_what_is_no_measure(office: Office, life: Life, changes: dict[str, Any], status: int, words: str) -> None:
    finding = escalated(office, life)
    answer = office.as_("misaki").post("/measures", {**MEASURE, "contract_id": life.id, "finding_id": finding["id"], **changes})
    assert answer.status_code == status, answer.text
    assert words in answer.json()["detail"]
    assert office.as_("misaki").get("/measures").json()["items"] == []


def test_a_measure_waits_until_the_finding_is_handed_over(office: Office, life: Life) -> None:
    finding = found(office, life)
    body = {**MEASURE, "contract_id": life.id, "finding_id": finding["id"]}
    early = office.as_("misaki").post("/measures", body)
    assert (early.status_code, early.json()["code"]) == (422, "not_escalated")
    act(office, finding, "escalate", {"reason": "改善の見込みがないため。"}, "kenichi")
    drafted = office.as_("misaki").post("/measures", body).json()
    busy = office.as_("kenichi").act(f"/findings/{finding['id']}/conclude", {"reason": "終わったため。"})
    assert (busy.status_code, "まだ決定していません" in busy.json()["detail"]) == (422, True)
    act(office, drafted, "submit", {}, noun="measures")
    decide(office, drafted["id"])
    act(office, drafted, "lift", {"reason": "教育を終えたため。"}, "kenichi", "measures")
    assert act(office, finding, "conclude", {"reason": "措置により改善された。"}, "kenichi")["status"] == "closed"


def test_a_measure_rests_on_an_incident_of_that_contract_too(office: Office, life: Life) -> None:
    other = draft(office, title="別の業務委託").to_concluded()
    happened = incident(office, life)
    wrong = office.as_("misaki").post("/measures", {**MEASURE, "contract_id": other.id, "incident_id": happened["id"]})
    assert wrong.status_code == 422 and wrong.json()["errors"][0]["pointer"] == "/incident_id"
    assert measure(office, life, incident_id=happened["id"])["incident_number"] == happened["number"]


@pytest.mark.parametrize(("verb", "status"), [("return", "draft"), ("reject", "refused")])
def test_a_decision_against_it_leaves_the_contract_alone(office: Office, life: Life, verb: str, status: str) -> None:
    drafted = measure(office, life)
    act(office, drafted, "submit", {}, noun="measures")
    decide(office, drafted["id"], verb)
    assert office.as_("misaki").get(f"/measures/{drafted['id']}").json()["status"] == status
    assert life.now()["status"] == "active"


def test_another_of_the_same_kind_is_refused(office: Office, life: Life) -> None:
    first = measure(office, life)
    second = measure(office, life, finding_id=escalated(office, life)["id"])
    act(office, first, "submit", {}, noun="measures")
    answer = office.as_("misaki").act(f"/measures/{second['id']}/submit")
    assert (answer.status_code, first["number"] in answer.json()["detail"]) == (422, True)


def test_the_bureau_reads_a_measure_but_not_the_finding_behind_it(office: Office, life: Life) -> None:
    drafted = measure(office, life)
    seen = office.as_("haru").get(f"/measures/{drafted['id']}").json()
    assert (seen["number"], seen["finding_id"], seen["finding_number"]) == (drafted["number"], None, "")
    assert office.as_("aoi").get(f"/measures/{drafted['id']}").status_code == 404
    assert office.as_("haru").act(f"/measures/{drafted['id']}/submit").status_code == 403
