from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.files.spreadsheet import Cell, CellValue, as_date, as_decimal, as_integer, as_text, write_csv
from govapi.kit.errors import Invalid


def cell(value: CellValue) -> Cell:
    return Cell("契約/一覧", "B7", "金額", value)


@pytest.mark.parametrize(
    ("value", "read", "expected"),
    [
        (" 髙﨑　", as_text, "髙﨑"),
        (None, as_text, ""),
        (7000012050002, as_text, "7000012050002"),
        (Decimal("12.5"), as_text, "12.5"),
        (date(2026, 4, 1), as_text, "2026-04-01"),
        (date(2026, 4, 1), as_date, date(2026, 4, 1)),
        (datetime(2026, 4, 1, 9), as_date, date(2026, 4, 1)),
        ("令和８年４月１日", as_date, date(2026, 4, 1)),
        (None, as_date, None),
        (1980000, as_integer, 1980000),
        ("金１，９８０，０００円".removeprefix("金"), as_integer, 1980000),
        ("¥1,980", as_integer, 1980),
        ("△５", as_integer, -5),
        (Decimal("3.0"), as_integer, 3),
        ("0.50", as_decimal, Decimal("0.5")),
        (None, as_integer, None),
    ],
)
def test_values_as_people_mean_them(value: CellValue, read: Callable[[Cell], CellValue], expected: CellValue) -> None:
    assert read(cell(value)) == expected


@pytest.mark.parametrize(
    ("value", "read", "words"),
    [
        ("未定", as_date, "読み取れません"),
        (46113, as_date, "日付で入力"),
        ("令和8年2月30日", as_date, "暦にない"),
        ("約100円", as_integer, "数字で入力"),
        (True, as_integer, "数字で入力"),
        (Decimal("1.5"), as_integer, "整数で入力"),
        ("9" * 31, as_integer, "数字で入力"),
    ],
)
def test_faults_name_the_cell(value: CellValue, read: Callable[[Cell], CellValue], words: str) -> None:
    with pytest.raises(Invalid, match=words) as caught:
        read(cell(value))
    [fault] = caught.value.errors
    assert fault.pointer == "/契約~1一覧/B7"
    assert fault.message.startswith("セルB7（金額）：") and fault.message.endswith("。")


@pytest.mark.parametrize("read", [as_text, as_date, as_integer, as_decimal])
def test_required_cells(read: Callable[..., CellValue]) -> None:
    with pytest.raises(Invalid, match="入力してください"):
        read(cell(None), required=True)


def test_only_codes_are_made_narrow() -> None:
    assert as_text(cell("Ｔ１２３")) == "Ｔ１２３"
    assert as_text(cell("Ｔ１２３"), narrow=True) == "T123"


@given(st.integers(-(10**20), 10**20))
def test_amounts_typed_as_text_read_back(value: int) -> None:
    assert as_integer(cell(f"{value:,}円")) == value


def test_csv_for_excel() -> None:
    rows: list[list[CellValue]] = [["髙﨑𠮷", 1980, date(2026, 4, 1)], ['a"b,\nc', -5, None]]
    data = write_csv(["名称", "金額", "期限"], rows)
    assert data.decode("utf-8") == '\ufeff名称,金額,期限\r\n髙﨑𠮷,1980,2026-04-01\r\n"a""b,\nc",-5,\r\n'


@pytest.mark.parametrize("text", ["=1+1", "+81", "-5", "@A", "\t=1", "\r=1", "＝1+1", "－5", "  =1", "\n"])
def test_no_cell_of_a_csv_begins_like_a_formula(text: str) -> None:
    line = write_csv(["a"], [[text]]).decode("utf-8-sig").removeprefix("a\r\n")
    assert line.lstrip('"').startswith("'")
    assert text in line
