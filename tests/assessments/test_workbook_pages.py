"""The page of the workbook: take it, hand it in, the faults as a clerk reads them, the words for the mail."""

from govapi.assessments.workbook.rules import ANSWER, REASON
from tests.assessments.rounds import Round
from tests.assessments.workbooks import NAME, awaited, filled, sheet_of, template_of
from tests.support.app import Office
from tests.support.web import Browser, Shown, signed_in


def hand_in(person: Browser, one: Round, data: bytes | None, act: str = "take") -> Shown:
    person.get(f"{one.path}/workbook")
    files = {"file": ("回答票.xlsx", data)} if data is not None else {"file": ("", b"")}
    return person.post(f"{one.path}/workbook", {"act": act}, files=files)


def test_from_the_download_to_the_proof(office: Office) -> None:
    one, misaki = awaited(office), signed_in(office, "misaki")
    page = misaki.get(f"{one.path}/workbook")
    assert page.status == 200 and "まだ、受け付けた回答票はありません" in page.text
    assert f"{one.path}/workbook/file" in page.links()
    taken = misaki.get(f"{one.path}/workbook/file")
    assert taken.status == 200 and "attachment" in taken.headers["content-disposition"]
    data = filled(template_of(one))
    looked = hand_in(misaki, one, data, "check")
    assert looked.status == 200 and "誤りはありません" in looked.text and NAME in looked.text.replace(" ", "　")
    assert one.now()["status"] == "awaiting"
    done = hand_in(misaki, one, data)
    assert (done.status, done.location) == (303, one.path)
    kept = misaki.get(f"{one.path}/workbook")
    assert "「回答待ち」の間に" in kept.text
    [proof] = [link for link in kept.links() if "/workbook/returns/" in link]
    assert misaki.get(proof).headers["content-disposition"].startswith("attachment")


def test_faults_are_told_by_cell_with_words_for_the_mail(office: Office) -> None:
    one, misaki = awaited(office), signed_in(office, "misaki")
    data = filled(template_of(one), {"A1-1": {ANSWER: None}, "A2-1": {ANSWER: "該当なし"}})
    for act in ("check", "take"):
        shown = hand_in(misaki, one, data, act)
        assert shown.status == 422 and "2件の誤りがあるため、何も登録していません" in shown.text
        assert "回答!F8 回答が選ばれていません。" in shown.text
        assert "回答!G9 理由又は対応の予定が記入されていません。 「該当なし」とする理由を記入してください。" in shown.text
        mail = shown.html.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0]
        assert mail.startswith("株式会社") and "令和8年12月24日までに再度お送りください" in mail and "2　回答!G9：" in mail
    assert one.now()["status"] == "awaiting" and one.answers()["A1-1"]["answer"] == ""


def test_other_files_are_refused_beside_the_field(office: Office) -> None:
    one, misaki = awaited(office), signed_in(office, "misaki")
    assert "記入された回答票（.xlsx）を選んでください" in hand_in(misaki, one, None).text
    spoiled = hand_in(misaki, one, b"A1-1,done")
    assert spoiled.status == 415 and "Excelの回答票（.xlsx）ではありません" in spoiled.text


def test_who_may_not_answer_may_not_hand_in(office: Office) -> None:
    one = awaited(office)
    assert signed_in(office, "aoi").get(f"{one.path}/workbook").status == 404
    assert signed_in(office, "aoi").get(f"{one.path}/workbook/file").status == 404


def test_the_last_cycle_can_be_copied_into_the_next(office: Office) -> None:
    one, misaki = awaited(office), signed_in(office, "misaki")
    reason = "夜間の連絡網は、年度内に整備する。"
    assert hand_in(misaki, one, filled(template_of(one), {"A2-1": {ANSWER: "一部実施", REASON: reason}})).status == 303
    one.review()
    one.act(
        "submit", {"verdict": "fit", "opinion": "必要な対策が講じられている。", "note": "次のとおり評価してよろしいか伺います。"}
    )
    one.decide()
    opened = office.as_("misaki").post(f"/assessments/{one.now()['assessment_id']}/check-sheets", {})
    assert opened.status_code == 201, opened.text
    second = Round(office, opened.json()["id"]).to_awaiting()
    page = misaki.get(f"{second.path}/workbook")
    assert f"{second.path}/workbook/file?copy_previous=true" in page.links()
    from_before = template_of(second, query="?copy_previous=true")
    row = next(row for row in sheet_rows(from_before) if row[0] == "A2-1")
    assert row[4:7] == (f"前回：一部実施\n{reason}", "一部実施", reason)
    assert next(row for row in sheet_rows(template_of(second)) if row[0] == "A2-1")[5:7] in ((None, None), ("", ""))


def sheet_rows(data: bytes) -> list[tuple[object, ...]]:
    return list(sheet_of(data).iter_rows(values_only=True))
