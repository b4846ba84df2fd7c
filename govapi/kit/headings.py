"""A table that others have made: which column is which by its heading, and which rows are no entries. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

HEADING_ROWS = 30
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−─", "-"))
_NOTE = re.compile(r"[※*＊]|[(（]?注")


class HeadedColumn(Protocol):
    """A field, and the headings under which tables give it."""

    @property
    def field(self) -> str: ...
    @property
    def headings(self) -> Sequence[str]: ...
    @property
    def required(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand: the index of the row of headings, of each field its column and its heading; what is missing."""

    row: int
    places: Mapping[str, int]
    headings: Mapping[str, str]
    missing: tuple[HeadedColumn, ...]
    twice: str = ""


def plain(value: object) -> str:
    """Headings and words are compared without spaces, line ends and width."""
    if not isinstance(value, str):
        return ""
    return "".join(unicodedata.normalize("NFKC", value).split()).translate(_DASHES)


def find_columns(grid: Sequence[Sequence[object]], columns: Iterable[HeadedColumn]) -> Columns:
    """The row among the first 30 that has all the required headings; without one, the row that lacks the fewest."""
    wanted = tuple(columns)
    best = Columns(0, {}, {}, tuple(column for column in wanted if column.required))
    for index, values in enumerate(grid[:HEADING_ROWS]):
        found = _columns_in(index, [plain(value) for value in values], wanted)
        if not found.missing:
            return found
        if len(found.missing) < len(best.missing):
            best = found
    return best


def _columns_in(index: int, cells: Sequence[str], wanted: Sequence[HeadedColumn]) -> Columns:
    places: dict[str, int] = {}
    headings: dict[str, str] = {}
    twice = ""
    for column in wanted:
        heading = next((heading for heading in column.headings if plain(heading) in cells), None)
        if heading is not None:
            places[column.field], headings[column.field] = cells.index(plain(heading)), heading
            twice = twice or (heading if cells.count(plain(heading)) > 1 else "")
    missing = tuple(column for column in wanted if column.required and column.field not in places)
    return Columns(index, places, headings, missing, twice)


def is_entry(values: Mapping[str, object], headings: Mapping[str, str]) -> bool:
    """Whether a row is one: not empty, not the headings again (they stand on each printed page), not a note below the table."""
    filled = {name: value for name, value in values.items() if value is not None}
    if not filled:
        return False
    if all(plain(value) == plain(headings[name]) for name, value in filled.items()):
        return False
    first = next(iter(filled.values()))
    return not (len(filled) == 1 and isinstance(first, str) and _NOTE.match(first.strip()))
