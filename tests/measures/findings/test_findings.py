"""指摘 over HTTP: found, demanded, answered, checked by another person."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from govapi.duties.queries import of_record
from tests.measures.records import BODY, REPLY, act, demanded, found, replied
from tests.support.app import Office
from tests.support.copies import writes
from tests.support.life import Life, draft


@pytest.fixture
def life(office: Office) -> Life:
    return draft(office).to_active()


def test_from_the_finding_to_the_check(office: Office, life: Life) -> None:
    finding = found(office, life)
    assert (finding["number"], finding["status_label"], finding["severity_label"]) == ("指摘-2026-0001", "指摘", "重大")
    assert finding["clause_title"] == "従事者の教育" or finding["clause_title"]
    assert finding["clause_article"].startswith("第")
    assert finding["clause_policy"] == ["6(5)"]
    asked = demanded(office, finding)
    assert (asked["status"], asked["turn"], asked["deadline"], asked["late"]) == ("requested", 1, "2026-12-31", False)
    answered = act(office, finding, "record-reply", REPLY)
    assert answered["rounds"][0]["reply"] == REPLY["reply"]
    same = office.as_("misaki").act(f"/findings/{finding['id']}/confirm", {"confirmation": "名簿を確かめた。"})
    assert (same.status_code, same.json()["code"]) == (403, "four_eyes")
    assert "回答を記録した職員" in same.json()["detail"]
    closed = act(office, finding, "confirm", {"confirmation": "受講の名簿を確かめた。"}, "sora")
    assert (closed["status_label"], closed["closed_name"], closed["available_actions"]) == ("改善済", "例示　空", [])


def test_a_reply_that_does_not_do_is_followed_by_another_demand(office: Office, life: Life) -> None:
    finding = replied(office, life)
    wanting = office.as_("misaki").act(f"/findings/{finding['id']}/insist", {"demanded": "全員を受講させること。"})
    assert wanting.status_code == 422
    again = {"demanded": "全員を受講させること。", "deadline": "2026-12-25", "reason": "三人が受講していないため。"}
    second = act(office, finding, "insist", again)
    assert (second["status"], second["turn"], second["deadline"]) == ("requested", 2, "2026-12-25")
    assert [one["turn"] for one in second["rounds"]] == [2, 1]
    life.day(date(2026, 12, 28))
    late = office.as_("misaki").get(f"/findings/{finding['id']}").json()
    assert late["late"] is True
    assert [one["id"] for one in office.as_("misaki").get("/findings?late=true").json()["items"]] == [finding["id"]]
    act(office, finding, "record-reply", {"reply": "全員が受講した。", "received_on": "2026-12-28"})
    seen = act(office, finding, "confirm", {"confirmation": "名簿を確かめた。"}, "sora")
    assert [one["came_late"] for one in seen["rounds"]] == [True, False]


def test_the_deadline_is_the_policys_unless_another_is_asked_for(office: Office, life: Life) -> None:
    finding = found(office, life)
    past = office.as_("misaki").act(
        f"/findings/{finding['id']}/request-improvement", {"demanded": "直すこと。", "deadline": "2026-11-30"}
    )
    assert past.status_code == 422 and past.json()["errors"][0]["pointer"] == "/deadline"
    act(office, finding, "request-improvement", {"demanded": "直すこと。"})
    duties = duties_of(office, finding)
    assert [(one.kind, one.status, one.due_on, one.nominal_on) for one in duties] == [
        ("finding.reply", "planned", date(2026, 12, 28), date(2026, 12, 31))
    ]
    act(office, finding, "record-reply", REPLY)
    assert [(one.status, one.settled_label) for one in duties_of(office, finding)] == [("done", "回答の受領")]


def duties_of(office: Office, finding: Any) -> Any:
    with writes(office) as session:
        return list(of_record(session, UUID(finding["id"])))


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"clause_key": "my_number"}, 422, "入っていない条項"),
        ({"clause_key": "nothing"}, 422, "入っていない条項"),
        ({"contract_id": None}, 422, "契約も選んでください"),
        ({"found_on": "2027-01-01"}, 422, "今日以前"),
        ({"content": ""}, 422, ""),
        ({"severity": "grave"}, 422, ""),
        ({"contractor_id": "00000000-0000-7000-8000-000000000000"}, 404, ""),
        ({"surprise": 1}, 422, ""),
    ],
)
def test_what_is_no_finding(office: Office, life: Life, changes: dict[str, Any], status: int, words: str) -> None:
    body = {**BODY, "contractor_id": life.now()["contractor_id"], "contract_id": life.id, **changes}
    answer = office.as_("misaki").post("/findings", body)
    assert answer.status_code == status, answer.text
    assert words in answer.json()["detail"]
    assert office.as_("misaki").get("/findings").json()["items"] == []


def test_findings_are_narrow(office: Office, life: Life) -> None:
    finding = found(office, life)
    path = f"/findings/{finding['id']}"
    seen = {
        who: office.as_(who).get(path).status_code
        for who in ("misaki", "kenichi", "mio", "kayo", "tadashi", "haru", "aoi", "taro")
    }
    assert seen == {"misaki": 200, "kenichi": 200, "mio": 200, "kayo": 200, "tadashi": 200, "haru": 404, "aoi": 404, "taro": 404}
    assert office.as_("haru").get("/findings").json()["items"] == []
    assert office.as_("haru").get(f"/contracts/{life.id}/findings").json()["items"] == []
    assert office.as_("kayo").act(f"{path}/request-improvement", {"demanded": "直すこと。"}).status_code == 403
    assert office.as_("misaki").act(f"{path}/escalate", {"reason": "重大なため。"}).status_code == 403


def test_a_finding_is_mended_until_an_improvement_is_demanded(office: Office, life: Life) -> None:
    finding, misaki = found(office, life), office.as_("misaki")
    path = f"/findings/{finding['id']}"
    etag = misaki.get(path).headers["ETag"]
    mended = misaki.patch(path, {"title": "教育の未実施（三人）", "clause_key": "confidentiality"}, etag=etag)
    assert (mended.json()["title"], mended.json()["clause_key"]) == ("教育の未実施（三人）", "confidentiality")
    assert misaki.patch(path, {"title": "x"}, etag=etag).status_code == 412
    demanded(office, finding)
    assert misaki.patch(path, {"title": "x"}, etag=misaki.get(path).headers["ETag"]).status_code == 409
