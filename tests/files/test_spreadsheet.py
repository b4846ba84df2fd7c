"""Workbooks there and back; what LibreOffice makes of them; what others spoil."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govapi.files.package import open_office_package
from govapi.files.sheet_scan import column_name, column_number
from govapi.files.spreadsheet import CellValue, Column, Row, Sheet, SheetLimits, read_rows, write_workbook
from govapi.kit.errors import Invalid, TooLarge, UnsupportedType
from tests.files.samples import excel, shared_texts, word
from tests.support.office import convert
from tests.support.require import require

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
SURE = st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\r\ufffe\uffff")
TEXTS = st.text(SURE, max_size=30).map(lambda t: t.replace("_x", "x")).filter(lambda t: t.strip() != "")
NUMBERS = st.integers(-(10**15) + 1, 10**15 - 1) | st.decimals("-99999", "99999", places=2).map(
    lambda d: int(d) if d == int(d) else d.normalize()
)
VALUES = st.none() | st.booleans() | TEXTS | NUMBERS | st.dates(date(1900, 3, 1), date(2200, 1, 1))


def book(*rows: Sequence[CellValue], columns: list[Column] | None = None, title: str = "") -> bytes:
    wide = max((len(row) for row in rows), default=2)
    made = columns or [Column(f"見出し{n}") for n in range(1, wide + 1)]
    return write_workbook([Sheet("表", made, rows, title=title)], created=NOW)


def values(rows: list[Row]) -> list[list[CellValue]]:
    return [[cell.value for cell in row.cells.values()] for row in rows]


@settings(deadline=None)
@given(st.lists(st.tuples(VALUES, VALUES), max_size=5))
def test_what_is_written_reads_back(rows: list[tuple[CellValue, CellValue]]) -> None:
    read = read_rows(book(*map(list, rows), columns=[Column("一"), Column("二")]), "表", ["一", "二"])
    assert values(read) == [list(row) for row in rows if row != (None, None)]
    assert [[type(v) for v in row] for row in values(read)] == [[type(v) for v in row] for row in rows if row != (None, None)]


HARMFUL = ["=1+1", "+81", "-5", "@SUM(A1)", "\t=1", '=cmd|" /C calc"!A0', "{=1}", "https://example.jp/", "007", "1E5"]


def test_texts_are_never_formulas_links_or_numbers() -> None:
    data = book(*[[text] for text in HARMFUL])
    sheet = openpyxl.load_workbook(io.BytesIO(data))["表"]
    assert [sheet.cell(n, 1).value for n in range(2, len(HARMFUL) + 2)] == HARMFUL
    assert {sheet.cell(n, 1).data_type for n in range(2, len(HARMFUL) + 2)} == {"s"}
    assert [sheet.cell(n, 1).quotePrefix for n in (2, 10)] == [True, False]
    assert b"<f>" not in open_office_package(data).read("xl/worksheets/sheet1.xml")


def test_long_values_are_kept_or_cut_openly() -> None:
    [row] = read_rows(book([12345678901234567, "長" * 40_000]), None, ["見出し1", "見出し2"])
    assert row["見出し1"].value == "12345678901234567"
    cut = row["見出し2"].value
    assert isinstance(cut, str) and len(cut) == 32_767 and cut.endswith("…（以下省略）")


def test_times_are_those_of_japan() -> None:
    [row] = read_rows(book([datetime(2026, 4, 1, 0, 30, tzinfo=UTC), time(8, 30)]), None, ["見出し1", "見出し2"])
    assert row["見出し1"].value == datetime(2026, 4, 1, 9, 30)
    assert row["見出し2"].value == time(8, 30)


def form() -> bytes:
    columns = [
        Column("番号", locked=True),
        Column("対応状況", choices=("はい", "いいえ", "該当しない, 不要"), note="一覧から選ぶ"),
        Column("実施日"),
    ]
    rows: list[list[CellValue]] = [["A-1", None, None], ["A-2", "はい", date(2026, 4, 1)]]
    return write_workbook([Sheet("回答/票", columns, rows, title="確認票", blank_rows=3, protect=True)], created=NOW)


def test_a_form_for_contractors() -> None:
    read = openpyxl.load_workbook(io.BytesIO(form()))
    sheet = read["回答／票"]
    assert read["選択肢"].sheet_state == "hidden"
    assert sheet.protection.sheet
    assert [sheet.cell(4, column).protection.locked for column in (1, 2)] == [True, False]
    assert sheet.cell(3, 1).protection.locked
    assert sheet.cell(3, 2).comment is not None
    [drop_down] = sheet.data_validations.dataValidation
    assert str(drop_down.sqref) == "B4:B8"
    assert sheet.page_setup.paperSize == 9
    rows = read_rows(form(), "回答／票", ["対応状況", "番号", "実施日"])
    assert [row.number for row in rows] == [4, 5]
    assert rows[1]["対応状況"].address == "B5"


def test_libreoffice_saves_it_again_and_it_still_reads(tmp_path: Path) -> None:
    require("office")
    (tmp_path / "form.xlsx").write_bytes(form())
    harmful: list[list[CellValue]] = [[text, Decimal("12.5"), 7000012050002] for text in HARMFUL]
    (tmp_path / "harmful.xlsx").write_bytes(book(*harmful))
    (tmp_path / "again").mkdir()
    again = convert([tmp_path / "form.xlsx", tmp_path / "harmful.xlsx"], tmp_path / "again", "xlsx")
    rows = read_rows(again[0].read_bytes(), "回答／票", ["番号", "対応状況", "実施日"])
    assert values(rows) == [["A-1", None, None], ["A-2", "はい", date(2026, 4, 1)]]
    assert rows[1]["実施日"].address == "C5"
    kept = read_rows(again[1].read_bytes(), None, ["見出し1", "見出し2", "見出し3"])
    assert values(kept) == harmful


def text_row(number: int, *texts: str) -> str:
    cells = "".join(f'<c r="{column_name(i)}{number}" t="inlineStr"><is><t>{t}</t></is></c>' for i, t in enumerate(texts, 1))
    return f'<row r="{number}">{cells}</row>'


def test_headings_are_found_wherever_they_stand() -> None:
    data = excel(text_row(3, "備考", "名　称", "") + text_row(4, "b", "髙﨑") + text_row(9, "", "二"))
    rows = read_rows(data, None, ["名称"], optional=["備考", "期限"])
    assert [(r.number, r["名称"].address, r["名称"].value, r["備考"].value, r["期限"].value) for r in rows] == [
        (4, "B4", "髙﨑", "b", None),
        (9, "B9", "二", None, None),
    ]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (text_row(1, "名称"), "見出し「期限」がありません"),
        ("", "見出し「名称」「期限」がありません"),
        (text_row(1, "名称", "期限", "名 称"), "2か所"),
        (text_row(1, "名称", "期限") + '<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>', "セルA2"),
        (text_row(1, "名称", "期限") + '<row r="2"><c r="B2"><f>1+1</f></c></row>', "セルB2"),
    ],
)
def test_a_spoiled_table_is_refused_with_its_place(cells: str, words: str) -> None:
    with pytest.raises(Invalid, match=words) as caught:
        read_rows(excel(cells), "表", ["名称", "期限"])
    assert caught.value.detail.endswith("。")


def test_broken_formulas_beside_the_table_do_not_matter() -> None:
    data = excel(text_row(1, "名称") + '<row r="2"><c r="A2"><v>5</v></c><c r="B2" t="e"><v>#REF!</v></c></row>')
    assert values(read_rows(data, "表", ["名称"])) == [[5]]


def test_another_sheet_or_another_kind_of_file() -> None:
    with pytest.raises(Invalid, match="シート「別」がありません"):
        read_rows(excel(""), "別", ["名称"])
    with pytest.raises(UnsupportedType, match="Excel"):
        read_rows(word(), None, ["名称"])


FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
MANY = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 1000))


@pytest.mark.parametrize(
    ("cells", "texts"),
    [(FAR, ""), ('<row r="20001"><c><v>1</v></c></row>', ""), (MANY, "<t>" + "長" * 32_000 + "</t>")],
    ids=["far", "long", "repeated"],
)
def test_small_files_that_would_fill_the_memory(cells: str, texts: str) -> None:
    data = excel(text_row(1, "名称") + cells, {"xl/sharedStrings.xml": shared_texts(texts)})
    assert len(data) < 40_000
    with pytest.raises(TooLarge, match="20,000行"):
        read_rows(data, None, ["名称"])


def test_empty_styled_cells_at_the_end_of_the_sheet_are_no_table() -> None:
    data = excel(text_row(1, "名称") + text_row(2, "一") + '<row r="1048576"><c r="XFD1048576" s="0"/></row>')
    assert values(read_rows(data, None, ["名称"])) == [["一"]]
    with pytest.raises(TooLarge, match="1行"):
        read_rows(data, None, ["名称"], limits=SheetLimits(rows=1))


def test_furigana_beside_a_text_is_not_part_of_it() -> None:
    texts = shared_texts("<t>名称</t>", "<t>見本</t><rPh sb='0' eb='2'><t>ミホン</t></rPh>", "<r><t>製作</t></r><r><t>所</t></r>")
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{n - 1}</v></c></row>' for n in (1, 2, 3))
    assert values(read_rows(excel(cells, {"xl/sharedStrings.xml": texts}), None, ["名称"])) == [["見本"], ["製作所"]]


@given(st.integers(1, 16_384))
def test_column_names_read_back(number: int) -> None:
    assert column_number(column_name(number)) == number
    assert (column_name(1), column_name(27), column_name(16_384)) == ("A", "AA", "XFD")
