"""The letters of this room through the API: when they may be made, what stands in them; and the files of a record."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document

from tests.files.samples import pdf
from tests.measures.records import act, decided, demanded, found, incident, measure, proposal
from tests.support.app import Office
from tests.support.life import Life, draft

WRITTEN = {
    "cause": "確認を怠った。", "secondary_damage": "なし", "response_to_persons": "謝罪した。", "publication": "公表しない。",
    "prevention": "二人で封入する。",
}  # fmt: skip


@pytest.fixture
def life(office: Office) -> Life:
    """A running contract whose company has somebody to write to."""
    running, misaki = draft(office).to_active(), office.as_("misaki")
    path = f"/contractors/{running.now()['contractor_id']}"
    head = {"representative_title": "代表取締役", "representative_name": "見本　一郎"}
    assert misaki.patch(path, head, etag=misaki.get(path).headers["ETag"]).status_code == 200
    return running


def asked(office: Office, path: str, body: Any, by: str = "misaki") -> Any:
    return office.as_(by).post(f"{path}/documents", body)


def text_of(office: Office, answer: Any) -> str:
    assert answer.status_code == 201, answer.text
    file = office.as_("misaki").get(f"/documents/{answer.json()['id']}/file")
    document = Document(BytesIO(file.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_a_demand_on_paper_names_the_clause(office: Office, life: Life) -> None:
    finding = found(office, life)
    path, body = f"/findings/{finding['id']}", {"template": "improvement_request"}
    assert asked(office, path, body).status_code == 409
    assert asked(office, path, {"template": "measure_notice"}).status_code == 422
    demanded(office, finding)
    text = text_of(office, asked(office, path, body))
    for words in (finding["number"], finding["content"], finding["clause_article"], "令和８年１２月３１日", "株式会社見本製作所"):
        assert words in text
    assert asked(office, path, body, "kayo").status_code == 403
    assert asked(office, path, body, "haru").status_code == 404


def test_a_decided_measure_is_told(office: Office, life: Life) -> None:
    early = measure(office, life, kind="damages", until=None, amount=300_000)
    assert asked(office, f"/measures/{early['id']}", {"template": "measure_notice"}).status_code == 409
    seen = decided(office, life)
    text = text_of(office, asked(office, f"/measures/{seen['id']}", {"template": "measure_notice"}))
    for words in ("一時中断", seen["clause_title"], seen["reason"], "令和８年１２月１日"):
        assert words in text


def test_a_proposal_on_paper_is_addressed_to_the_contract_office(office: Office, life: Life) -> None:
    drafted = proposal(office, life)
    path, body = f"/suspension-proposals/{drafted['id']}", {"template": "suspension_proposal"}
    assert asked(office, path, body).status_code == 409
    act(office, drafted, "send", {}, noun="suspension-proposals")
    text = text_of(office, asked(office, path, body))
    for words in (drafted["addressee"], drafted["facts"], drafted["opinion"], "株式会社見本製作所"):
        assert words in text


def test_a_preliminary_report_tells_what_is_known_a_final_one_wants_it_all(office: Office, life: Life) -> None:
    row = incident(office, life, occurred_at=None, person_count=None)
    path, body = f"/incidents/{row['id']}", {"template": "incident_report"}
    text = text_of(office, asked(office, path, body))
    for words in ("速報", row["number"], "令和８年１２月１日　午前９時００分", "氏名", "調査中", "契約-2026-0001"):
        assert words in text
    lacking = asked(office, path, {**body, "stage": "final"})
    assert (lacking.status_code, lacking.json()["code"]) == (422, "facts_missing")
    assert [one["pointer"] for one in lacking.json()["errors"]] == [f"/{name}" for name in WRITTEN]
    person = office.as_("misaki")
    assert person.patch(path, {**WRITTEN, "person_count": 3}, etag=person.get(path).headers["ETag"]).status_code == 200
    made = asked(office, path, {**body, "stage": "final"})
    text = text_of(office, made)
    assert "確報" in text and "二人で封入する。" in text and "３人" in text
    filed = {"law": "personal_information", "clock": "final", "reported_at": "2026-12-01T09:50:00+09:00"}
    kept = person.post(f"{path}/filings", {**filed, "document_id": made.json()["id"]})
    assert (kept.status_code, kept.json()["document_id"]) == (201, made.json()["id"])
    other = incident(office, life, title="別の事故")
    strange = person.post(f"/incidents/{other['id']}/filings", {**filed, "document_id": made.json()["id"]})
    assert strange.json()["errors"][0]["pointer"] == "/document_id"


@pytest.mark.parametrize("noun", ["findings", "measures", "incidents"])
def test_files_are_read_by_those_who_read_the_record(office: Office, life: Life, noun: str) -> None:
    record = {"findings": found, "measures": measure, "incidents": incident}[noun](office, life)
    path = f"/{noun}/{record['id']}/files"
    sent = {"file": ("写真.pdf", pdf(), "application/pdf")}
    assert office.as_("aoi").request("POST", path, files=sent).status_code == 404
    assert office.as_("tadashi").request("POST", path, files=sent).status_code == 403
    wrong = {"file": ("写真.pdf", b"MZ not a PDF", "application/pdf")}
    assert office.as_("misaki").request("POST", path, files=wrong).status_code in (415, 422)
    row = office.as_("misaki").request("POST", path, files=sent).json()
    assert [one["id"] for one in office.as_("tadashi").get(path).json()["items"]] == [row["id"]]
    content = office.as_("tadashi").get(f"{path}/{row['id']}/content")
    assert (content.content, content.headers["X-Content-Type-Options"]) == (pdf(), "nosniff")
    assert office.as_("aoi").get(f"{path}/{row['id']}/content").status_code == 404
    assert office.as_("misaki").get(f"{path}/{record['id']}/content").status_code == 404
