"""年度: the fiscal year of local governments, 1 April to 31 March (地方自治法208条)."""

from datetime import date

from govapi.kit.japan.era import era_of


def fiscal_year(day: date) -> int:
    """The western year in which the fiscal year of `day` begins."""
    return day.year if day.month >= 4 else day.year - 1


def fiscal_year_bounds(year: int) -> tuple[date, date]:
    """First day and the day after the last one (half-open)."""
    return date(year, 4, 1), date(year + 1, 4, 1)


def fiscal_year_label(year: int, *, reiwa_first: bool = False) -> str:
    """令和8年度, after the era of 1 April.

    FY2019 is 平成31年度; cities that call the whole of it 令和元年度 pass `reiwa_first=True`.
    """
    if year == 2019 and reiwa_first:
        return "令和元年度"
    start = fiscal_year_bounds(year)[0]
    era = era_of(start)
    number = start.year - era.start.year + 1
    return f"{era.name}{'元' if number == 1 else number}年度"
