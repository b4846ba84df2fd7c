"""One filled-in row: what can be read is read, what cannot is a fault of its cell."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self, TypeVar

from govapi.files.cells import Cell, Row, as_date, as_integer, as_text
from govapi.kit.entry_sheet import Item, Value, Words, lookup, plain
from govapi.kit.errors import FieldFault, Invalid
from govapi.kit.japan.numbers import parse_corporate_number
from govapi.kit.text import has_control_chars, looks_like_my_number

T = TypeVar("T")
UNKNOWN = frozenset({"未確認", "不明"})
NOT_A_DAY = "日付で入力してください。例：令和8年4月1日、R8.4.1、2026-04-01"


@dataclass(frozen=True)
class Choice:
    """The words of a column, made ready once for all rows."""

    labels: str
    values: Mapping[str, Value]

    @classmethod
    def of(cls, among: Words) -> Self:
        return cls("、".join(among), lookup(among))


class RowReader:
    """Reads the cells of a row by the keys of their columns, and gathers the faults."""

    no_day = "入力してください。例：令和8年4月1日、R8.4.1、2026-04-01"

    def __init__(self, row: Row, items: Mapping[str, Item], choices: Mapping[str, Choice]) -> None:
        self.row, self.items, self.choices = row, items, choices
        self.faults: list[FieldFault] = []

    def cell(self, key: str) -> Cell:
        return self.row[self.items[key].heading]

    def refuse(self, key: str, message: str) -> None:
        self.faults.append(self.cell(key).fault(message))

    def text(self, key: str) -> str:
        """The text, within its length, without what no record may hold."""
        text, item = as_text(self.cell(key)), self.items[key]
        if not text and item.required:
            self.refuse(key, "入力してください。")
        elif len(text) > item.limit:
            self.refuse(key, f"{item.limit:,}字以内で入力してください。")
        elif has_control_chars(text, lines=item.several_lines):
            self.refuse(key, "改行等の使用できない文字が含まれています。文字を入力し直してください。")
        elif not item.any_digits and looks_like_my_number(text):
            found = "個人番号（マイナンバー）とみられる12桁の数字が含まれています。"
            self.refuse(key, f"{found}個人番号は登録できません。番号を消してください。")
        else:
            return text
        return ""

    def choice(self, key: str) -> Value | None:
        return self.chosen(self.cell(key), self.choices[key], required=self.items[key].required)

    def chosen(self, cell: Cell, choice: Choice, *, required: bool = False) -> Value | None:
        """The value of a word; None where the cell is empty or says that it is not known."""
        typed = plain(as_text(cell))
        value = choice.values.get(typed)
        if value is None and (required or (typed and typed not in UNKNOWN)):
            self.faults.append(cell.fault(f"次のいずれかを選んでください。{choice.labels}"))
        return value

    def one_of(self, key: str, among: Mapping[str, T], otherwise: Callable[[str], str]) -> T | None:
        """What the text names; ``otherwise`` says what is wrong with a text that names nothing."""
        typed = plain(as_text(self.cell(key)))
        found = among.get(typed)
        if found is None:
            self.refuse(key, otherwise(typed))
        return found

    def section(self, places: Mapping[str, T], others: Collection[str], *, blank: str, foreign: str) -> T | None:
        """One of the sections the actor may register for; ``others`` are the town's other sections, of which ``foreign`` is said."""
        unknown = "この団体の組織にない課です。一覧から選んでください。"
        return self.one_of("section", places, lambda typed: foreign if typed in others else unknown if typed else blank)

    def day(self, key: str) -> date | None:
        cell = self.cell(key)
        if cell.value is None:
            if self.items[key].required:
                self.refuse(key, self.no_day)
            return None
        try:
            return as_date(cell)
        except Invalid as fault:
            self.faults += fault.errors if isinstance(cell.value, str) else [cell.fault(NOT_A_DAY)]
            return None

    def whole(self, key: str, most: int, otherwise: str) -> int | None:
        """A whole number from 0 to ``most``."""
        try:
            number = as_integer(self.cell(key))
        except Invalid as fault:
            self.faults += fault.errors
            return None
        if number is not None and not 0 <= number <= most:
            self.refuse(key, otherwise)
            return None
        return number

    def corporate_number(self, key: str) -> str | None:
        """The 法人番号; "" for an empty cell, None for one that cannot be read."""
        typed = as_text(self.cell(key), narrow=True)
        if not typed:
            return ""
        if looks_like_my_number(typed):
            found = "個人番号（マイナンバー）とみられる12桁の数字です。"
            self.refuse(key, f"{found}個人番号は登録できません。番号を消してください。")
            return None
        try:
            return parse_corporate_number(typed)
        except ValueError as fault:
            self.refuse(key, str(fault))
            return None
