"""和暦: Japanese era dates, written and read.

Start days are those of the era laws and ordinances. 明治 before 1873-01-01 followed the lunar calendar, so
older days are accepted but are not reliable; no record of this product reaches back that far.
"""

import re
import unicodedata
from datetime import date
from typing import NamedTuple


class Era(NamedTuple):
    name: str
    letter: str
    start: date


ERAS = (
    Era("令和", "R", date(2019, 5, 1)),
    Era("平成", "H", date(1989, 1, 8)),
    Era("昭和", "S", date(1926, 12, 25)),
    Era("大正", "T", date(1912, 7, 30)),
    Era("明治", "M", date(1868, 1, 25)),
)
# Days that people give: before 明治 none can be told, and what is counted from a day (a month later) must be a day too.
FIRST_DAY, LAST_DAY = ERAS[-1].start, date(2999, 12, 31)
OUT_OF_REACH = "日付は、明治元年から西暦2999年までの日を入力してください。"
_BY_SIGN = {sign: era for era in ERAS for sign in (era.name, era.name[0], era.letter)}
_DAY_OF_WEEK = re.compile(r"\([月火水木金土日]\)$")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー", "-"))
_REST = r"(?:年|[-/.])(?P<month>[0-9]{1,2})(?:月|[-/.])(?P<day>[0-9]{1,2})日?"
_WESTERN = re.compile(r"(?:西暦)?(?P<year>[0-9]{4})" + _REST)
_JAPANESE = re.compile(r"(?P<era>令和|平成|昭和|大正|明治|[令平昭大明RHSTM])(?P<year>元|[0-9]{1,2})" + _REST)
_HOW = "「令和8年4月1日」「R8.4.1」「2026-04-01」のいずれかの形で入力してください。"


def era_of(day: date) -> Era:
    """The era a day belongs to. Raises ValueError before 明治."""
    for era in ERAS:
        if day >= era.start:
            return era
    raise ValueError("明治より前の日付は和暦で表せません。日付を確かめてください。")


def wareki(day: date) -> str:
    """令和8年4月1日; the first year is 元年."""
    era = era_of(day)
    number = day.year - era.start.year + 1
    return f"{era.name}{'元' if number == 1 else number}年{day.month}月{day.day}日"


def wareki_short(day: date) -> str:
    """R8.4.1; the first year is 1."""
    era = era_of(day)
    return f"{era.letter}{day.year - era.start.year + 1}.{day.month}.{day.day}"


def wareki_blank(day: date | None) -> str:
    """As wareki(); an open date becomes the blank of a form, to be filled in by hand."""
    return "令和　　年　　月　　日" if day is None else wareki(day)


def parse_date_ja(text: str, *, lenient: bool = True) -> date:
    """Read a date as offices write it: ISO, 2026/4/1, R8.4.1, 令8.4.1, 令和8年4月1日, full width too.

    `lenient` also takes a day outside its era (平成34年3月31日 of an old contract is 2022-03-31).
    Raises ValueError with a Japanese sentence; also for a day before 明治 or after 2999.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split()).upper().translate(_DASHES)
    plain = _DAY_OF_WEEK.sub("", plain)
    if found := _WESTERN.fullmatch(plain):
        return _day(int(found["year"]), found, text)
    found = _JAPANESE.fullmatch(plain)
    if found is None:
        raise ValueError(f"「{text[:40]}」は日付として読み取れません。{_HOW}")
    era = _BY_SIGN[found["era"]]
    number = 1 if found["year"] == "元" else int(found["year"])
    if number == 0:
        raise ValueError(f"「{text[:40]}」の年が0です。{_HOW}")
    day = _day(era.start.year + number - 1, found, text)
    if not lenient and (day < era.start or era_of(day) is not era):
        raise ValueError(f"「{text[:40]}」は{era.name}にない日付です。元号と年を確かめてください。")
    return day


def _day(year: int, found: re.Match[str], text: str) -> date:
    try:
        day = date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        raise ValueError(f"「{text[:40]}」は暦にない日付です。月と日を確かめてください。") from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(OUT_OF_REACH)
    return day
