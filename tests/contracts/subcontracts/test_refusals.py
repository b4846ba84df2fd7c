"""What the city does not consent to, each with the sentence that says why and what to do."""

from datetime import date
from typing import Any

import pytest

from tests.contracts.subcontracts.deals import BELOW, REQUEST, act, asked, company, concluded, judged, seen
from tests.support.app import Office
from tests.support.life import HOLDERS, circulation, decide, draft


@pytest.mark.parametrize(
    ("changes", "pointer", "words"),
    [
        ({"name": ""}, "/name", "名称を入力"),
        ({"corporate_number": "1234567890123"}, "/corporate_number", "検査数字"),
        ({"period_from": "2026-11-30"}, "/period_to", "契約の履行期間の始期（令和8年12月1日）以後"),
        ({"period_to": "2027-04-01"}, "/period_to", "契約の履行期間の終期（令和9年3月31日）まで"),
        ({"period_to": "2026-12-09"}, "/period_to", "始期以後の日"),
        ({"my_number": True}, "/class_code", "契約では個人番号を取り扱いません"),
        ({"class_code": "3A"}, "/class_code", "超えています"),
        ({"class_code": "9"}, "/class_code", "方針セットにない分類"),
        ({"class_code": None}, "/class_code", "その分類を選んで"),
        ({"requested_on": "2026-11-25"}, "/requested_on", "今日以前"),
        ({"started_early_on": "2026-11-25"}, "/started_early_on", "今日以前"),
        ({"share_percent": 101}, "/share_percent", ""),
        ({"scope": "番号 123456789018"}, "/scope", "個人番号"),
        ({"status": "consented"}, "/status", ""),
    ],
)
def test_what_is_refused_at_once(office: Office, changes: dict[str, Any], pointer: str, words: str) -> None:
    life = concluded(office)
    answer = office.as_("misaki").post(f"{life.path}/subcontracts", {**REQUEST, **changes})
    assert answer.status_code == 422, answer.text
    faults = {fault["pointer"]: fault["message"] for fault in answer.json()["errors"]}
    assert pointer in faults and words in faults[pointer]
    assert office.as_("misaki").get(f"{life.path}/subcontracts").json()["items"] == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"is_whole": True}, "一括して再委託"),
        ({"address": "", "representative": ""}, "「再委託先の所在地」、「再委託先の代表者」"),
        ({"share_percent": None}, "「再委託の金額又は割合」"),
        (
            {"information": [], "measures": "", "supervision": ""},
            "「渡す情報の種類」、「再委託先の対策」、「受託者による監督の方法」",
        ),
        ({"assessment_plan": ""}, "評価がまだのときの確認の方法"),
    ],
)
def test_what_may_not_be_submitted(office: Office, changes: dict[str, Any], words: str) -> None:
    life = concluded(office)
    record = asked(office, life, **changes)
    refused = act(office, record, "submit")
    assert (refused.status_code, refused.json()["code"]) == (422, "unmet")
    assert words in refused.json()["detail"]
    shown = next(one for one in seen(office, record)["available_actions"] if one["action"] == "submit")
    assert shown["blocked_because"] == refused.json()["detail"]


def test_nobody_begins_before_the_consent(office: Office) -> None:
    life = concluded(office)
    record = asked(office, life, period_from="2026-12-01", started_early_on="2026-11-20")
    assert [one["key"] for one in seen(office, record)["badges"]] == ["started_early"]
    life.day(date(2026, 12, 2))
    refused = act(office, record, "submit")
    assert refused.status_code == 422 and "承諾の日より前に始まる再委託" in refused.json()["detail"]


def test_what_is_over_before_it_is_decided_is_not_consented_to(office: Office) -> None:
    life = concluded(office)
    record = asked(office, life, period_to="2026-12-10")
    assert act(office, record, "submit").status_code == 200
    life.day(date(2026, 12, 11))
    approval = circulation(office, record["id"])
    path = f"/approvals/{approval['id']}"
    for step in approval["steps"][:-1]:
        assert office.as_(HOLDERS[step["post_title"]]).act(f"{path}/agree").status_code == 200
    answer = office.as_("kenichi").act(f"{path}/decide")
    assert answer.status_code == 422 and "再委託の期間が既に終わっています" in answer.json()["detail"]
    assert seen(office, record)["status"] == "in_approval"


def test_a_lower_tier_stays_within_the_upper_one(office: Office) -> None:
    life = concluded(office)
    upper = asked(office, life, class_code="2", personal=False)
    act(office, upper, "submit")
    decide(office, upper["id"])
    misaki = office.as_("misaki")
    for changes, words in (
        ({"period_to": "2027-03-31"}, f"上位の再委託（{upper['number']}）の期間の終期"),
        ({"period_from": "2026-12-09"}, "の始期（令和8年12月10日）以後"),
        ({}, "では個人情報を取り扱いません"),
        ({"personal": False}, "分類"),
    ):
        answer = misaki.post(f"{life.path}/subcontracts", {**BELOW, "parent_id": upper["id"], **changes})
        assert answer.status_code == 422 and words in answer.json()["errors"][0]["message"], answer.text
    other = draft(office, title="別の契約").to_concluded()
    strange = misaki.post(f"{other.path}/subcontracts", {**BELOW, "parent_id": upper["id"]})
    assert strange.json()["errors"][0]["pointer"] == "/parent_id"


def test_personal_numbers_want_a_company_of_the_ledger(office: Office) -> None:
    life = concluded(office, numbers=True)
    record = asked(office, life, my_number=True, class_code="3B")
    refused = act(office, record, "submit")
    assert refused.status_code == 422
    assert "委託先の台帳に登録してください" in refused.json()["detail"] and "番号法第11条" in refused.json()["detail"]


def test_a_company_that_is_kept_out_works_for_nobody(office: Office) -> None:
    life = concluded(office)
    contractor_id, number = company(office)
    record = asked(office, life, corporate_number=number)
    judged(office, contractor_id, record["assessment_tier"])
    body = {"kind": "anti_social", "from_date": "2026-11-01", "reason": "架空県警察からの通報による。"}
    made = office.as_("shinji").post(f"/contractors/{contractor_id}/restrictions", body)
    assert made.status_code == 201, made.text
    refused = act(office, record, "submit")
    assert refused.status_code == 422 and "暴力団排除措置の期間中" in refused.json()["detail"]


def test_the_contractor_is_nobodys_subcontractor(office: Office) -> None:
    life = concluded(office)
    answer = office.as_("misaki").post(f"{life.path}/subcontracts", {**REQUEST, "contractor_id": life.now()["contractor_id"]})
    assert answer.status_code == 422 and "受託者自身" in answer.json()["errors"][0]["message"]


def test_only_while_the_contract_runs_and_by_the_section(office: Office) -> None:
    life = draft(office)
    assert office.as_("misaki").post(f"{life.path}/subcontracts", REQUEST).status_code == 409
    life = concluded(office)
    assert office.as_("haru").post(f"{life.path}/subcontracts", REQUEST).status_code == 403
    assert office.as_("aoi").post(f"{life.path}/subcontracts", REQUEST).status_code == 404
    record = asked(office, life)
    assert office.as_("aoi").get(f"/subcontracts/{record['id']}").status_code == 404
    assert office.as_("aoi").get("/subcontracts").json()["items"] == []
    assert office.as_("machine:documents-system").act(f"/subcontracts/{record['id']}/submit").status_code == 403
