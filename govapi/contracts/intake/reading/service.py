"""From the bytes of a workbook to rows as they were understood, with every fault under its cell."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Self, cast

from govapi.contracts.intake.matching.rules import Fault
from govapi.contracts.intake.rules import (
    BY_KEY,
    CLAUSE_WORDS,
    EXAMPLE,
    FACTS,
    MAX_ROWS,
    SHEET,
    Entry,
    Party,
    Section,
    Value,
    Words,
    clause_headings,
    fiscal_year_of,
    headings,
    lookup,
    plain,
    words,
)
from govapi.files.sheet_scan import column_number
from govapi.files.spreadsheet import Cell, Row, SheetLimits, as_date, as_integer, as_text, read_rows
from govapi.kit.errors import FieldFault, Invalid, TooLarge
from govapi.kit.japan.fiscal import fiscal_year
from govapi.kit.japan.numbers import parse_corporate_number
from govapi.kit.text import has_control_chars, looks_like_my_number, safe_filename
from govapi.policy.schema.policy_set import PolicySet

LIMITS = SheetLimits(rows=MAX_ROWS * 3, columns=200)
MAX_YEN = 10**13
IDENTIFIERS = frozenset({"obligation_number"})  # numbers of other systems: a 個人番号 is not looked for in them
SEVERAL_LINES = frozenset({"outline", "remark"})
TEXTS = ("mark", "outline", "budget_line", "obligation_number", "place", "officer_name", "remark")
PARTY_TEXTS = ("kana", "address", "representative_title", "representative_name")
CLAUSES = "clauses"
UNKNOWN = frozenset({"未確認", "不明"})
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]+)$")


@dataclass(frozen=True)
class Book:
    """The rows of an uploaded workbook, the example left out, and the SHA-256 of the file."""

    rows: Sequence[Row]
    sha256: str
    name: str = ""


@dataclass
class Reading:
    """The rows as they were understood, and every fault found so far."""

    rows: Mapping[int, Row]
    entries: list[Entry] = field(default_factory=list)
    faults: list[FieldFault] = field(default_factory=list)

    def add(self, faults: Sequence[Fault]) -> None:
        """Adds what was found beyond the single cell; a cell that is at fault already is told once."""
        known = {fault.pointer for fault in self.faults}
        found = [self.rows[one.row][BY_KEY[one.key].heading].fault(one.message) for one in faults]
        self.faults += [fault for fault in found if fault.pointer not in known]

    def sorted(self) -> list[FieldFault]:
        """The faults row by row, from the left."""
        return sorted(self.faults, key=_place)


def open_book(file: IO[bytes], policy: PolicySet, name: str, most_bytes: int) -> Book:
    """The rows to register. Raises Invalid, TooLarge or UnsupportedType for a file that cannot be read at all."""
    data = file.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise TooLarge(f"ファイルは{most_bytes // (1 << 20)}MB以下にしてください。行を分けて登録してください。")
    rows = read_rows(data, SHEET, headings(policy), limits=LIMITS)
    rows = [row for row in rows if plain(str(row[BY_KEY["mark"].heading].value or "")) != EXAMPLE]
    if not rows:
        raise Invalid(
            f"登録する契約がありません。シート「{SHEET}」の見出しの下に、1行に1件ずつ記入してください。", code="intake_empty"
        )
    if len(rows) > MAX_ROWS:
        raise Invalid(
            f"一度に登録できるのは{MAX_ROWS:,}件までです（{len(rows):,}件あります。）。ファイルを分けてください。",
            code="intake_too_many",
        )
    return Book(rows, hashlib.sha256(data).hexdigest(), safe_filename(name))


def read(book: Book, policy: PolicySet, sections: Sequence[Section], elsewhere: Sequence[str]) -> Reading:
    """Reads every cell. ``sections`` may be chosen; ``elsewhere`` are names of the town's other sections."""
    found = Reading({row.number: row for row in book.rows})
    choices = {key: _Choice.of(among) for key, among in (*words(policy).items(), (CLAUSES, CLAUSE_WORDS))}
    places = {plain(section.label): section for section in sections}
    clauses = clause_headings(policy)
    others = {plain(label) for label in elsewhere}
    for row in book.rows:
        reader = _RowReader(row, choices)
        found.entries.append(reader.entry(places, others, clauses))
        found.faults += reader.faults
    return found


@dataclass(frozen=True)
class _Choice:
    """The words of a column, made ready once for all rows."""

    labels: str
    values: Mapping[str, Value]

    @classmethod
    def of(cls, among: Words) -> Self:
        return cls("、".join(among), lookup(among))


class _RowReader:
    """One row: what can be read is read, what cannot is a fault."""

    def __init__(self, row: Row, choices: Mapping[str, _Choice]) -> None:
        self._row, self._choices = row, choices
        self.faults: list[FieldFault] = []

    def entry(self, places: Mapping[str, Section], others: set[str], clauses: Mapping[str, str]) -> Entry:
        starts_on, ends_on = self.day("starts_on"), self.day("ends_on")
        facts = {name: self.choice(name) for name in FACTS} | {"availability2": self.choice("availability")}
        states = {key: self._state(self._row[heading]) for key, heading in clauses.items()}
        return Entry(
            row=self._row.number,
            title=self.text("title"),
            section=self._section(places, others),
            fiscal_year=self._year(starts_on),
            party=self._party(),
            concluded_on=self.day("concluded_on"),
            starts_on=starts_on,
            ends_on=ends_on,
            amount=self.yen("amount"),
            method=cast(str | None, self.choice("method")),
            ground=cast(str | None, self.choice("ground")),
            is_unit_price=bool(self.choice("is_unit_price")),
            term_kind=str(self.choice("term_kind") or "single_year"),
            class_code=cast(str | None, self.choice("class_code")),
            facts={name: bool(answer) for name, answer in facts.items() if answer is not None},
            clauses={key: state for key, state in states.items() if state},
            texts={key: self.text(key) for key in TEXTS},
        )

    def _cell(self, key: str) -> Cell:
        return self._row[BY_KEY[key].heading]

    def _refuse(self, cell: Cell, message: str) -> None:
        self.faults.append(cell.fault(message))

    def text(self, key: str) -> str:
        """The text, within its length, without what no record may hold."""
        cell, item = self._cell(key), BY_KEY[key]
        text = as_text(cell)
        if not text and item.required:
            self._refuse(cell, "入力してください。")
        elif len(text) > item.limit:
            self._refuse(cell, f"{item.limit:,}字以内で入力してください。")
        elif has_control_chars(text, lines=key in SEVERAL_LINES):
            self._refuse(cell, "改行等の使用できない文字が含まれています。文字を入力し直してください。")
        elif key not in IDENTIFIERS and looks_like_my_number(text):
            self._refuse(
                cell,
                "個人番号（マイナンバー）とみられる12桁の数字が含まれています。個人番号は登録できません。番号を消してください。",
            )
        else:
            return text
        return ""

    def choice(self, key: str) -> Value | None:
        return self._chosen(self._cell(key), self._choices[key])

    def _chosen(self, cell: Cell, choice: _Choice) -> Value | None:
        typed = plain(as_text(cell))
        if not typed:
            return None
        value = choice.values.get(typed)
        if value is None and typed not in UNKNOWN:
            self._refuse(cell, f"次のいずれかを選んでください。{choice.labels}")
        return value

    def _state(self, cell: Cell) -> str:
        """含む, なし or 未確認; blank is 未確認."""
        return str(self._chosen(cell, self._choices[CLAUSES]) or "")

    def day(self, key: str) -> date | None:
        cell = self._cell(key)
        if cell.value is None:
            if BY_KEY[key].required:
                self._refuse(cell, "入力してください。例：令和8年4月1日、R8.4.1、2026-04-01")
            return None
        try:
            return as_date(cell)
        except Invalid as fault:
            plain_number = not isinstance(cell.value, str)
            self.faults += (
                [cell.fault("日付で入力してください。例：令和8年4月1日、R8.4.1、2026-04-01")] if plain_number else fault.errors
            )
            return None

    def yen(self, key: str) -> int | None:
        cell = self._cell(key)
        try:
            amount = as_integer(cell)
        except Invalid as fault:
            self.faults += fault.errors
            return None
        if amount is not None and not 0 <= amount <= MAX_YEN:
            self._refuse(cell, "0円以上10兆円以下の額を、円単位で入力してください。")
            return None
        return amount

    def _year(self, starts_on: date | None) -> int | None:
        typed = as_text(self._cell("fiscal_year"), narrow=True)
        if not typed:
            return fiscal_year(starts_on) if starts_on is not None else None
        year = fiscal_year_of(typed)
        if year is None:
            self._refuse(self._cell("fiscal_year"), "会計年度は「令和8年度」「R8」「2026」のいずれかの形で入力してください。")
        return year

    def _section(self, places: Mapping[str, Section], others: set[str]) -> Section | None:
        cell = self._cell("section")
        typed = plain(as_text(cell))
        section = places.get(typed)
        if section is None:
            elsewhere = typed in others
            known = "ほかの課の契約は登録できません。所管課の職員か契約担当課が登録してください。"
            unknown = "この団体の組織にない課です。一覧から選んでください。" if typed else "所管課を一覧から選んでください。"
            self._refuse(cell, known if elsewhere else unknown)
        return section

    def _party(self) -> Party:
        texts = {key: self.text(key) for key in PARTY_TEXTS}
        return Party(
            name=self.text("name"),
            corporate_number=self._corporate_number(),
            kind=str(self.choice("kind") or ""),
            register=str(self.choice("register") or ""),
            **texts,
        )

    def _corporate_number(self) -> str | None:
        cell = self._cell("corporate_number")
        typed = as_text(cell, narrow=True)
        if not typed:
            return ""
        if looks_like_my_number(typed):
            self._refuse(
                cell, "個人番号（マイナンバー）とみられる12桁の数字です。個人番号は登録できません。番号を消してください。"
            )
            return None
        try:
            return parse_corporate_number(typed)
        except ValueError as fault:
            self._refuse(cell, str(fault))
            return None


def _place(fault: FieldFault) -> tuple[int, int]:
    found = _PLACE.search(fault.pointer)
    return (int(found[2]), column_number(found[1])) if found else (0, 0)
