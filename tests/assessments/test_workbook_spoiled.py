"""Spoiled workbooks: every fault named by its cell with what to do, all at once, and nothing changed."""

from collections.abc import Callable
from typing import Any

from govapi.assessments.workbook.faults.rules import MAX_FAULTS
from govapi.assessments.workbook.rules import (
    ANSWER,
    BEFORE,
    HEADINGS,
    KEYS,
    NUMBER,
    QUESTION,
    REASON,
    REMARK,
    RESPONDENT_NAME,
    RESPONDENT_TITLE,
    SHEET,
    TOPIC,
)
from tests.assessments.rounds import STAFF, Round
from tests.assessments.workbooks import (
    COLUMN,
    FIRST_ROW,
    HEAD_ROW,
    Change,
    awaited,
    beside,
    filled,
    part,
    row_of,
    send,
    template_of,
    with_part,
    write,
)
from tests.files.samples import excel, packed, word
from tests.support.app import Office

MY_NUMBER = "1234 5678 9018"


def put(question: str, heading: str, value: Any) -> Change:
    return lambda book: write(book[SHEET].cell(row_of(book[SHEET], question), COLUMN[heading]), value)


def at(row: int, column: int, value: Any) -> Change:
    return lambda book: write(book[SHEET].cell(row, column), value)


def each(*edits: Change) -> Change:
    def change(book: Any) -> None:
        for edit in edits:
            edit(book)

    return change


def name(label: str, value: str | None) -> Change:
    return lambda book: write(beside(book[SHEET], label), value)


def formula(question: str, heading: str, text: str) -> Change:
    def change(book: Any) -> None:
        book[SHEET].cell(row_of(book[SHEET], question), COLUMN[heading]).value = text

    return change


def deleted(question: str) -> Change:
    return lambda book: book[SHEET].delete_rows(row_of(book[SHEET], question))


def doubled(question: str, onto: str) -> Change:
    """One question's row copied over another's."""

    def change(book: Any) -> None:
        sheet = book[SHEET]
        source, target = row_of(sheet, question), row_of(sheet, onto)
        for column in range(1, len(HEADINGS) + 1):
            sheet.cell(target, column).value = sheet.cell(source, column).value

    return change


def appended(values: dict[str, Any]) -> Change:
    def change(book: Any) -> None:
        sheet = book[SHEET]
        row = sheet.max_row + 1
        for heading, value in values.items():
            sheet.cell(row, COLUMN[heading]).value = value

    return change


def error(question: str, heading: str) -> Change:
    def change(book: Any) -> None:
        cell = book[SHEET].cell(row_of(book[SHEET], question), COLUMN[heading])
        cell.value, cell.data_type = "#REF!", "e"

    return change


# what is spoiled, its cell, words of the sentence
CELLS: list[tuple[str, Change, str, str]] = [
    ("no answer", put("A2-1", ANSWER, None), "F9", "回答が選ばれていません"),
    ("another word", put("A2-1", ANSWER, "はい"), "F9", "「はい」は選択肢にありません"),
    ("a number as answer", put("A2-1", ANSWER, 1), "F9", "「1」は選択肢にありません"),
    ("na without reason", put("A2-1", ANSWER, "該当なし"), "G9", "「該当なし」とする理由を記入してください"),
    ("not done without plan", put("A2-1", ANSWER, "未実施"), "G9", "対応の予定"),
    ("reason too long", put("A2-1", REASON, "長" * 2001), "G9", "2,000文字以内"),
    ("my number", put("A2-1", REMARK, MY_NUMBER), "H9", "個人番号（マイナンバー）とみられる"),
    ("control characters", put("A2-1", REASON, "連絡\u202e網"), "G9", "使用できない制御文字"),
    ("formula in the answer", formula("A2-1", ANSWER, "=F8"), "F9", "計算式が入力されています"),
    ("formula in the reason", formula("A2-1", REASON, '=HYPERLINK("https://example.jp/","x")'), "G9", "計算式が入力されています"),
    ("command in the remark", formula("A2-1", REMARK, "=cmd|' /C calc'!A0"), "H9", "計算式が入力されています"),
    ("error value", error("A2-1", REMARK), "H9", "エラーの値"),
    ("altered question", put("A2-1", QUESTION, "責任者を定めていますか。"), "C9", "設問A2-1の「設問」が書き換えられています"),
    ("emptied question", put("A2-1", QUESTION, None), "C9", "書き換えられています"),
    ("altered topic", put("A2-1", TOPIC, "別の項目"), "B9", "「項目」が書き換えられています"),
    ("altered number", put("A2-1", NUMBER, "Z9-9"), "A9", "設問番号「Z9-9」は、このチェックシートにありません"),
    ("emptied number", put("A2-1", NUMBER, None), "A9", "設問番号のない行"),
    ("doubled row", doubled("A1-1", "A2-1"), "A9", "設問A1-1の行が二つあります（A8にもあります。）"),
    ("foreign row", appended({NUMBER: "X1-1", QUESTION: "追加の設問", ANSWER: "実施済"}), "", "設問番号「X1-1」は"),
    ("a note below the table", appended({REMARK: "以上"}), "", "設問番号のない行"),
    ("a note beside the table", at(9, 10, "別紙参照"), "J9", "表の外に記入されています"),
    ("an answer in a heading of a domain", at(FIRST_ROW, COLUMN[ANSWER], "実施済"), "F7", "分野の見出しの行"),
    ("no respondent", name(RESPONDENT_NAME, None), "F4", "「回答者の氏名」が記入されていません"),
    ("respondent's title too long", name(RESPONDENT_TITLE, "長" * 101), "C4", "100文字以内"),
    ("my number as a name", name(RESPONDENT_NAME, MY_NUMBER), "F4", "個人番号（マイナンバー）とみられる"),
    ("heading reworded", at(HEAD_ROW, COLUMN[REASON], "コメント"), "G6", "見出し「理由・対応の予定」がありません"),
    ("heading twice", at(HEAD_ROW, COLUMN[BEFORE] + 5, ANSWER), "J6", "見出し「回答」が二つあります"),
]  # fmt: skip


def test_each_fault_is_named_by_its_cell(office: Office) -> None:
    one = awaited(office)
    template = template_of(one)
    for title, edit, cell, words in CELLS:
        answer = send(one, filled(template, edit=edit))
        assert (answer.status_code, answer.json().get("code")) == (422, "workbook_faults"), (title, answer.text)
        errors = answer.json()["errors"]
        hits = [fault for fault in errors if words in fault["message"]]
        assert hits, (title, errors)
        assert all(hit["message"].startswith(f"{SHEET}!{cell}") for hit in hits), (title, errors)
        assert all(hit["pointer"].startswith(f"/{SHEET}/{cell}") for hit in hits), (title, errors)
        assert "何も登録していません" in answer.json()["detail"] and all(fault["message"].endswith("。") for fault in errors)
    assert unchanged(one)


def unchanged(one: Round) -> bool:
    kept = one.office.as_(STAFF).get(f"{one.path}/workbooks").json()["items"]
    return one.now()["status"] == "awaiting" and kept == [] and all(not row["answer"] for row in one.answers().values())


def test_a_deleted_row_is_missed_by_its_number(office: Office) -> None:
    one = awaited(office)
    answer = send(one, filled(template_of(one), edit=deleted("A2-1")))
    [fault] = answer.json()["errors"]
    assert fault["pointer"] == f"/{SHEET}" and "設問A2-1の行がありません" in fault["message"]


def test_all_faults_at_once_in_their_order_and_then_it_is_taken(office: Office) -> None:
    one = awaited(office)
    template = template_of(one)
    spoiled = [CELLS[n][1] for n in (0, 14, 20, 21, 22)]
    answer = send(one, filled(template, edit=each(*spoiled)))
    cells = [fault["pointer"].rpartition("/")[2] for fault in answer.json()["errors"]]
    assert cells == ["F4", "F7", "B9", "F9", "J9"]
    assert "5件の誤り" in answer.json()["detail"] and unchanged(one)
    assert send(one, filled(template)).status_code == 200


def test_many_faults_are_counted_and_bounded(office: Office) -> None:
    one = awaited(office, "S")
    data = filled(template_of(one), edit=each(*(at(row, 12, "x") for row in range(8, 90))))
    wide = filled(data, edit=each(*(at(row, column, "x") for row in range(8, 90) for column in (10, 11))))
    answer = send(one, wide)
    assert len(answer.json()["errors"]) == MAX_FAULTS and f"初めの{MAX_FAULTS}件" in answer.json()["detail"]


def _drop_keys(book: Any) -> None:
    del book[KEYS]


def _rename(book: Any) -> None:
    book[SHEET].title = "回答 (2)"


def _key(row: int, value: str) -> Change:
    def change(book: Any) -> None:
        book[KEYS].cell(row, 2).value = value

    return change


def _far(book: Any) -> None:
    book[SHEET]["B900000"] = "遠い"


def _linked(template: bytes) -> bytes:
    return with_part(filled(template), "xl/externalLinks/externalLink1.xml", "<externalLink/>")


def _macro_types(template: bytes) -> bytes:
    data = filled(template)
    types = part(data, "[Content_Types].xml").replace("spreadsheetml.sheet.main+xml", "sheet.macroEnabled.main+xml")
    return with_part(data, "[Content_Types].xml", types)


ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
STRANGE = '<row r="1"><c r="A1" t="inlineStr"><is><t>表</t></is></c></row>'
DOCTYPE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'

FILES: list[tuple[str, Callable[[bytes], bytes], int, str]] = [
    ("empty", lambda _t: b"", 422, "ファイルが空です"),
    ("csv renamed", lambda _t: "設問番号,回答\r\nA1-1,実施済\r\n".encode("cp932"), 415, "Excelの回答票（.xlsx）ではありません"),
    ("xls renamed", lambda _t: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, 415, "古い形式（.doc、.xlsなど）"),
    ("locked with a password", lambda _t: ENCRYPTED, 422, "パスワードを解除"),
    ("docx renamed", lambda _t: word(), 415, "Excelの回答票（.xlsx）ではありません"),
    ("pdf renamed", lambda _t: b"%PDF-1.7\n", 415, "Excelの回答票（.xlsx）ではありません"),
    ("cut off", lambda t: filled(t)[:-400], 422, "壊れ"),
    ("macro", lambda t: with_part(filled(t), "xl/vbaProject.bin", "x"), 415, "マクロ"),
    ("xlsm renamed", _macro_types, 415, "マクロ"),
    ("link to another book", _linked, 422, "リンクを解除"),
    ("entity", lambda t: with_part(filled(t), "xl/evil.xml", DOCTYPE), 422, "DTD"),
    ("zip bomb", lambda _t: packed({"[Content_Types].xml": "<Types/>", "big.xml": "0" * 50_000_000}), 413, "展開すると大きく"),
    ("far cell", lambda t: filled(t, edit=_far), 413, "表が大きすぎます"),
    ("any other workbook", lambda _t: excel(STRANGE), 422, "どのチェックシートの回答票かを示す情報がありません"),
    ("hidden sheet gone", lambda t: filled(t, edit=_drop_keys), 422, "どのチェックシートの回答票かを示す情報がありません"),
    ("older form", lambda t: filled(t, edit=_key(1, "0")), 422, "今は使われていない様式"),
    ("other questions", lambda t: filled(t, edit=_key(5, "0" * 64)), 422, "設問は、今の設問と異なります"),
    ("older policy", lambda t: filled(t, edit=_key(4, "99")), 422, "設問は、今の設問と異なります"),
    ("sheet renamed", lambda t: filled(t, edit=_rename), 422, "シート「回答」がありません"),
]  # fmt: skip


def test_files_that_are_not_the_workbook_are_refused_whole(office: Office) -> None:
    one = awaited(office)
    template = template_of(one)
    for title, make, status, words in FILES:
        answer = send(one, make(template))
        assert (answer.status_code, words in answer.json()["detail"]) == (status, True), (title, answer.text)
        assert answer.json()["detail"].endswith("。") and "Traceback" not in answer.text, title
    assert unchanged(one)


def test_the_workbook_of_another_round_is_named(office: Office) -> None:
    first = awaited(office)
    other = template_of(first)
    first.act("withdraw", {"reason": "作り直すため"})
    second = _again(office, first)
    answer = send(second, filled(other))
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith(
        "このファイルは、別のチェックシート（確認-2026-0001）の回答票です。確認-2026-0002の"
    )


def _again(office: Office, first: Round) -> Round:
    opened = office.as_(STAFF).post(f"/assessments/{first.now()['assessment_id']}/check-sheets", {})
    return Round(office, opened.json()["id"]).to_awaiting()
