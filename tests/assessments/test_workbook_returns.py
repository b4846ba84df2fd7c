"""A workbook that comes back right is taken whole, however it was saved; its file is kept as it came."""

import hashlib
import io
from typing import Any

import openpyxl
import pytest

from govapi.assessments.workbook.rules import ANSWER, KEYS, REASON, REMARK, SHEET
from tests.assessments.rounds import STAFF
from tests.assessments.workbooks import FIRST_ROW, NAME, TITLE, awaited, filled, questions_in, send, sheet_of, template_of
from tests.support.app import Office


def test_from_the_download_to_the_review(office: Office) -> None:
    one = awaited(office)
    data = filled(
        template_of(one), {"A2-1": {ANSWER: "一部実施", REASON: "夜間の連絡網は10月までに整備する。", REMARK: "別紙１"}}
    )
    answer = send(one, data)
    assert answer.status_code == 200, answer.text
    assert answer.json() | {"name": "回答票.xlsx", "respondent_name": NAME, "respondent_title": TITLE} == answer.json()
    assert answer.json()["sha256"] == hashlib.sha256(data).hexdigest()
    now = one.now()
    assert (now["status"], now["answered_by"], now["respondent_name"]) == ("answered", "workbook", NAME)
    answers = one.answers()
    assert (
        answers["A2-1"] | {"answer": "partly", "reason": "夜間の連絡網は10月までに整備する。", "remark": "別紙１"}
        == answers["A2-1"]
    )
    assert {row["answer"] for key, row in answers.items() if key != "A2-1"} == {"done"}
    assert answer.headers["ETag"] == office.as_(STAFF).get(one.path).headers["ETag"]


def test_the_file_is_kept_as_proof(office: Office) -> None:
    one = awaited(office)
    data = filled(template_of(one))
    row = send(one, data, name="C:\\返信\\回答.XLSX").json()
    assert row["name"] == "回答.xlsx"
    [listed] = office.as_(STAFF).get(f"{one.path}/workbooks").json()["items"]
    assert listed == row
    kept = office.as_(STAFF).get(f"{one.path}/workbooks/{row['id']}/content")
    assert kept.content == data and "attachment" in kept.headers["content-disposition"]
    assert office.as_("aoi").get(f"{one.path}/workbooks").status_code == 404
    other = office.as_(STAFF).get(f"{one.path}/workbooks/{one.id}/content")
    assert other.status_code == 404


def test_the_same_file_sent_twice_under_one_key_is_taken_once(office: Office) -> None:
    one = awaited(office)
    data, key = filled(template_of(one)), {"Idempotency-Key": "return-1"}
    etag = office.as_(STAFF).get(one.path).headers["ETag"]
    first, second = (send(one, data, etag=etag, headers=key) for _ in range(2))
    assert first.status_code == 200, first.text
    assert (second.status_code, second.json()) == (200, first.json())
    assert len(office.as_(STAFF).get(f"{one.path}/workbooks").json()["items"]) == 1


def test_who_may_and_when(office: Office) -> None:
    one = awaited(office)
    data = filled(template_of(one))
    assert send(one, data, by="aoi", etag='"1"').status_code == 404
    assert send(one, data, by="tadashi", etag='"1"').status_code in (403, 404)
    assert send(one, data, etag='"999"').status_code == 412
    assert office.as_(STAFF).request("POST", f"{one.path}/workbook", files={"file": ("a.xlsx", data)}).status_code == 428
    assert send(one, data).status_code == 200
    again = send(one, data)
    assert (again.status_code, again.json()["code"]) == (409, "wrong_state")
    assert len(office.as_(STAFF).get(f"{one.path}/workbooks").json()["items"]) == 1


SPELLED = ["実施済", "　実施済 ", "実施済み", "実 施 済", "実施済\n", "実施\u3000済"]


def test_answers_are_understood_as_people_type_them(office: Office) -> None:
    one = awaited(office)
    data = template_of(one)
    ids = questions_in(sheet_of(data))
    changes: dict[str, dict[str, Any]] = {key: {ANSWER: word} for key, word in zip(ids, SPELLED, strict=False)}
    changes[ids[6]] = {ANSWER: "該当無し", REASON: 5}
    changes[ids[7]] = {ANSWER: "未実施", REASON: "=1+1 ではなく -5 の予定"}
    changes[ids[8]] = {ANSWER: "一部実施", REMARK: 12.0}
    assert send(one, filled(data, changes)).status_code == 200
    answers = one.answers()
    assert [answers[key]["answer"] for key in ids[:9]] == ["done"] * 6 + ["na", "not_done", "partly"]
    assert [answers[ids[n]]["reason"] for n in (6, 7)] == ["5", "=1+1 ではなく -5 の予定"]
    assert answers[ids[8]]["remark"] == "12"


def _sort_backwards(book: Any) -> None:
    sheet = book[SHEET]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST_ROW)]
    for number, values in enumerate(reversed(rows), FIRST_ROW):
        for column, value in enumerate(values, 1):
            sheet.cell(number, column).value = value


def _insert(book: Any) -> None:
    book[SHEET].insert_cols(4)
    book[SHEET].insert_rows(FIRST_ROW + 3, 2)


def _show_keys(book: Any) -> None:
    book[KEYS].sheet_state = "visible"
    book.move_sheet(KEYS, -2)


def _rewrap(book: Any) -> None:
    for row in book[SHEET].iter_rows(min_row=FIRST_ROW, max_col=4):
        for cell in row:
            cell.value = f" {cell.value}\n" if cell.value else cell.value


def _unprotect(book: Any) -> None:
    for sheet in book.worksheets:
        sheet.protection.disable()


def _renumber(book: Any) -> None:
    for row in book[SHEET].iter_rows(min_row=FIRST_ROW, max_col=1):
        if "-" in str(row[0].value):
            row[0].value = str(row[0].value).replace("-", "－").replace("A", "ａ")


@pytest.mark.parametrize("edit", [_sort_backwards, _insert, _show_keys, _rewrap, _unprotect, _renumber])
def test_harmless_changes_are_taken(office: Office, edit: Any) -> None:
    one = awaited(office)
    assert send(one, filled(template_of(one), {"A2-1": {ANSWER: "一部実施"}}, edit)).status_code == 200
    answers = {key: row["answer"] for key, row in one.answers().items()}
    assert answers.pop("A2-1") == "partly" and set(answers.values()) == {"done"}


def test_what_stands_there_already_is_in_the_workbook(office: Office) -> None:
    one = awaited(office)
    harmful = '=HYPERLINK("https://example.jp/")'
    assert one.write({"A2-1": {"answer": "partly", "reason": harmful}}, complete=False).status_code == 200
    sheet = sheet_of(template_of(one))
    by_id = {row[0].value: row for row in sheet.iter_rows(min_row=FIRST_ROW)}
    cell = by_id["A2-1"][6]
    assert (by_id["A2-1"][5].value, cell.value, cell.data_type, cell.quotePrefix) == ("一部実施", harmful, "s", True)
    assert send(one, filled(template_of(one), {"A2-1": {ANSWER: "一部実施"}})).status_code == 200
    assert one.answers()["A2-1"]["reason"] == harmful


def test_the_last_cycle_is_shown_and_may_be_copied(office: Office) -> None:
    rounds = awaited(office)
    assert (
        send(rounds, filled(template_of(rounds), {"A2-1": {ANSWER: "一部実施", REASON: "年度内に終える。"}})).status_code == 200
    )
    rounds.act("return", {"reason": "連絡網を確かめてください。", "deadline": "2027-01-08"})
    again = template_of(rounds)
    texts = [str(cell.value) for row in openpyxl.load_workbook(io.BytesIO(again)).worksheets[0].iter_rows() for cell in row]
    assert "連絡網を確かめてください。" in texts
    assert {row[0].value: row[5].value for row in sheet_of(again).iter_rows(min_row=FIRST_ROW)}["A2-1"] == "一部実施"
