"""How values are written on a page. Each filter takes None, which a page shows as an empty string."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from govapi.kit.clock import JST
from govapi.kit.japan import era, fiscal, money
from govapi.kit.japan.era import parse_date_ja
from govapi.web.reading import plain_number

_WEEKDAYS = "月火水木金土日"


def _day(value: date) -> date:
    """The day in Japan: a moment (aware, or naive UTC as SQLite hands it back) is brought to Japan time first."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(JST).date()
    return value


def wareki(value: date | None) -> str:
    """令和8年4月1日"""
    return "" if value is None else era.wareki(_day(value))


def wareki_short(value: date | None) -> str:
    """R8.4.1"""
    return "" if value is None else era.wareki_short(_day(value))


def until_short(value: date | None) -> str:
    """R9.3.31: the last day, from the first day that no longer counts."""
    return "" if value is None else era.wareki_short(_day(value) - timedelta(days=1))


def iso(value: date | None) -> str:
    """For a datetime attribute: 2026-04-01, or a moment with its offset in Japan time."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(JST).isoformat(timespec="seconds")
    return "" if value is None else value.isoformat()


def moment(value: datetime | None) -> str:
    """令和8年4月1日 9:05, in Japan time. The template name is ``datetime``."""
    if value is None:
        return ""
    local = (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(JST)
    return f"{era.wareki(local.date())} {local.hour}:{local.minute:02d}"


def period(start: date | None, end: date | None) -> str:
    """令和8年4月1日から令和9年3月31日まで; ``end`` is the last day itself."""
    return f"{wareki(start) or '未定'}から{wareki(end) or '未定'}まで"


def yen(value: int | Decimal | None) -> str:
    return "" if value is None else money.yen(value)


def number(value: int | Decimal | None) -> str:
    return "" if value is None else money.number(value)


def fiscal_year(value: int | date | None) -> str:
    """令和8年度, from a year or a day."""
    if value is None:
        return ""
    return fiscal.fiscal_year_label(fiscal.fiscal_year(_day(value)) if isinstance(value, date) else value)


def date_reading(text: str) -> str:
    """What a typed date was understood as: 令和8年4月1日（水）2026-04-01; empty when it cannot be read."""
    try:
        day = parse_date_ja(text)
        return f"{era.wareki(day)}（{_WEEKDAYS[day.weekday()]}）{day.isoformat()}"
    except ValueError:
        return ""


def yen_reading(text: str) -> str:
    """What a typed amount was understood as, in the large units that show a digit too many: 1億2,980万円.

    Empty when it cannot be read, and below 1万円, where nothing is gained.
    """
    plain = plain_number(text)
    if plain is None or not plain.isdecimal() or not 5 <= len(plain) <= 16:
        return ""
    parts = ((int(plain) // unit % 10_000, name) for unit, name in ((10**12, "兆"), (10**8, "億"), (10**4, "万"), (1, "")))
    return "".join(f"{value:,}{name}" for value, name in parts if value) + "円"


def grouped(text: str) -> str:
    """A typed whole number with thousands marks, so that its digits can be counted; anything else as typed."""
    return money.number(int(text)) if text.isascii() and text.isdecimal() and len(text) <= 18 else text


FILTERS: Mapping[str, Callable[..., str]] = {
    "wareki": wareki,
    "wareki_short": wareki_short,
    "until_short": until_short,
    "iso": iso,
    "datetime": moment,
    "yen": yen,
    "zenkaku": money.zenkaku,
    "number": number,
    "fiscal_year": fiscal_year,
    "grouped": grouped,
    "date_reading": date_reading,
    "yen_reading": yen_reading,
}
