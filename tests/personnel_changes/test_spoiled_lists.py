"""A spoiled list changes nothing and names its rows; a sound one is read in whatever form a town keeps it."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from tests.personnel_changes.lists import CLERK, Row, as_csv, check, files, leave, move, person, posts_of, table, take_in, xlsx
from tests.support.app import Office

Spoil = Callable[[Office], list[Row]]
NEW = {"staff_number": "9001", "name": "架空　新", "kind": "採用", "on": "2027-04-01", "department": "管財課", "post": "係長"}


def sound(office: Office) -> list[Row]:
    return [leave(office, "kenichi"), move(office, "sachi", "健康推進課", "課長")]


# Beside the two sound rows (2 and 3) stand those of the case, from row 4 on.
SPOILED: dict[str, tuple[Spoil, list[tuple[str, str]]]] = {
    "someone of another name": (lambda o: [{**leave(o, "chie"), "name": "見本　千歳"}], [("B4", "氏名と一致しません")]),
    "an unknown number": (lambda o: [{**leave(o, "chie"), "staff_number": "77777"}], [("A4", "登録されていません")]),
    "no such kind": (lambda o: [leave(o, "chie", kind="栄転")], [("E4", "読み取れない異動の種類")]),
    "no such day": (lambda o: [leave(o, "chie", on="令和9年2月30日")], [("F4", "日付で入力してください")]),
    "a day out of reach": (lambda o: [leave(o, "chie", on="1989-04-01")], [("F4", "平成12年4月1日から")]),
    "no such section": (lambda o: [move(o, "chie", "宇宙課", "課長")], [("J4", "組織にない所属")]),
    "no such post": (lambda o: [move(o, "chie", "税務課", "局長")], [("K4", "この所属の職（課長、係長、主事）")]),
    "no title": (lambda o: [move(o, "chie", "税務課", "")], [("K4", "職名を記入")]),
    "an incumbent stays": (lambda o: [move(o, "chie", "税務課", "課長")], [("K4", "「仮名　勉」が本務で就いています")]),
    "two into one post": (
        lambda o: [leave(o, "tsutomu"), move(o, "chie", "税務課", "課長"), move(o, "noriko", "税務課", "課長")],
        [("K6", "5行目の「見本　千恵」と同じ職")],
    ),
    "two posts for one": (
        lambda o: [leave(o, "tsutomu"), move(o, "chie", "税務課", "課長"), move(o, "chie", "健康推進課", "係長")],
        [("A6", "5行目に、この職員の同じ日の本務の異動")],
    ),
    "the same line twice": (lambda o: [leave(o, "chie"), leave(o, "chie")], [("A5", "4行目に")]),
    "from another post": (
        lambda o: [leave(o, "chie", from_department="税務課", from_post="係長")],
        [("I4", "就いている職と異なります")],
    ),
    "no such second post": (
        lambda o: [leave(o, "chie", kind="兼務解除", from_department="税務課", from_post="係長")],
        [("I4", "就いている職と異なります")],
    ),
    "in charge of a filled post": (lambda o: [move(o, "chie", "税務課", "課長", kind="事務取扱")], [("K4", "事務取扱は")]),
    "an end before the day": (
        lambda o: [move(o, "chie", "税務課", "係長", kind="兼務", until="2027-03-01")],
        [("G4", "期間の末日")],
    ),
    "hired without a name to sign in": (lambda o: [NEW], [("C4", "フリガナ"), ("D4", "利用者識別子")]),
    "hired as somebody else": (
        lambda o: [{**NEW, "kana": "かくう", "subject": "misaki"}],
        [("D4", "ほかの職員に使われています")],
    ),
    "a 個人番号": (lambda o: [leave(o, "chie", remark="123456789018")], [("L4", "個人番号")]),
    "too long": (lambda o: [leave(o, "chie", remark="あ" * 501)], [("L4", "500字以内")]),
    "empty cells": (lambda o: [{"remark": "誰か"}], [("A4", "入力"), ("B4", "入力"), ("E4", "入力"), ("F4", "日付")]),
}


@pytest.mark.parametrize("case", SPOILED)
def test_a_spoiled_list_changes_nothing_and_names_its_rows(office: Office, case: str) -> None:
    spoil, wanted = SPOILED[case]
    rows = [*sound(office), *spoil(office)]
    answer = take_in(office, rows)
    assert (answer.status_code, answer.json()["code"]) == (422, "intake_faults")
    told = {fault["pointer"].rpartition("/")[2]: fault["message"] for fault in answer.json()["errors"]}
    assert list(told) == [cell for cell, _words in wanted], told
    for cell, words in wanted:
        assert f"セル{cell}" in told[cell] and words in told[cell]
    assert check(office, rows).json()["fault_count"] == len(wanted)
    assert office.as_(CLERK).get("/personnel-changes").json()["items"] == []
    assert office.as_(CLERK).post("/personnel-changes").status_code in (400, 415, 422)
    assert len(posts_of(office, "kenichi")) == 1


@pytest.mark.parametrize("form", ["xlsx", "utf-8-sig", "utf-8", "cp932"])
def test_a_sound_list_is_read_in_whatever_form(office: Office, form: str) -> None:
    rows = sound(office)
    content = (xlsx(rows), "異動.xlsx") if form == "xlsx" else (as_csv(rows, form), "異動.csv")
    answer = office.as_(CLERK).request("POST", "/personnel-changes/check", files=files(*content))
    assert (answer.status_code, answer.json()["fault_count"]) == (200, 0), answer.text
    assert [line["name"] for line in answer.json()["lines"]] == ["仮名　健一", "見本　幸"]


UNREADABLE: dict[str, tuple[bytes, int, str]] = {
    "empty": (b"", 422, "空です"),
    "no headings": ("職員,職\n架空　花子,課長\n".encode(), 422, "見出しが見付かりません"),
    "no rows": ("職員番号,氏名,異動区分,発令日\n".encode(), 422, "1件もありません"),
    "a picture": (b"\x89PNG\r\n\x1a\n0000", 415, "選んでください"),
    "an open quote": ('職員番号,氏名,異動区分,発令日\n1,"a"b,c,d\n'.encode(), 422, "CSVとして読み取れません"),
    "another encoding": (b"\xff\x80\x81,\xfd\xfe\n", 422, "文字コード"),
    "too many": (("職員番号,氏名,異動区分,発令日\n" + "1,例示,退職,2027-03-31\n" * 5001).encode(), 422, "5,000件まで"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_file_that_cannot_be_read_is_refused_whole(office: Office, case: str) -> None:
    content, status, words = UNREADABLE[case]
    answer = office.as_(CLERK).request("POST", "/personnel-changes/check", files=files(content, "異動.csv"))
    told = answer.json()["detail"] + "".join(fault["message"] for fault in answer.json().get("errors", []))
    assert answer.status_code == status and words in told, answer.text


def test_words_are_understood_as_towns_write_them(office: Office) -> None:
    rows: list[Any] = [
        {**leave(office, "kenichi"), "staff_number": int(person(office, "kenichi")["staff_number"]), "name": "仮名健一"},
        move(office, "sachi", "健康福祉部　健康推進課", "課 長", on="Ｒ９．４．１", kind="昇 任"),
        move(office, "misaki", "市長部局健康福祉部健康推進課", "係長", on="令和9年4月1日", from_department="健康推進課"),
    ]
    looked = check(office, rows).json()
    assert looked["faults"] == []
    assert [line["to_label"] for line in looked["lines"]] == ["", "健康推進課課長", "健康推進課係長"]


def test_formulas_are_texts_and_stay_texts(office: Office) -> None:
    harmful = '=HYPERLINK("http://example.jp","a")'
    content = as_csv([leave(office, "kenichi", remark=harmful)])
    sent = {"title": "=1+1", "publish_on": "2027-03-25"}
    answer = office.as_(CLERK).request("POST", "/personnel-changes", files=files(content, "異動.csv"), data=sent)
    assert answer.status_code == 201, answer.text
    moves = office.as_(CLERK).get(f"/personnel-changes/{answer.json()['id']}/moves").json()["items"]
    assert moves[0]["remark"] == harmful
    book = openpyxl.Workbook()
    for line in table([leave(office, "chie")]):
        book.active.append(line)
    book.active["E2"] = "=A1"  # never computed: its value is not known
    looked = office.as_(CLERK).request("POST", "/personnel-changes/check", files=files(_saved(book))).json()
    assert [fault["pointer"].rpartition("/")[2] for fault in looked["faults"]] == ["E2"]


def _saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_the_template_is_read_back(office: Office) -> None:
    answer = office.as_(CLERK).get("/personnel-changes/template")
    assert answer.status_code == 200
    empty = office.as_(CLERK).request("POST", "/personnel-changes/check", files=files(answer.content))
    assert empty.status_code == 422 and "1件もありません" in empty.json()["detail"]
