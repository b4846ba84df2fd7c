"""事故 over HTTP: both 認知日時, the clocks as duties, the 通報, the reports, and an end with everything done."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from govapi.assessments.triggers.tables import Trigger
from govapi.db.session import owned
from govapi.duties.queries import of_record
from govapi.kit.clock import JST
from tests.measures.records import INCIDENT, act, incident
from tests.support.app import Office
from tests.support.copies import writes
from tests.support.life import Life, draft

CHAIN = ("section_head", "csirt", "ciso", "prefecture_ministry")
TOLD = {"told_by": "健康推進課主事　架空　美咲", "told_to": "健康推進課課長　仮名　健一"}
WRITTEN = {
    "cause": "封入の際の確認を怠った。",
    "secondary_damage": "なし",
    "response_to_persons": "謝罪し、経緯を説明した。",
    "publication": "公表しない。",
    "prevention": "二人で封入し、照合の記録を残す。",
}


@pytest.fixture
def life(office: Office) -> Life:
    return draft(office).to_active()


def duties(office: Office, row: Any) -> dict[str, str]:
    with writes(office) as session:
        return {f"{one.key.split(':')[0]} {one.due_on}": one.status for one in of_record(session, UUID(row["id"]))}


def post(office: Office, row: Any, what: str, body: Any, status: int = 201) -> Any:
    answer = office.as_("misaki").post(f"/incidents/{row['id']}/{what}", body)
    assert answer.status_code == status, answer.text
    return answer.json()


def patched(office: Office, row: Any, changes: Any) -> Any:
    person, path = office.as_("misaki"), f"/incidents/{row['id']}"
    answer = person.patch(path, changes, etag=person.get(path).headers["ETag"])
    assert answer.status_code == 200, answer.text
    return answer.json()


def told(office: Office, row: Any, at: str = "2026-12-01T09:30:00+09:00") -> None:
    for step in CHAIN:
        post(office, row, "tellings", {**TOLD, "step": step, "told_at": at})


def filed(office: Office, row: Any, at: str = "2026-12-01T09:45:00+09:00") -> None:
    for due in row["dues"]:
        post(office, row, "filings", {"law": due["law"], "clock": due["clock"], "reported_at": at, "reference": "受付第1号"})


def test_a_recorded_incident_says_which_laws_and_by_when(office: Office, life: Life) -> None:
    row = incident(office, life)
    assert (row["number"], row["kind_label"], row["status_label"], row["serious"]) == ("事故-2026-0001", "漏えい", "対応中", True)
    assert [one["key"] for one in row["laws"]] == ["personal_information"]
    assert [(one["clock"], one["to"], one["due_on"], one["late"]) for one in row["dues"]] == [
        ("preliminary", "個人情報保護委員会", "2026-12-05", False),
        ("final", "個人情報保護委員会", "2026-12-30", False),
    ]
    assert [one["step"] for one in row["chain"]] == list(CHAIN)
    assert row["chain"][0]["due_at"] == "2026-12-01T01:00:00Z"
    assert row["contractor_knew_at"] == "2026-11-30T23:30:00Z"
    assert duties(office, row) == {
        "incident.preliminary 2026-12-05": "open",
        "incident.final 2026-12-30": "open",
        "incident.chain 2026-12-02": "open",
    }


def test_the_clocks_follow_the_facts(office: Office, life: Life) -> None:
    row = incident(office, life)
    longer = patched(office, row, {"malicious": True})
    assert [one["due_on"] for one in longer["dues"]] == ["2026-12-05", "2027-01-29"]
    assert duties(office, row)["incident.final 2027-01-29"] == "planned"
    none = patched(office, row, {"personal": False, "sensitive": False, "malicious": False})
    assert (none["laws"], none["dues"], none["serious"], none["notice_needed"]) == ([], [], False, False)
    assert [one["step"] for one in none["chain"]] == list(CHAIN[:3])
    assert set(duties(office, row).values()) == {"open", "dropped"}
    again = patched(office, row, {"my_number": True, "person_count": None})
    assert [one["key"] for one in again["laws"]] == ["personal_information", "my_number"]


def test_it_ends_when_everything_is_told_filed_and_written(office: Office, life: Life) -> None:
    row = incident(office, life)
    path = f"/incidents/{row['id']}"
    assert office.as_("kenichi").act(f"{path}/close").status_code == 409
    act(office, row, "contain", noun="incidents")
    steps: list[tuple[str, Callable[[], object]]] = [
        ("通報が記録されていません", lambda: told(office, row)),
        ("報告が済んでいません", lambda: filed(office, row)),
        ("本人への通知が必要", lambda: notified(office, row)),
        ("「原因」、「再発防止のための措置」", lambda: patched(office, row, WRITTEN)),
    ]
    for words, do in steps:
        refused = office.as_("kenichi").act(f"{path}/close")
        assert (refused.status_code, words in refused.json()["detail"]) == (422, True), refused.text
        do()
    assert office.as_("misaki").act(f"{path}/close").status_code == 403
    closed = act(office, row, "close", by="kenichi", noun="incidents")
    assert (closed["status_label"], closed["overdue"]) == ("終結", False)
    assert set(duties(office, row).values()) == {"done"}
    person = office.as_("misaki")
    assert person.patch(path, {"title": "x"}, etag=person.get(path).headers["ETag"]).status_code == 409
    assert person.act(f"{path}/reopen").status_code == 422
    assert act(office, row, "reopen", {"reason": "別の住民からも届け出があったため。"}, noun="incidents")["status"] == "open"


def notified(office: Office, row: Any) -> None:
    both = {"notified_on": "2026-12-01", "notified_how": "三人に電話で伝えた。", "not_notified_because": "連絡先が不明のため。"}
    path = f"/incidents/{row['id']}/settle-notice"
    for wrong in (both, {}, {"notified_on": "2026-12-01"}, {"notified_on": "2026-11-30", "notified_how": "電話"}):
        assert office.as_("misaki").act(path, wrong).status_code == 422, wrong
    answer = office.as_("misaki").act(path, {"notified_on": "2026-12-01", "notified_how": "三人に電話で伝えた。"})
    assert answer.status_code == 200, answer.text


def test_what_came_late_is_marked(office: Office, life: Life) -> None:
    row = incident(office, life)
    office.clock.go_to(datetime(2026, 12, 7, 10, tzinfo=JST))
    seen = office.as_("misaki").get(f"/incidents/{row['id']}").json()
    assert [one["late"] for one in seen["dues"]] == [True, False]
    assert [one["late"] for one in seen["chain"]] == [True] * 4
    assert office.as_("misaki").get("/incidents").json()["items"][0]["overdue"] is True
    told(office, row, "2026-12-01T10:30:00+09:00")
    filed(office, row, "2026-12-07T09:00:00+09:00")
    seen = office.as_("misaki").get(f"/incidents/{row['id']}").json()
    assert [one["late"] for one in seen["chain"]] == [True, False, False, False]
    assert [one["late"] for one in seen["dues"]] == [True, False]
    assert seen["overdue"] is False
    assert seen["dues"][0]["reported_at"] == "2026-12-07T00:00:00Z"


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"city_knew_at": "2026-12-01T11:00:00+09:00"}, "/city_knew_at"),
        ({"city_knew_at": "2026-12-01T09:00:00"}, "/city_knew_at"),
        ({"city_knew_at": "2026-12-01"}, "/city_knew_at"),
        ({"city_knew_at": 1_795_000_000}, "/city_knew_at"),
        ({"city_knew_at": "0001-01-01T00:00:00+09:00"}, "/city_knew_at"),
        ({"contractor_knew_at": "2026-12-01T07:00:00+09:00"}, "/contractor_knew_at"),
        ({"person_count": -1}, "/person_count"),
        ({"contract_ids": []}, "/contract_ids"),
        ({"outline": "個人番号は 123456789018 である。"}, "/outline"),
        ({"surprise": 1}, "/surprise"),
    ],
)
def test_what_is_no_incident(office: Office, life: Life, changes: dict[str, Any], pointer: str) -> None:
    answer = office.as_("misaki").post("/incidents", {**INCIDENT, "contract_ids": [life.id], **changes})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer), answer.text
    assert office.as_("misaki").get("/incidents").json()["items"] == []


def test_what_no_law_wants_is_not_filed(office: Office, life: Life) -> None:
    row = incident(office, life)
    wrong = {"law": "my_number", "clock": "final", "reported_at": "2026-12-01T09:30:00+09:00"}
    assert post(office, row, "filings", wrong, 422)["code"] == "not_due"
    early = {"law": "personal_information", "clock": "final", "reported_at": "2026-12-01T08:59:00+09:00"}
    assert post(office, row, "filings", early, 422)["errors"][0]["pointer"] == "/reported_at"
    assert post(office, row, "tellings", {**TOLD, "step": "mayor", "told_at": "2026-12-01T09:30:00+09:00"}, 422)


def test_who_sees_it_and_what_it_sets_off(office: Office, life: Life) -> None:
    row = incident(office, life)
    path = f"/incidents/{row['id']}"
    seen = {who: office.as_(who).get(path).status_code for who in ("misaki", "mio", "tadashi", "hanako", "haru", "kayo", "aoi")}
    assert seen == {"misaki": 200, "mio": 200, "tadashi": 200, "hanako": 200, "haru": 404, "kayo": 404, "aoi": 404}
    assert [one["number"] for one in office.as_("misaki").get(f"{life.path}/incidents").json()["items"]] == [row["number"]]
    assert office.as_("kayo").post("/incidents", {**INCIDENT, "contract_ids": [life.id]}).status_code == 403
    with writes(office) as session:
        triggers = session.exec(owned(session, Trigger)).all()
        assert [(one.kind, one.source_number) for one in triggers] == [("incident", row["number"])]


def test_a_further_contract_is_concerned_once(office: Office, life: Life) -> None:
    row, other = incident(office, life), draft(office, title="別の業務委託").to_concluded()
    path = f"/incidents/{row['id']}"
    etag = office.as_("misaki").get(path).headers["ETag"]
    added = office.as_("misaki").post(f"{path}/contracts", {"contract_id": other.id}, etag=etag)
    assert [one["number"] for one in added.json()["contracts"]] == ["契約-2026-0001", "契約-2026-0002"], added.text
    etag = office.as_("misaki").get(path).headers["ETag"]
    assert office.as_("misaki").post(f"{path}/contracts", {"contract_id": other.id}, etag=etag).status_code == 409
    assert len(office.as_("misaki").get(f"{other.path}/incidents").json()["items"]) == 1


def test_a_mistaken_one_is_withdrawn_unless_something_was_reported(office: Office, life: Life) -> None:
    row = incident(office, life)
    filed(office, row)
    refused = office.as_("kenichi").act(f"/incidents/{row['id']}/withdraw", {"reason": "誤りのため。"})
    assert (refused.status_code, "取り下げることができません" in refused.json()["detail"]) == (422, True)
    other = incident(office, life, title="誤った記録")
    assert act(office, other, "withdraw", {"reason": "誤りのため。"}, "kenichi", "incidents")["status"] == "withdrawn"
    assert set(duties(office, other).values()) == {"dropped"}
