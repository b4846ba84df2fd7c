"""The workbook in a real LibreOffice: opened, filled in by typing, saved for Excel, taken; protected cells stay as they are."""

from pathlib import Path
from typing import Any

from govapi.assessments.workbook.rules import ANSWER, GUIDE, QUESTION, REASON, REMARK, SHEET
from govapi.assessments.workbook.writing.service import workbook
from tests.assessments.workbooks import NAME, NOW, TITLE, address, asked_of, awaited, questions_in, send, sheet_of, template_of
from tests.support.app import Office
from tests.support.office import convert, text_of, type_into
from tests.support.require import require

WORDS = {"done": "実施済", "partly": "一部実施", "not_done": "未実施", "na": "該当なし"}
REASONS = [
    "=1+1 は式ではない",
    "+81-0-0000-0000",
    "改修中、令和９年３月まで。\u3000﨑・髙・𠮷",
    "@部長の確認待ち",
    "-5",
    "007",
    "2026-04-01",
]


def planned(data: bytes) -> dict[str, dict[str, str]]:
    """An answer for every question, with a reason that office programs like to take for something else."""
    codes = list(WORDS)
    answers = {}
    for number, question in enumerate(questions_in(sheet_of(data))):
        reason = REASONS[number % len(REASONS)] if number % 4 else ""
        answers[question] = {"answer": codes[number % 4], "reason": reason, "remark": f"別紙{number}" if number % 3 == 0 else ""}
    return answers


def typing(data: bytes, answers: dict[str, dict[str, str]]) -> list[tuple[str, str, str]]:
    lines = [(SHEET, "C4", TITLE), (SHEET, "F4", NAME)]
    for question, one in answers.items():
        lines.append((SHEET, address(data, question, ANSWER), WORDS[one["answer"]]))
        lines += [
            (SHEET, address(data, question, heading), one[key])
            for heading, key in ((REASON, "reason"), (REMARK, "remark"))
            if one[key]
        ]
    return lines


def test_edited_in_libreoffice_it_comes_back_equal(office: Office, tmp_path: Path) -> None:
    require("office")
    require("scripting")
    one = awaited(office)
    data = template_of(one)
    answers = planned(data)
    (tmp_path / "sent.xlsx").write_bytes(data)
    question = address(data, "A2-1", QUESTION)
    lines = [*typing(data, answers), (SHEET, question, "書き換えた設問"), (SHEET, "A1", "書き換えた題名")]
    look = [(SHEET, address(data, "A2-1", heading)) for heading in (ANSWER, REASON, REMARK, QUESTION)]
    seen: Any = type_into(tmp_path / "sent.xlsx", tmp_path / "back.xlsx", lines, look)
    assert seen["visible"] == [GUIDE, SHEET]
    assert [cell["open"] for cell in seen["cells"]] == [True, True, True, False]
    assert seen["cells"][0]["choices"] == ";".join(f'"{word}"' for word in WORDS.values())
    assert "いずれかを選んでください" in seen["cells"][0]["error"]
    assert not any(cell["is_formula"] for cell in seen["cells"])
    assert seen["cells"][3]["text"] == sheet_of(data)[question].value
    back = (tmp_path / "back.xlsx").read_bytes()
    assert sheet_of(back).protection.sheet and sheet_of(back)[question].protection.locked
    answer = send(one, back)
    assert answer.status_code == 200, answer.text
    assert {key: {name: row[name] for name in ("answer", "reason", "remark")} for key, row in one.answers().items()} == answers
    assert (one.now()["respondent_name"], answer.json()["respondent_title"]) == (NAME, TITLE)


def test_what_was_typed_wrong_in_libreoffice_is_named_by_its_cell(office: Office, tmp_path: Path) -> None:
    require("office")
    require("scripting")
    one = awaited(office)
    data = template_of(one)
    (tmp_path / "sent.xlsx").write_bytes(data)
    wrong = address(data, "A2-1", ANSWER)
    lines = [*typing(data, planned(data)), (SHEET, wrong, "はい"), (SHEET, "K9", "欄外の覚え書き")]
    type_into(tmp_path / "sent.xlsx", tmp_path / "back.xlsx", lines, [])
    answer = send(one, (tmp_path / "back.xlsx").read_bytes())
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [f"/{SHEET}/{wrong}"]  # K9 is protected: nothing got in


def test_it_prints_on_a4_with_its_headings_on_every_page(tmp_path: Path) -> None:
    require("office")
    asked = asked_of("S")
    (tmp_path / "book.xlsx").write_bytes(workbook(asked, now=NOW))
    [pdf] = convert([tmp_path / "book.xlsx"], tmp_path)
    pages = text_of(pdf).rstrip("\f").split("\f")
    assert "回答のしかた" in pages[0] and "個人番号（マイナンバー）" in pages[0]
    assert all("設問番号" in page and "理由・対応の予定" in page for page in pages[1:])
    assert all(one.id in "".join(pages) for one in asked.questions)
    assert len(pages) < 5 + len(asked.questions) / 6
