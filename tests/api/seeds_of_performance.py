"""What is looked at while a contract runs, seeded: a request for sub-contracting, a report, a visit, a roster, a place, an inspection."""

from datetime import date, datetime, time
from typing import Any

from govapi.kit.clock import JST
from tests.support.app import NOW, Office

REQUEST: dict[str, Any] = {
    "name": "有限会社作例印刷", "address": "架空県架空市例示町五丁目6番7号", "representative": "代表取締役　作例　進",
    "requested_on": "2026-11-24", "scope": "印刷", "reason": "設備を有しないため。", "period_from": "2026-12-10",
    "period_to": "2027-02-28", "share_percent": 10, "information": ["宛名"], "class_code": "2", "measures": "施錠", "supervision": "毎月の報告",
    "assessment_plan": "回答を受ける。", "conditions": ["持ち出さないこと。"],
}  # fmt: skip
REPORT = {"period_from": "2026-12-01", "received_on": "2027-01-20", "security_ok": True}
VISIT: dict[str, Any] = {
    "planned_on": "2027-01-20", "from_time": "10時", "place": "作業所", "inspectors": ["主事　架空　美咲"], "items": ["入退室"],
}  # fmt: skip
RESULT: dict[str, Any] = {
    "visited_on": "2027-01-20", "attended_by": "見本　守", "conclusion": "適正",
    "findings": [{"item": "媒体", "content": "施錠がない。", "due_on": "2027-02-10"}],
}  # fmt: skip
ROSTER = {"effective_on": "2026-12-01", "received_on": "2026-11-24", "workers": [{"name": "見本　守"}]}
PLACE = {"kind": "contractor_site", "name": "作業所", "starts_on": "2026-12-01", "notified_on": "2026-11-24"}
INSPECTION = {"kind": "partial", "inspected_on": "2027-01-20", "passed": True, "security_kept": True}


def later(office: Office, day: date = date(2027, 1, 20)) -> None:
    """Ten in the morning of a day within the term."""
    office.clock.go_to(datetime.combine(day, time(10), JST))


def made(office: Office, path: str, body: Any, who: str = "misaki") -> str:
    answer = office.as_(who).post(path, body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def act(office: Office, path: str, body: Any, who: str = "misaki") -> Any:
    answer = office.as_(who).act(path, body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def visited(office: Office, contract_id: str) -> tuple[str, str]:
    """A visit that was made, and what was found at it. The clock stands within the term after that."""
    visit = made(office, f"/contracts/{contract_id}/site-visits", VISIT)
    later(office)
    return visit, str(act(office, f"/site-visits/{visit}/carry-out", RESULT)["findings"][0]["id"])


def seed(office: Office, contract_id: str) -> dict[str, str]:
    """One of each under the contract; their ids by collection."""
    path = f"/contracts/{contract_id}"
    found = {
        "/subcontracts": made(office, f"{path}/subcontracts", REQUEST),
        "/contracts/{}/rosters": made(office, f"{path}/rosters", ROSTER),
        "/contracts/{}/work-places": made(office, f"{path}/work-places", PLACE),
    }
    visit, finding = visited(office, contract_id)
    found |= {
        "/site-visits": visit,
        "/site-visits/{}/findings": finding,
        "/contracts/{}/reports": made(office, f"{path}/reports", REPORT),
        "/contracts/{}/inspections": made(office, f"{path}/inspections", INSPECTION, "sora"),
    }
    office.clock.go_to(NOW)
    return found
