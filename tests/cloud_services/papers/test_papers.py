"""The three papers through the API: when they may be made, and what stands in them."""

from datetime import date
from io import BytesIO
from typing import Any

from docx import Document

from govapi.cloud_services.papers.rules import disclosure_label, offered, registration_label
from tests.cloud_services.uses.records import act, drafted, managed, now, permitted, service, submitted, terms
from tests.support.app import Office
from tests.support.life import HOLDERS, circulation
from tests.support.web import signed_in


def asked(office: Office, use: Any, template: str, by: str = "misaki") -> Any:
    return office.as_(by).post(f"/cloud-uses/{use['id']}/documents", {"template": template})


def text_of(office: Office, answer: Any) -> str:
    assert answer.status_code == 201, answer.text
    file = office.as_("misaki").get(f"/documents/{answer.json()['id']}/file")
    document = Document(BytesIO(file.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_the_application_tells_what_was_asked_and_what_the_rules_said(office: Office) -> None:
    wanted = service(office)
    draft = drafted(office, wanted, terms_id=terms(office, wanted))
    unsent = text_of(office, asked(office, draft, "cloud_use_application"))
    assert "見本チャット" in unsent
    managed(office, draft["id"])
    use = act(office, draft["id"], "submit", {"note": "利用してよろしいか伺います。"})
    text = text_of(office, asked(office, use, "cloud_use_application"))
    copy = office.as_("misaki").get(f"/cloud-services/{wanted}/terms").json()["items"][0]
    for words in (
        use["number"], "見本チャット", "Mihon Cloud Inc.", "架空国", use["purpose"], use["class_label"], "個別契約", "健康推進課",
        "仮名　健一", copy["sha256"], "登録なし", "おそれがないと判断", use["ruling"]["said"][0]["because"],
        use["ruling"]["conditions"][0]["text"], use["asked_items"][0]["label"], "学習に利用されない",
    ):  # fmt: skip
        assert words in text, words
    assert asked(office, use, "cloud_use_notice").status_code == 409
    assert asked(office, use, "cloud_manager_list").status_code == 422
    assert asked(office, use, "cloud_use_application", "aoi").status_code == 404


def test_the_notice_tells_the_decision(office: Office) -> None:
    use = permitted(office)
    text = text_of(office, asked(office, use, "cloud_use_notice", "ren"))
    for words in (
        use["number"],
        "見本チャット",
        use["decided_by_post"],
        use["decided_by_name"],
        use["ruling"]["conditions"][0]["text"],
    ):
        assert words in text, words
    assert asked(office, use, "cloud_use_notice", "haru").status_code == 403
    refused = submitted(office, service(office, name="見本会議"))
    approval = circulation(office, refused["id"])
    first = HOLDERS[approval["steps"][0]["post_title"]]
    answer = office.as_(first).act(f"/approvals/{approval['id']}/reject", {"reason": "庁内の会議室で足りるため。"})
    if answer.status_code != 200:  # only the last of the route rejects
        office.as_(first).act(f"/approvals/{approval['id']}/agree")
        last = HOLDERS[approval["steps"][-1]["post_title"]]
        answer = office.as_(last).act(f"/approvals/{approval['id']}/reject", {"reason": "庁内の会議室で足りるため。"})
    assert answer.status_code == 200, answer.text
    text = text_of(office, asked(office, now(office, refused["id"]), "cloud_use_notice"))
    assert "不承認" in text
    assert "庁内の会議室で足りるため。" in text


def test_the_list_of_managers_is_of_the_town(office: Office) -> None:
    use = permitted(office)
    answer = office.as_("ren").post("/cloud-uses/manager-list", {"on": "2026-12-01"})
    assert answer.status_code == 201, answer.text
    file = office.as_("ren").get(f"/documents/{answer.json()['id']}/file")
    cells = [cell.text for table in Document(BytesIO(file.content)).tables for row in table.rows for cell in row.cells]
    for words in (use["number"], "見本チャット", "健康推進課課長", "仮名　健一"):
        assert any(words in cell for cell in cells), words
    assert office.as_("misaki").get(f"/documents/{answer.json()['id']}").status_code == 404  # kept by the section that made it


def test_the_buttons_make_the_papers(office: Office) -> None:
    use = permitted(office)
    misaki, url = signed_in(office, "misaki"), f"/cloud-uses/{use['id']}"
    assert misaki.get(url).status == 200
    page = misaki.post(f"{url}/documents", {"template": "cloud_use_notice"}, follow=True)
    assert "第1版" in page.text


def test_labels() -> None:
    assert registration_label([]) == "登録なし"
    assert registration_label([("ＩＳＭＡＰ", "C21-0001-2", date(2027, 3, 31))]) == "ＩＳＭＡＰ　C21-0001-2（令和9年3月31日まで）"
    assert disclosure_label(None, date(2026, 4, 1)) == "未判断"
    assert offered("") == ("cloud_use_application",)
    assert len(offered("refused")) == 2
