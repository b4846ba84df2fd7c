"""サービスの変化 over HTTP: recorded once, asked of every running use, answered by its section, settled once."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from govapi.cloud_services.events.service import carry_over
from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.session import find
from govapi.duties.queries import of_record
from govapi.people.actor import system
from govapi.policy.store import current
from tests.cloud_services.register import registered
from tests.cloud_services.running import running
from tests.support.app import CODE, Office
from tests.support.copies import writes

EVENT = {
    "kind": "terms",
    "title": "利用規約の改定",
    "content": "入力した情報の保存期間が、30日から90日に改められる。",
    "known_on": "2026-11-24",
    "effective_on": "2027-01-01",
    "answer_by": "2026-12-11",
}
JUDGEMENT = {"kind": "disclosure", "acceptable": True, "text": "国内に保存され、国内法による。", "judged_on": "2026-11-20"}


def told(office: Office, service_id: str, by: str = "mio", **changes: Any) -> Any:
    answer = office.as_(by).post(f"/cloud-services/{service_id}/events", EVENT | changes)
    assert answer.status_code == 201, answer.text
    return answer.json()


def answered(office: Office, use: str, event: Any, by: str = "misaki", **changes: Any) -> Any:
    body = {"event_id": event["id"], "result": "continue", "note": "取扱いに影響がない。", **changes}
    return office.as_(by).post(f"/cloud-uses/{use}/event-answers", body)


def duties(office: Office, use: str) -> list[tuple[str, str, date]]:
    with writes(office) as session:
        return [(one.kind, one.status, one.due_on) for one in of_record(session, UUID(use)) if one.kind == "cloud.event"]


def test_every_running_use_answers_once(office: Office) -> None:
    service = registered(office)["id"]
    health, tax = running(office, service), running(office, service, "税務課", status="suspended")
    ended = running(office, service, status="ended")
    event = told(office, service)
    assert (event["number"], event["kind_label"], event["asked"], event["answered"]) == (
        "変化-2026-0001",
        "約款・契約条件の変更",
        2,
        0,
    )
    assert duties(office, health) == duties(office, tax) == [("cloud.event", "open", date(2026, 12, 11))]
    assert duties(office, ended) == []
    assert answered(office, tax, event).status_code == 403
    assert answered(office, ended, event).status_code == 404
    assert answered(office, health, event, by="machine:documents-system").status_code == 403
    first = answered(office, health, event)
    assert (first.status_code, first.json()["result_label"]) == (201, "このまま利用を続ける")
    assert answered(office, health, event, result="stop").status_code == 409
    assert duties(office, health) == [("cloud.event", "done", date(2026, 12, 11))]
    seen = office.as_("aoi").get(f"/cloud-services/{service}/events/{event['id']}").json()
    assert (seen["asked"], seen["answered"]) == (2, 1)
    assert {(one["section_name"], one["result"], one["may_answer"]) for one in seen["answers"]} == {
        ("健康推進課", "continue", False),
        ("税務課", "", False),
    }
    asked = office.as_("haru").get(f"/cloud-uses/{tax}/event-answers").json()["items"]
    assert [(one["event_number"], one["wanted"], one["may_answer"]) for one in asked] == [("変化-2026-0001", True, True)]
    assert [one["id"] for one in office.as_("aoi").get(f"/cloud-services/{service}/events").json()["items"]] == [event["id"]]


def test_another_place_ends_what_was_judged_of_the_former(office: Office) -> None:
    service = registered(office)["id"]
    path = f"/cloud-services/{service}/judgements"
    for kind in ("disclosure", "unregistered"):
        made = office.as_("mio").post(path, JUDGEMENT | {"kind": kind})
        assert made.status_code == 201, made.text
    told(office, service, kind="location", effective_on="2026-12-01")
    until = {one["kind"]: one["valid_until"] for one in office.as_("mio").get(path).json()["items"]}
    assert until["disclosure"] == "2026-11-30" and until["unregistered"] > "2028"
    trail = office.as_("tadashi").get("/audit-events", params={"limit": 200}).json()["items"]
    ended = [one for one in trail if one["action"] == "cloud_service.end_judgement"]
    assert len(ended) == 1 and "保存場所の変更（変化-2026-0001）" in ended[0]["summary"]
    told(office, service, kind="location", effective_on="2026-12-20")  # nothing is left that would end
    assert {one["valid_until"] for one in office.as_("mio").get(path).json()["items"] if one["kind"] == "disclosure"} == {
        "2026-11-30"
    }


@pytest.mark.parametrize(
    ("by", "changes", "status", "words"),
    [
        ("aoi", {}, 403, "利用している課"),
        ("misaki", {"known_on": "2026-11-25"}, 422, "今日以前"),
        ("misaki", {"answer_by": "2026-11-23"}, 422, "今日以後"),
        ("misaki", {"terms_id": "00000000-0000-7000-8000-000000000000"}, 422, "約款"),
        ("misaki", {"kind": "rumour"}, 422, ""),
        ("misaki", {"content": ""}, 422, ""),
    ],
)
def test_what_is_no_event(office: Office, by: str, changes: dict[str, Any], status: int, words: str) -> None:
    service = registered(office)["id"]
    running(office, service)
    answer = office.as_(by).post(f"/cloud-services/{service}/events", EVENT | changes)
    assert (answer.status_code, words in answer.json()["detail"]) == (status, True), answer.text
    assert office.as_("mio").get(f"/cloud-services/{service}/events").json()["items"] == []


def test_what_was_asked_goes_over_to_the_use_that_follows(office: Office) -> None:
    service = registered(office)["id"]
    before = running(office, service)
    event, other = told(office, service), told(office, service, kind="incident", title="障害", answer_by=None)
    assert other["answer_by"] == "2026-11-27"
    after = running(office, service)
    with writes(office) as session:
        first, second = find(session, CloudUse, UUID(before)), find(session, CloudUse, UUID(after))
        now, today = office.clock.now(), office.clock.today()
        carry_over(session, system(CODE), current(session, today), first, second, now=now, today=today)
    assert {one[1] for one in duties(office, before)} == {"dropped"}
    assert [one[1] for one in duties(office, after)] == ["open", "open"]
    assert office.as_("misaki").get(f"/cloud-uses/{before}/event-answers").json()["items"] == []
    assert answered(office, after, event, result="change", note="変更を申請する。").status_code == 201
