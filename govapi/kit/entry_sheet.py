"""A sheet that people fill in, a record a row: its columns, and the words that may stand in them. Pure."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

EXAMPLE = "記入例"
YES, NO = "あり", "なし"
SYNONYMS: Mapping[str, str] = {
    "有": YES, "有り": YES, "はい": YES, "○": YES, "〇": YES, "無": NO, "無し": NO, "いいえ": NO, "×": NO,
}  # fmt: skip

Value = str | int | bool
Words = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Item:
    """A column: its heading, how it is filled in, and what stands in the example row."""

    key: str
    heading: str
    how: str
    example: str = ""
    required: bool = False
    width: float = 14
    limit: int = 200
    several_lines: bool = False
    any_digits: bool = False  # a number of another system: a 個人番号 is not looked for in it


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong in one cell of one row, beyond the cell itself."""

    row: int
    key: str
    message: str


def plain(text: str) -> str:
    """Words are compared without spaces and width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def lookup(among: Words) -> dict[str, Value]:
    """The value of each word as people may type it: without spaces and width, あり also as 有 or ○."""
    known = {plain(label): value for label, value in among.items()}
    return {typed: known[word] for typed, word in SYNONYMS.items() if word in known} | known
