"""定期報告 over HTTP: what is expected, late, received, and whose duty the next one is."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import col

from govapi.db.session import owned
from govapi.duties.tables import Duty
from tests.contracts.performance.test_visits import planned
from tests.contracts.subcontracts.deals import act as step
from tests.contracts.subcontracts.deals import asked, seen
from tests.files.samples import pdf
from tests.support.app import Office
from tests.support.copies import writes
from tests.support.life import NOTHING_SAID, RESIDENTS, Life, circulation, decide, draft

FEW = RESIDENTS | {"person_count": "up_to_100", "sensitive": False}
REPORT = {"period_from": "2026-12-01", "received_on": "2027-01-08", "summary": "計画のとおり。", "security_ok": True}


def schedule(office: Office, life: Life) -> Any:
    answer = office.as_("misaki").get(f"{life.path}/report-schedule")
    assert answer.status_code == 200, answer.text
    return answer.json()


def states(office: Office, life: Life) -> list[tuple[str, str]]:
    return [(one["period_to"], one["state"]) for one in schedule(office, life)["items"]]


def duties(office: Office, life: Life) -> list[tuple[str, date]]:
    with writes(office) as session:
        statement = owned(session, Duty).where(col(Duty.record_id) == UUID(life.id), col(Duty.kind) == "report.regular")
        return [(row.status, row.nominal_on) for row in session.exec(statement.order_by(col(Duty.id))).all()]


def test_quarter_by_quarter(office: Office) -> None:
    life, misaki = draft(office, answers=FEW).to_active(), office.as_("misaki")
    assert schedule(office, life)["rule_label"].startswith("四半期ごと")
    assert states(office, life) == [("2026-12-31", "running"), ("2027-03-31", "ahead")]
    # 1月10日 is a Sunday, 11日 成人の日: the time limit moves to the next open day.
    assert duties(office, life) == [("planned", date(2027, 1, 12))]
    life.day(date(2027, 1, 5))
    assert states(office, life)[0] == ("2026-12-31", "due")
    life.day(date(2027, 1, 13))
    assert states(office, life)[0] == ("2026-12-31", "late")
    answer = misaki.post(f"{life.path}/reports", REPORT | {"received_on": "2027-01-13"})
    assert answer.status_code == 201, answer.text
    assert (answer.json()["late"], answer.json()["period_to"], answer.json()["due_on"]) == (True, "2026-12-31", "2027-01-12")
    assert states(office, life) == [("2026-12-31", "received"), ("2027-03-31", "running")]
    assert duties(office, life) == [("done", date(2027, 1, 12)), ("planned", date(2027, 4, 12))]
    again = misaki.post(f"{life.path}/reports", REPORT | {"received_on": "2027-01-13"})
    assert again.status_code == 422 and "予定から選んで" in again.json()["detail"]
    life.day(date(2027, 4, 1))
    last = REPORT | {"period_from": "2027-01-01", "received_on": "2027-04-01"}
    assert misaki.post(f"{life.path}/reports", last).status_code == 201
    assert [status for status, _day in duties(office, life)] == ["done", "done"]


def test_personal_numbers_are_reported_about_monthly(office: Office) -> None:
    life = draft(office, answers=RESIDENTS | {"personal_number": True}).to_concluded()
    assert [one["period_to"] for one in schedule(office, life)["items"]] == [
        "2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31",
    ]  # fmt: skip
    assert len(duties(office, life)) == 1


def test_who_handles_nothing_reports_nothing(office: Office) -> None:
    life = draft(office, answers=NOTHING_SAID).to_active()
    assert schedule(office, life) == {"rule_key": None, "rule_label": "", "items": []}
    refused = office.as_("misaki").post(f"{life.path}/reports", REPORT | {"received_on": "2026-12-01"})
    assert refused.status_code == 422


def test_a_contract_that_ends_early_is_no_longer_watched(office: Office) -> None:
    life = draft(office, answers=FEW).to_active()
    request = asked(office, life, class_code="2", personal=False, period_from="2026-12-01")
    assert step(office, request, "submit").status_code == 200
    decide(office, request["id"])
    visit = planned(office, life)
    life.act("terminate", {"ground": "契約書第20条", "terminated_on": "2026-12-20", "reason": "違反のため。"}, "kenichi")
    outside = {"decided_on": "2026-12-01", "post_title": "市長", "name": "架空　太郎", "mode": "決裁", "reference": "健推第1号"}
    path = f"/approvals/{circulation(office, life.id)['id']}/record-outside"
    assert office.as_("misaki").act(path, outside).status_code == 200
    assert [status for status, _day in duties(office, life)] == ["dropped"]
    ended = seen(office, request)
    assert (ended["status"], ended["ended_because"], ended["in_force"]) == ("ended", "契約の終了による。", False)
    assert office.as_("misaki").get(f"/site-visits/{visit['id']}").json()["status"] == "cancelled"


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"period_from": "2026-12-02"}, "/period_from"),
        ({"received_on": "2027-02-01"}, "/received_on"),
        ({"received_on": "2026-11-30"}, "/received_on"),
        ({"security_ok": False}, "/security_note"),
        ({"file_sha256": "0" * 64}, "/file_sha256"),
    ],
)
def test_what_may_not_be_written_down(office: Office, changes: dict[str, Any], pointer: str) -> None:
    life = draft(office, answers=FEW).to_active()
    life.day(date(2027, 1, 8))
    answer = office.as_("misaki").post(f"{life.path}/reports", REPORT | changes)
    assert answer.status_code == 422, answer.text
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]
    assert duties(office, life)[0][0] == "planned"  # no job ran; nothing was settled


def test_the_file_of_the_report_and_a_correction(office: Office) -> None:
    life, misaki = draft(office, answers=FEW).to_active(), office.as_("misaki")
    life.day(date(2027, 1, 8))
    file = {"file": ("報告書.pdf", pdf(), "application/pdf")}
    kept = misaki.request("POST", "/files", data={"contract_id": life.id}, files=file).json()["sha256"]
    made = misaki.post(f"{life.path}/reports", REPORT | {"file_sha256": kept}).json()
    path = f"{life.path}/reports/{made['id']}"
    changes = {"security_ok": False, "security_note": "端末の更新が遅れている。", "had_incident": True}
    assert misaki.patch(path, changes, etag='"9"').status_code == 412
    changed = misaki.patch(path, changes, etag='"1"')
    assert (changed.status_code, changed.json()["had_incident"], changed.json()["file_sha256"]) == (200, True, kept)
    assert misaki.patch(path, {"security_note": ""}, etag='"2"').status_code == 422
    assert [one["id"] for one in misaki.get(f"{life.path}/reports").json()["items"]] == [made["id"]]


def test_who_may(office: Office) -> None:
    life = draft(office, answers=FEW).to_active()
    life.day(date(2027, 1, 8))
    assert office.as_("haru").get(f"{life.path}/report-schedule").status_code == 200
    assert office.as_("haru").post(f"{life.path}/reports", REPORT).status_code == 403
    assert office.as_("aoi").get(f"{life.path}/report-schedule").status_code == 404
    assert office.as_("aoi").post(f"{life.path}/reports", REPORT).status_code == 404
