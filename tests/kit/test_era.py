from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.kit.japan.era import parse_date_ja, wareki, wareki_blank, wareki_short
from govapi.kit.japan.fiscal import fiscal_year, fiscal_year_bounds, fiscal_year_label

DAYS = st.dates(min_value=date(1873, 1, 1), max_value=date(2117, 12, 31))  # the last year of two digits in 令和
WRITTEN = [
    ("1926-12-24", "大正15年12月24日"),
    ("1926-12-25", "昭和元年12月25日"),
    ("1989-01-07", "昭和64年1月7日"),
    ("1989-01-08", "平成元年1月8日"),
    ("2019-04-30", "平成31年4月30日"),
    ("2019-05-01", "令和元年5月1日"),
    ("2026-02-17", "令和8年2月17日"),
    ("2027-07-01", "令和9年7月1日"),
    ("1912-07-29", "明治45年7月29日"),
    ("1912-07-30", "大正元年7月30日"),
]


@pytest.mark.parametrize(("iso", "written"), WRITTEN)
def test_eras_change_on_their_day(iso: str, written: str) -> None:
    assert wareki(date.fromisoformat(iso)) == written
    assert parse_date_ja(written, lenient=False) == date.fromisoformat(iso)


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-01",
        "2026/4/1",
        "2026.4.1",
        "２０２６年４月１日",
        "西暦2026年4月1日",
        "R8.4.1",
        "r8.4.1",
        "R8/4/1",
        "令8.4.1",
        "令和8.4.1",
        "令和8年4月1日",
        "令和　８年　４月　１日",
        "㋿8年4月1日",
        "令和8年4月1日（水）",
        "Ｒ０８．０４．０１",
        "R8－4－1",
    ],
)
def test_the_ways_offices_write_a_date(text: str) -> None:
    assert parse_date_ja(text) == date(2026, 4, 1)


def test_a_day_outside_its_era_is_taken_only_when_lenient() -> None:
    assert parse_date_ja("平成34年3月31日") == date(2022, 3, 31)
    for text in ("平成34年3月31日", "平成31年5月1日", "令和元年4月30日"):
        with pytest.raises(ValueError, match="元号と年を確かめて"):
            parse_date_ja(text, lenient=False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "未定",
        "令和8年",
        "2026",
        "46113",
        "8.4.1",
        "令和0年4月1日",
        "2026-02-29",
        "R8.13.1",
        "2026-4-1から",
        "令和99999年1月1日",
    ],
)
def test_what_is_no_date_is_refused_in_japanese(text: str) -> None:
    with pytest.raises(ValueError, match=r"。$"):
        parse_date_ja(text)


@given(DAYS)
def test_written_dates_read_back(day: date) -> None:
    assert parse_date_ja(wareki(day), lenient=False) == day
    assert parse_date_ja(wareki_short(day), lenient=False) == day
    assert parse_date_ja(day.isoformat()) == day


def test_short_form_and_blank() -> None:
    assert wareki_short(date(2019, 5, 1)) == "R1.5.1"
    assert wareki_blank(None) == "令和　　年　　月　　日"
    assert wareki_blank(date(2026, 4, 1)) == "令和8年4月1日"
    with pytest.raises(ValueError, match="明治より前"):
        wareki(date(1868, 1, 24))


@pytest.mark.parametrize(
    ("iso", "label"),
    [
        ("2027-03-31", "令和8年度"),
        ("2026-04-01", "令和8年度"),
        ("2026-03-31", "令和7年度"),
        ("2019-04-15", "平成31年度"),
        ("2020-03-31", "平成31年度"),
        ("1989-04-01", "平成元年度"),
        ("1989-01-10", "昭和63年度"),
    ],
)
def test_fiscal_year_of_a_day(iso: str, label: str) -> None:
    assert fiscal_year_label(fiscal_year(date.fromisoformat(iso))) == label


def test_a_city_may_call_2019_reiwa() -> None:
    assert fiscal_year_label(2019, reiwa_first=True) == "令和元年度"
    assert fiscal_year_label(2020, reiwa_first=True) == "令和2年度"


@given(DAYS)
def test_a_day_lies_within_its_fiscal_year(day: date) -> None:
    start, end = fiscal_year_bounds(fiscal_year(day))
    assert start <= day < end
