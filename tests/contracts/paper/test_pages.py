"""The pages of papers and templates, as a browser without JavaScript sees them."""

from tests.contracts.paper.jobs import HEALTH, drafted
from tests.documents.test_templates import edited
from tests.support.app import Office
from tests.support.web import signed_in


def test_the_page_names_what_is_missing_and_makes_what_is_ready(office: Office) -> None:
    path = drafted(office)
    browser = signed_in(office, "misaki")
    page = browser.get(f"{path}/documents")
    assert page.status == 200, page.text
    assert "情報セキュリティ特記仕様書 未作成" in page.text
    assert "委託先の商号又は名称" in page.text
    assert "この契約では作成しない書類" in page.text
    shown = browser.post(f"{path}/documents/security_spec", follow=True)
    assert "「情報セキュリティ特記仕様書」第1版（文書-2026-0001）を作成しました。" in shown.text
    link = next(link for link in shown.links() if link.startswith("/documents/"))
    file = browser.get(link)
    assert file.status == 200
    assert file.headers["content-disposition"].startswith("attachment; ")


def test_a_missing_fact_leads_to_its_form(office: Office) -> None:
    path = drafted(office, {**HEALTH, "information": [], "place": ""}, clauses=False)
    page = signed_in(office, "misaki").get(f"{path}/documents")
    assert f"{path}/edit/information" in page.links()
    assert f"{path}/clauses" in page.links()


def test_a_refused_paper_shows_why(office: Office) -> None:
    path = drafted(office)
    browser = signed_in(office, "misaki")
    browser.get(f"{path}/documents")
    refused = browser.post(f"{path}/documents/nda")
    assert refused.status == 422
    assert "書類を作成するために必要な次の項目が足りません。" in refused.text


def test_a_neighbour_sees_but_has_no_button(office: Office) -> None:
    path = drafted(office)
    assert "作成する</button>" in signed_in(office, "misaki").get(f"{path}/documents").html
    page = signed_in(office, "haru").get(f"{path}/documents")
    assert page.status == 200
    assert "作成する</button>" not in page.html
    assert signed_in(office, "daiki").get(f"{path}/documents").status == 404


def test_templates_are_downloaded_edited_and_uploaded(office: Office) -> None:
    browser = signed_in(office, "itsuki")
    page = browser.get("/templates")
    assert "使用中" in page.text
    assert "{{ contract.title }}" in page.text
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    sent = {"template": "nda", "note": "文言を直した。", "active_from": "令和9年4月1日"}
    done = browser.post("/templates", sent, files={"file": ("様式.docx", edited("nda"), word)}, follow=True)
    assert "様式「秘密保持誓約書」第2版を登録しました。" in done.text
    assert "令和9年4月1日" in done.text
    wrong = browser.post("/templates", sent, files={"file": ("様式.docx", edited("nda", "{{ contract.titel }}"), word)})
    assert wrong.status == 422
    assert "「contract.title」（業務の名称）の誤りではありませんか。" in wrong.text
    assert browser.post("/templates", {"template": "nda"}, files={"file": ("", b"")}).status == 422
    assert "契約担当課の職員です" in signed_in(office, "misaki").get("/templates").text
