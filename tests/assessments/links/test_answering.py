"""A contractor answers by its address: drafts, evidence, a last look, the receipt; and again when the town sends it back."""

from typing import Any

import pytest

from govapi.assessments.check_sheets.rules import Given
from govapi.assessments.evidence.tables import Evidence
from govapi.assessments.links.answering.service import opened, save
from govapi.assessments.links.tables import AnswerLink
from govapi.db.session import owned, update_rows
from govapi.edge.transaction import writing
from govapi.files.inspect import Kind
from govapi.kit.errors import NotFound
from tests.assessments.links.visits import Visitor, awaiting, issued, switch, visitor
from tests.assessments.rounds import needed
from tests.files import samples
from tests.support.app import CODE, Office

PDF = ("体制図.pdf", samples.pdf(), "application/pdf")
MARK = {"kind": "privacy_mark", "issued_on": "R7.2.1", "stated_until": "令和9年1月31日", "certificate_number": "99000001(03)"}


def begun(office: Office, **given: Any) -> tuple[Any, Visitor]:
    switch(office)
    round_ = awaiting(office, **given)
    return round_, visitor(office, issued(round_)["address"])


def test_from_the_first_look_to_the_receipt(office: Office) -> None:
    round_, company = begun(office)
    front = company.get()
    assert front.status == 200 and "情報セキュリティ対策申告書" in front.text and "架空市" in front.text
    company.answer_all()
    assert round_.now()["status"] == "awaiting"  # a draft is nothing the town has
    review = company.get("/review")
    assert "提出する前に" not in review.text and "実施済" in review.text
    assert company.submit().location == company.path
    receipt = company.get()
    number = round_.now()["number"]
    assert f"{number}-" in receipt.text and "回答を受け付けました" in receipt.text and "令和8年11月24日 10:00" in receipt.text
    now = round_.now()
    assert (now["status"], now["answered_by"], now["respondent_name"]) == ("answered", "link", "見本　守")
    assert now["respondent_title"] == "情報管理責任者"


def test_a_draft_is_kept_and_found_again(office: Office) -> None:
    round_, company = begun(office)
    code = company.domains()[0]
    first = company.questions(code)[0]
    typed = {f"{first}.answer": "partly", f"{first}.reason": "規程を改定しているところです。", f"{first}.remark": "来月施行"}
    saved = company.post(f"/{code}", typed | {"_then": "list"})
    assert saved.location == company.path
    page = company.get(f"/{code}")
    assert "規程を改定しているところです。" in page.html and "来月施行" in page.html
    assert round_.answers()[first]["answer"] == "partly"
    events = office.as_("tadashi").get(f"/audit-events?record_id={round_.id}").json()["items"]
    assert "（回答用リンク）" in next(one for one in events if one["action"] == "check_sheet.answer")["actor_name"]


def test_the_buttons_lead_on(office: Office) -> None:
    _round, company = begun(office)
    codes = company.domains()
    assert company.post(f"/{codes[0]}", {"_then": "next"}).location == f"{company.path}/{codes[1]}"
    assert company.post(f"/{codes[-1]}", {"_then": "next"}).location == f"{company.path}/review"


def test_what_is_not_whole_is_not_taken_and_each_gap_is_named(office: Office) -> None:
    round_, company = begun(office)
    first = company.questions(company.domains()[0])[0]
    company.answer_all("na")  # without a reason
    review = company.get("/review")
    assert f"設問{first}：「該当なし」とする理由を入力してください。" in review.text
    refused = company.submit()
    assert refused.status == 422 and "まだ提出できません" in refused.text
    assert round_.now()["status"] == "awaiting"
    company.answer_all("na", "該当する業務がないため")
    nameless = company.submit("")
    assert nameless.status == 422 and "「回答した方の氏名」を入力してください。" in nameless.text
    assert company.submit().status == 303


def test_what_cannot_be_kept_is_said_where_it_stands(office: Office) -> None:
    round_, company = begun(office)
    code = company.domains()[0]
    first = company.questions(code)[0]
    answer = company.post(f"/{code}", {f"{first}.answer": "done", f"{first}.remark": "担当者の番号は123456789018です。"})
    assert answer.status == 422 and "個人番号" in answer.text and "123456789018" in answer.html
    assert f'id="f-{first}-remark-error"' in answer.html
    assert company.post(f"/{code}", {f"{first}.answer": "maybe"}).status == 422
    assert company.post(f"/{code}", {f"{first}.reason": "あ" * 2001}).status == 422
    assert round_.answers()[first]["answer"] == ""


def test_evidence_is_handed_in_and_taken_back(office: Office) -> None:
    round_, company = begun(office)
    assert company.post("/evidence", MARK, files={"file": PDF}).location == f"{company.path}/evidence"
    page = company.get("/evidence")
    assert "プライバシーマーク" in page.text and "体制図.pdf" in page.text
    kept = office.as_("misaki").get(f"/evidence?check_sheet_id={round_.id}").json()["items"]
    assert [(one["state"], one["valid_until"], one["media_type"]) for one in kept] == [
        ("valid", "2027-01-31", Kind.PDF.media_type)
    ]
    assert kept[0]["recorded_name"].endswith("（回答用リンク）")
    assert company.post(f"/evidence/{kept[0]['id']}/take-back").status == 303
    assert "まだありません" in company.get("/evidence").text
    assert office.as_("misaki").get(f"/evidence/{kept[0]['id']}").json()["state"] == "withdrawn"


def test_evidence_is_looked_at_before_it_is_kept(office: Office) -> None:
    round_, company = begun(office)
    cases = {
        "no file": ({}, MARK, "ファイルを選んでください"),
        "html": ({"file": ("a.pdf", b"<html></html>", "application/pdf")}, MARK, "PDF"),
        "macro": ({"file": ("a.docx", samples.word(more={"word/vbaProject.bin": b"x"}), "x/y")}, MARK, "マクロ"),
        "no day": ({"file": PDF}, {"kind": "privacy_mark"}, "有効期限を入力してください"),
        "no kind": ({"file": PDF}, {}, "「書類の種類」を入力してください。"),
        "too large": ({"file": ("a.pdf", b"%PDF-1.7" + b"0" * (20 << 20), "application/pdf")}, MARK, "20MB以下"),
    }
    for name, (files, typed, sentence) in cases.items():
        answer = company.post("/evidence", typed, files=files or {"file": ("", b"")})
        assert answer.status == 422 and sentence in answer.text, (name, answer.text)
    assert office.as_("misaki").get(f"/evidence?check_sheet_id={round_.id}").json()["items"] == []


def test_no_more_than_thirty_files_are_taken(office: Office) -> None:
    _round, company = begun(office)
    for number in range(30):
        file = ("写し.pdf", samples.pdf() + f"%{number}\n".encode(), "application/pdf")
        assert company.post("/evidence", {"kind": "rules_copy", "issued_on": "R8.4.1"}, files={"file": file}).status == 303
    refused = company.post("/evidence", MARK, files={"file": PDF})
    assert refused.status == 422 and "30件まで" in refused.text


def test_what_others_recorded_cannot_be_taken_back(office: Office) -> None:
    round_, company = begun(office)
    path = f"/contractors/{round_.now()['contractor_id']}/evidence"
    fields = {"kind": "privacy_mark", "issued_on": "2025-02-01", "stated_until": "2027-01-31", "check_sheet_id": round_.id}
    made = office.as_("misaki").request("POST", path, data=fields, files={"file": PDF}).json()
    assert made["title"] not in company.get("/evidence").text.split("書類を提出する")[0]
    assert company.post(f"/evidence/{made['id']}/take-back").status == 404
    assert company.post("/evidence/nonsense/take-back").status == 303
    assert office.as_("misaki").get(f"/evidence/{made['id']}").json()["state"] == "valid"


def test_what_a_system_recorded_for_the_staff_is_not_the_contractors(office: Office) -> None:
    round_, company = begun(office)
    company.post("/evidence", MARK, files={"file": PDF})
    with writing(office.database, CODE, office.clock) as session:
        piece = session.exec(owned(session, Evidence)).one()
        piece.recorded_name, kept = "文書管理システム", str(piece.id)  # a system is nobody's person either
    assert "まだありません" in company.get("/evidence").text
    assert company.post(f"/evidence/{kept}/take-back").status == 404
    assert office.as_("misaki").get(f"/evidence/{kept}").json()["state"] == "valid"
    assert round_.now()["status"] == "awaiting"


def test_what_is_said_to_be_no_personal_number_goes_on_record(office: Office) -> None:
    _, company = begun(office)
    typed = MARK | {"scope": "登録番号は123456789018", "_not_my_number": "yes"}
    assert company.post("/evidence", typed, files={"file": PDF}).status == 303
    [event] = office.as_("tadashi").get("/audit-events", params={"action": "free_text.confirm"}).json()["items"]
    assert event["actor_name"].endswith("（回答用リンク）")


def test_an_address_taken_back_meanwhile_takes_nothing_in(office: Office) -> None:
    round_, company = begun(office)
    token = company.path.rpartition(".")[2]
    now, today = office.clock.now(), office.clock.today()
    with writing(office.database, CODE, office.clock) as session:
        held = opened(session, token, today)
        assert held is not None
        update_rows(session, AnswerLink, [held.link.id], {"revoked_at": now})  # by another, after the first look
        with pytest.raises(NotFound):
            save(session, token, [Given(next(iter(round_.answers())), "done")], now=now, today=today)


def test_returned_by_the_town_it_opens_again_with_what_is_lacking(office: Office) -> None:
    round_, company = begun(office)
    company.answer_all()
    company.submit()
    first = next(iter(round_.answers()))
    round_.review({first: "規程の写しを添えてください。"})
    old = company.get().text
    round_.act("return", {"reason": "次の点を確かめてください。"})
    front = company.get()
    assert "次の点を確かめてください。" in front.text and "受付番号" not in front.text
    assert "規程の写しを添えてください。" in company.get(f"/{first[0]}").text
    company.answer_all()
    assert company.submit().status == 303
    office.clock.go_to(office.clock.now())
    assert "回答を受け付けました" in company.get().text and "受付番号" in old
    assert round_.now()["status"] == "answered"


def test_the_review_of_the_town_is_not_shown(office: Office) -> None:
    round_, company = begun(office)
    company.answer_all()
    company.submit()
    first = next(iter(round_.answers()))
    round_.review({first: "内部の検討中の意見"})
    assert "内部の検討中の意見" not in company.get().html
    round_.act("submit", {"verdict": "unfit", "opinion": "不適合とする意見", "note": "伺います。"})
    assert "不適合" not in company.get().html and "回答を受け付けました" in company.get().text


def test_the_last_cycle_is_offered(office: Office) -> None:
    switch(office)
    rounds = needed(office, "C")
    first = rounds.opened().to_submitted()
    first.decide()
    again = rounds.opened().to_awaiting()
    company = visitor(office, issued(again)["address"])
    code = company.domains()[0]
    page = company.get(f"/{code}")
    assert "前回の回答：実施済" in page.text and "未回答の設問に前回の回答を入れる" in page.text
    assert company.post(f"/{code}", {"_then": "fill"}).location == f"{company.path}/{code}"
    assert {again.answers()[one]["answer"] for one in company.questions(code)} == {"done"}
    assert "未回答の設問に前回の回答を入れる" not in company.get(f"/{code}").text


def test_two_windows_submit_once(office: Office) -> None:
    round_, company = begun(office)
    company.answer_all()
    assert company.submit().status == 303
    receipt = company.get().text
    assert company.submit("別の　担当").status == 303
    assert company.post("/A", {"A1-1.answer": "not_done"}).status == 303
    assert company.get().text == receipt
    assert round_.now()["respondent_name"] == "見本　守"
    assert company.get("/A").location == company.path
