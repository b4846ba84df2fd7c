"""Spoiled workbooks: every fault named by its cell with what to do, all at once, and nothing stored."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl

from govapi.contracts.intake.rules import MAX_FAULTS, SHEET
from tests.contracts.intake.books import FIRST_ROW, ROW, address, checked, filled, saved, send, template_of
from tests.files.samples import excel, packed, word
from tests.support.app import Office

KAYO = "kayo"

# what is spoiled, the cell's column, words of the sentence
SPOILED: list[tuple[dict[str, Any], str, str]] = [
    ({"title": None}, "title", "入力してください"),
    ({"title": "件" * 201}, "title", "200字以内"),
    ({"title": "個人番号 1234 5678 9018 の照会"}, "title", "個人番号（マイナンバー）とみられる"),
    ({"title": "件名\u202e"}, "title", "使用できない文字"),
    ({"section": None}, "section", "所管課を一覧から選んでください"),
    ({"section": "隣町税務課"}, "section", "この団体の組織にない課"),
    ({"fiscal_year": "来年"}, "fiscal_year", "「令和8年度」"),
    ({"fiscal_year": "R5"}, "fiscal_year", "履行期間の年度と合いません"),
    ({"method": "随契"}, "method", "次のいずれか"),
    ({"method": "一般競争入札"}, "ground", "根拠の号の指定は不要"),
    ({"method": None}, "method", "契約の方法も選んでください"),
    ({"name": None}, "name", "入力してください"),
    ({"corporate_number": "5999900000013"}, "corporate_number", "検査数字が一致しません"),
    ({"corporate_number": "123456789018"}, "corporate_number", "個人番号（マイナンバー）とみられる"),
    ({"corporate_number": None}, "corporate_number", "法人番号（13桁）を入力"),
    ({"kind": "個人事業主"}, "corporate_number", "法人番号がありません"),
    ({"register": "登録済みの相手方"}, "register", "登録されていません"),
    ({"concluded_on": "令和9年1月1日"}, "concluded_on", "起案をしてください"),
    ({"concluded_on": 20260401}, "concluded_on", "日付で入力してください"),
    ({"starts_on": None}, "starts_on", "入力してください"),
    ({"starts_on": "令和8年2月30日"}, "starts_on", "暦にない日付"),
    ({"starts_on": "平成3年4月1日"}, "starts_on", "平成12年4月1日から"),
    ({"ends_on": "R8.3.31"}, "ends_on", "始期以後の日"),
    ({"ends_on": "令和8年11月23日"}, "ends_on", "履行期間が既に終わっています"),
    ({"ends_on": "いつか"}, "ends_on", "日付として読み取れません"),
    ({"amount": "約百万円"}, "amount", "数字で入力してください"),
    ({"amount": "１０．５"}, "amount", "整数で入力してください"),
    ({"amount": "△１００"}, "amount", "0円以上"),
    ({"term_kind": "ずっと"}, "term_kind", "次のいずれか"),
    ({"class_code": "秘"}, "class_code", "次のいずれか"),
    ({"class_code": "自治体機密性２"}, "class_code", "「自治体機密性３Ｃ」以上"),
    ({"class_code": "取り扱わない"}, "class_code", "情報を取り扱っています"),
    ({"my_number": "あり", "personal": "なし", "class_code": None}, "personal", "個人情報も取り扱います"),
    ({"personal": "たぶん"}, "personal", "次のいずれか"),
    ({"availability": 3}, "availability", "次のいずれか"),
    ({"条項　報告": "多分ある"}, "条項　報告", "次のいずれか"),
]  # fmt: skip


def test_each_fault_is_named_by_its_cell(office: Office) -> None:
    kayo = office.as_(KAYO)
    template = template_of(kayo)
    for number, (spoiled, column, words) in enumerate(SPOILED):
        cell = address(template, column)
        found = checked(kayo, filled(template, [ROW | spoiled]))
        here = [one["message"] for one in found["faults"] if one["pointer"] == f"/{SHEET}/{cell}"]
        assert [one for one in here if words in one and one.startswith(f"セル{cell}（")], (number, spoiled, found["faults"])
        assert found["fault_count"] == 1, (number, found["faults"])


def test_all_faults_at_once_and_nothing_stored(office: Office) -> None:
    kayo = office.as_(KAYO)
    template = template_of(kayo)
    rows = [ROW, *(ROW | {"title": f"業務委託{number}"} | spoiled for number, (spoiled, _c, _w) in enumerate(SPOILED))]
    before = kayo.get("/audit-events").text
    answer = send(kayo, filled(template, rows))
    assert (answer.status_code, answer.json()["code"]) == (422, "intake_faults")
    assert "何も登録していません" in answer.json()["detail"]
    cells = [one["pointer"].rpartition("/")[2] for one in answer.json()["errors"]]
    assert {address(template, column, FIRST_ROW + number) for number, (_s, column, _w) in enumerate(SPOILED, 1)} <= set(cells)
    numbers = [int("".join(filter(str.isdigit, cell))) for cell in cells]
    assert numbers == sorted(numbers)
    assert kayo.get("/contracts").json()["items"] == kayo.get("/contractors").json()["items"] == []
    assert kayo.get("/audit-events").text == before
    assert send(kayo, filled(template, [ROW])).json()["number"] == "移行-0001"


def test_many_faults_are_counted_and_bounded(office: Office) -> None:
    kayo = office.as_(KAYO)
    found = checked(kayo, filled(template_of(kayo), [{"title": f"業務{number}"} for number in range(60)]))
    assert found["fault_count"] == 60 * 4 and len(found["faults"]) == MAX_FAULTS


ALIKE = {"name": "見本商店", "corporate_number": None, "kind": "個人事業主"}


def test_companies_without_a_number_are_matched_by_what_the_row_says(office: Office) -> None:
    kayo = office.as_(KAYO)
    template = template_of(kayo)

    def told(*rows: dict[str, Any]) -> list[str]:
        return [one["message"] for one in checked(kayo, filled(template, rows))["faults"]]

    assert "登録されていません" in told(ROW | ALIKE | {"register": "登録済みの相手方"})[0]
    assert send(kayo, filled(template, [ROW | ALIKE])).status_code == 201
    again = ROW | ALIKE | {"title": "別の業務委託"}
    [fault] = told(again)
    assert "似た名称の委託先が登録されています（委託先-00001「見本商店」）" in fault
    assert told(again | {"register": "登録済みの相手方"}) == told(again | {"register": "新規登録"}) == []
    done = send(kayo, filled(template, [again | {"register": "新規登録"}, again | {"register": "新規登録", "title": "三つ目"}]))
    assert done.json()["new_contractors"] == 1
    assert "同じ名称の委託先が複数あります" in told(again | {"title": "四つ目", "register": "登録済みの相手方"})[0]


def test_names_and_numbers_must_agree(office: Office) -> None:
    kayo = office.as_(KAYO)
    template = template_of(kayo)
    other = ROW | {"title": "別の業務委託", "name": "例示運輸株式会社"}
    [fault] = checked(kayo, filled(template, [ROW, other]))["faults"]
    assert (
        fault["pointer"].endswith(address(template, "name", 6))
        and "5行目の「株式会社見本受付」と法人番号が同じ" in fault["message"]
    )
    [fault] = checked(kayo, filled(template, [ROW, ROW | {"title": "別の業務委託", "corporate_number": None}]))["faults"]
    assert "5行目の相手方と名称が似ています" in fault["message"]
    send(kayo, filled(template, [ROW]))
    [fault] = checked(kayo, filled(template, [other]))["faults"]
    assert "委託先-00001「株式会社見本受付」として登録されています" in fault["message"]


def test_the_same_contract_twice(office: Office) -> None:
    kayo = office.as_(KAYO)
    template = template_of(kayo)
    spelled = ROW | {"title": "税証明受付　業務委託", "starts_on": "2026/4/1"}
    [fault] = checked(kayo, filled(template, [ROW, ROW | {"title": "別の業務委託"}, spelled]))["faults"]
    assert (
        fault["pointer"].endswith(address(template, "title", 7))
        and "5行目と件名、相手方及び履行期間の始期が同じ" in fault["message"]
    )
    send(kayo, filled(template, [ROW]))
    answer = send(kayo, filled(template, [spelled, ROW | {"title": "別の業務委託"}]))
    assert answer.status_code == 422 and "契約-2026-0001と件名、相手方" in answer.json()["errors"][0]["message"]


def edited(change: Callable[[Any], None]) -> Callable[[bytes], bytes]:
    def edit(template: bytes) -> bytes:
        book = openpyxl.load_workbook(io.BytesIO(filled(template, [ROW])))
        change(book)
        return saved(book)

    return edit


def with_part(name: str, content: str) -> Callable[[bytes], bytes]:
    def add(template: bytes) -> bytes:
        buffer = io.BytesIO(filled(template, [ROW]))
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr(name, content)
        return buffer.getvalue()

    return add


def _rename(book: Any) -> None:
    book[SHEET].title = "表"


def _reword(book: Any) -> None:
    book[SHEET]["B3"] = "事業名"


def _twice(book: Any) -> None:
    book[SHEET]["A3"] = "件名"


def formula(result: str) -> Callable[[bytes], bytes]:
    """The title as a formula, with what a program noted as its result."""

    def write(template: bytes) -> bytes:
        cell = f'<c r="B5" t="str"><f>CONCATENATE(A5,"業務")</f>{result}</c>'
        parts = {}
        with zipfile.ZipFile(io.BytesIO(filled(template, [ROW]))) as archive:
            for name in archive.namelist():
                parts[name] = archive.read(name)
        sheet = parts["xl/worksheets/sheet1.xml"].decode()
        parts["xl/worksheets/sheet1.xml"] = re.sub(r'<c r="B5".*?</c>', cell, sheet).encode()
        return packed(parts)

    return write


def _far(book: Any) -> None:
    book[SHEET]["B900000"] = "遠い"


HOSTILE: list[tuple[Callable[[bytes], bytes], int, str]] = [
    (lambda _t: b"", 415, "開けません"),
    (lambda _t: b"not a workbook", 415, "開けません"),
    (lambda _t: word(), 415, "Excelブック"),
    (lambda t: filled(t, [ROW])[:-400], 422, "壊れ"),
    (edited(_rename), 422, f"シート「{SHEET}」がありません"),
    (edited(_reword), 422, "見出し「件名」がありません"),
    (edited(_twice), 422, "見出し"),
    (formula(""), 422, "結果のない計算式"),
    (edited(_far), 413, "表が大きすぎます"),
    (with_part("xl/vbaProject.bin", "x"), 415, "マクロ"),
    (with_part("xl/evil.xml", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'), 422, "DTD"),
    (with_part("xl/embeddings/inner.zip", "PK\x03\x04"), 422, ""),
    (with_part("../outside.xml", "<a/>"), 422, "内部の名前"),
    (lambda _t: packed({"[Content_Types].xml": "<Types/>", "big.xml": "0" * 50_000_000}), 413, ""),
    (lambda _t: excel('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), 422, ""),
]


def test_hostile_files_are_refused_whole(office: Office) -> None:
    kayo = office.as_(KAYO)
    template = template_of(kayo)
    for number, (make, status, words) in enumerate(HOSTILE):
        data = make(template)
        for path in ("/contracts/intake/check", "/contracts/intake"):
            answer = send(kayo, data, path)
            assert answer.status_code == status, (number, answer.text)
            assert words in answer.json()["detail"] and "Traceback" not in answer.text, (number, answer.text)
    assert kayo.get("/contracts").json()["items"] == []


def test_a_formula_is_never_worked_out(office: Office) -> None:
    kayo = office.as_(KAYO)
    data = formula("<v>書き置かれた値</v>")(template_of(kayo))
    assert send(kayo, data).json()["contracts"][0]["title"] == "書き置かれた値"


def test_wrong_requests(office: Office) -> None:
    kayo = office.as_(KAYO)
    assert kayo.post("/contracts/intake", {"file": "x"}).status_code == 415
    assert kayo.request("POST", "/contracts/intake", files={"other": ("a.xlsx", b"x")}).status_code == 422
    assert office.client.post("/api/v1/contracts/intake").status_code == 401
