"""承認のない利用 over HTTP: found, instructed, reported by the section, checked by another person."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from govapi.duties.queries import of_record
from tests.cloud_services.register import registered
from tests.cloud_services.running import running, section
from tests.cloud_services.unapproved.records import FOUND, STOP, STOPPED, act, found, reported
from tests.support.app import Office
from tests.support.copies import writes


def duties(office: Office, record: Any) -> list[tuple[str, date, str]]:
    with writes(office) as session:
        rows = of_record(session, UUID(record["id"]))
        return [(one.status, one.due_on, one.settled_label) for one in sorted(rows, key=lambda one: one.key)]


def test_from_the_discovery_to_the_end(office: Office) -> None:
    record = found(office, personal=True)
    assert (record["number"], record["status_label"], record["deadline"]) == ("無承認-2026-0001", "発見", "2026-12-08")
    assert record["incident_suggested"] is True
    assert duties(office, record) == [("open", date(2026, 12, 8), "")]
    stopping = act(office, record, "order-stop", STOP, "kenichi")
    assert (stopping["status"], stopping["deadline"], stopping["turn"]) == ("stopping", "2026-12-04", 1)
    assert duties(office, record) == [("open", date(2026, 12, 4), "")]
    answered = act(office, record, "report", STOPPED, "misaki")
    assert (answered["status"], answered["reported_name"]) == ("reported", "架空　美咲")
    assert duties(office, record) == [("done", date(2026, 12, 4), "対応の報告")]
    closed = act(office, record, "close-removed", {"reason": "管理画面の写しで確かめた。"})
    assert (closed["status_label"], closed["outcome_label"]) == ("対応済", "利用を停止し、情報を消去した")
    assert (closed["close_note"], closed["available_actions"]) == ("管理画面の写しで確かめた。", [])
    mio, path = office.as_("mio"), f"/unapproved-uses/{record['id']}"
    assert mio.patch(path, {"purpose": "x"}, etag=mio.get(path).headers["ETag"]).status_code == 409


def test_what_does_not_do_is_told_again_with_a_day_of_its_own(office: Office) -> None:
    record = found(office)
    reported(office, record, data_removed_on=None)
    wanting = office.as_("mio").act(f"/unapproved-uses/{record['id']}/close-removed", {})
    assert (wanting.status_code, "消去した日" in wanting.json()["detail"]) == (422, True)
    again = act(office, record, "order-stop", {"instruction": "履歴も消去すること。", "deadline": "2026-12-18"})
    assert (again["status"], again["turn"]) == ("stopping", 2)
    assert [one[:2] for one in duties(office, record)] == [("done", date(2026, 12, 4)), ("open", date(2026, 12, 18))]
    act(office, record, "report", STOPPED, "misaki")
    assert act(office, record, "close-removed")["outcome"] == "removed"


def test_a_use_may_be_approved_afterwards(office: Office) -> None:
    service = registered(office)
    record = found(office, service_id=service["id"])
    other = running(office, registered(office, name="別の見本", kana="ベツ")["id"])
    theirs = running(office, service["id"], "税務課")
    use = running(office, service["id"], status="in_approval")
    act(office, record, "ask-application", {"instruction": "利用を申請すること。"})
    misaki, path = office.as_("misaki"), f"/unapproved-uses/{record['id']}"
    for wrong, words in ((other, "ほかのサービス"), (theirs, "この課の利用申請ではありません")):
        refused = misaki.act(f"{path}/report", STOPPED | {"use_id": wrong})
        assert (refused.status_code, words in refused.json()["detail"]) == (422, True), refused.text
    told = act(office, record, "report", {"report": "申請した。", "use_id": use, "prevention": "周知した。"}, "misaki")
    assert told["use_number"].startswith("試験-")
    shown = office.as_("mio").get(path).json()["available_actions"]
    blocked = {one["action"]: one["blocked_because"] for one in shown}
    assert "まだ許可されていません" in blocked["close_approved"]
    permitted = running(office, service["id"])
    act(office, record, "ask-application", {"instruction": "許可の後に報告すること。"})
    act(office, record, "report", {"report": "許可された。", "use_id": permitted, "prevention": "周知した。"}, "misaki")
    assert act(office, record, "close-approved")["outcome_label"] == "事後に利用の許可を受けた"


def test_a_lower_permission_does_not_cover_what_was_put_in(office: Office) -> None:
    use = running(office, registered(office)["id"], class_code="1")
    record = found(office, class_code="3C")
    act(office, record, "ask-application", {"instruction": "利用を申請すること。"})
    act(office, record, "report", {"report": "許可された。", "use_id": use, "prevention": "周知した。"}, "misaki")
    refused = office.as_("mio").act(f"/unapproved-uses/{record['id']}/close-approved", {})
    assert (refused.status_code, "分類に足りません" in refused.json()["detail"]) == (422, True)


def test_it_may_turn_out_to_be_no_use(office: Office) -> None:
    record = found(office)
    assert office.as_("mio").act(f"/unapproved-uses/{record['id']}/close-no-use", {}).status_code == 422
    closed = act(office, record, "close-no-use", {"reason": "庁内のサーバであった。"})
    assert (closed["outcome"], closed["incident_suggested"]) == ("no_use", False)
    assert [one[0] for one in duties(office, record)] == ["dropped"]


@pytest.mark.parametrize(
    ("by", "changes", "status", "words"),
    [
        ("misaki", {}, 403, "所属長"),
        ("tsutomu", {}, 403, "所属長"),
        ("kenichi", {"found_on": "2026-11-25"}, 422, "今日以前"),
        ("mio", {"deadline": "2026-11-23"}, 422, "今日以後"),
        ("mio", {"class_code": "9"}, 422, "分類"),
        ("mio", {"how_found": ""}, 422, ""),
        ("mio", {"service_id": "00000000-0000-7000-8000-000000000000"}, 422, "サービス"),
        ("mio", {"department_id": "00000000-0000-7000-8000-000000000000"}, 422, "課"),
    ],
)
def test_what_is_not_recorded(office: Office, by: str, changes: dict[str, Any], status: int, words: str) -> None:
    answer = office.as_(by).post("/unapproved-uses", {"department_id": section(office), **FOUND, **changes})
    assert (answer.status_code, words in answer.json()["detail"]) == (status, True), answer.text
    assert office.as_("mio").get("/unapproved-uses").json()["items"] == []


def test_it_is_narrow_corrected_and_listed(office: Office) -> None:
    record = found(office, by="kenichi")
    path = f"/unapproved-uses/{record['id']}"
    seen = {who: office.as_(who).get(path).status_code for who in ("misaki", "mio", "jiro", "tadashi", "haru", "aoi", "shinji")}
    assert seen == {"misaki": 200, "mio": 200, "jiro": 200, "tadashi": 200, "haru": 404, "aoi": 404, "shinji": 404}
    etag = office.as_("mio").get(path).headers["ETag"]
    mended = office.as_("mio").patch(path, {"personal": True, "class_code": None, "purpose": "翻訳"}, etag=etag).json()
    assert (mended["personal"], mended["class_label"], mended["service_name"]) == (True, "不明", "見本翻訳")
    assert office.as_("mio").patch(path, {"purpose": "x"}, etag=etag).status_code == 412
    assert office.as_("misaki").patch(path, {"purpose": "x"}, etag='"2"').status_code == 403
    assert office.as_("misaki").get("/unapproved-uses", params={"late": True}).json()["items"] == []
    office.clock.go_to(office.clock.moment.replace(month=12, day=10))
    late = office.as_("misaki").get("/unapproved-uses", params={"late": True, "status": "found"}).json()["items"]
    assert [(one["id"], one["late"], one["section_name"]) for one in late] == [(record["id"], True, "健康推進課")]
