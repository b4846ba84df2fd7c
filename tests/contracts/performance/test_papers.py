"""The papers of performance over HTTP: notice and result of a visit, the inspection certificate, the answer to a request."""

from datetime import date
from io import BytesIO
from typing import Any

import docx

from tests.contracts.performance.test_visits import act, done, planned
from tests.contracts.subcontracts.deals import act as step
from tests.contracts.subcontracts.deals import asked, concluded
from tests.support.app import Office
from tests.support.life import contractor, decide, draft

FINAL = {"inspected_on": "2027-04-01", "passed": True, "security_kept": True}


def signed(office: Office) -> None:
    """The contractor's representative is known: letters are addressed to him."""
    path, person = f"/contractors/{contractor(office)}", office.as_("shinji")
    head = {"representative_title": "代表取締役", "representative_name": "見本　創"}
    assert person.patch(path, head, etag=person.get(path).headers["ETag"]).status_code == 200


def paper(office: Office, path: str, key: str, by: str = "misaki") -> str:
    """The words of a new paper."""
    made = office.as_(by).post(f"{path}/documents", {"template": key})
    assert made.status_code == 201, made.text
    listed = office.as_(by).get(f"{path}/documents").json()["items"]
    assert made.json()["id"] in [one["id"] for one in listed]
    content = office.as_(by).get(f"/documents/{made.json()['id']}/file").content
    return words(docx.Document(BytesIO(content)))


def words(document: Any) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_the_notice_and_the_result_of_a_visit(office: Office) -> None:
    life = draft(office).to_active()
    signed(office)
    visit = planned(office, life)
    early = office.as_("misaki").post(f"/site-visits/{visit['id']}/documents", {"template": "site_visit_notice"})
    assert early.status_code == 409 and "受託者に通知する" in early.json()["detail"]
    act(office, visit, "cancel", {"reason": "日程を改めるため。"})
    visit = done(office, life)
    path = f"/site-visits/{visit['id']}"
    notice = paper(office, path, "site_visit_notice")
    assert "令和９年１月２０日" in notice
    assert "入退室管理" in notice and visit["legal_ground"] in notice
    result = paper(office, path, "site_visit_result", by="mio")
    assert "保管庫が施錠されていなかった。" in result and "見本　守" in result
    assert office.as_("misaki").post(f"{path}/documents", {"template": "contract"}).status_code == 404
    assert office.as_("kayo").post(f"{path}/documents", {"template": "site_visit_result"}).status_code == 403


def test_the_inspection_certificate(office: Office) -> None:
    life = draft(office).to_completed()
    row = office.as_("sora").post(f"{life.path}/inspections", FINAL)
    assert row.status_code == 201, row.text
    path = f"{life.path}/inspections/{row.json()['id']}"
    certificate = paper(office, path, "inspection_certificate", by="sora")
    assert "例示　空" in certificate and "株式会社見本製作所" in certificate and "完了検査" in certificate
    assert office.as_("haru").post(f"{path}/documents", {"template": "inspection_certificate"}).status_code == 403
    assert office.as_("sora").post(f"{path}/documents", {"template": "contract"}).status_code == 404


def test_the_answer_to_a_request(office: Office) -> None:
    life = concluded(office)
    signed(office)
    record = asked(office, life, conditions=["本市が承諾した作業場所以外で取り扱わないこと。"])
    path = f"/subcontracts/{record['id']}"
    early = office.as_("misaki").post(f"{path}/documents", {"template": "subcontract_consent"})
    assert early.status_code == 409
    step(office, record, "submit")
    life.day(date(2026, 11, 25))
    decide(office, record["id"])
    consent = paper(office, path, "subcontract_consent")
    assert "有限会社作例印刷" in consent and "本市が承諾した作業場所以外で取り扱わないこと。" in consent and "20％" in consent
    refused = asked(office, life, is_whole=True, conditions=["一括再委託に当たるため。"])
    step(office, refused, "submit-refusal")
    decide(office, refused["id"])
    refusal = paper(office, f"/subcontracts/{refused['id']}", "subcontract_consent")
    assert "不承諾" in refusal and "一括再委託に当たるため。" in refusal
