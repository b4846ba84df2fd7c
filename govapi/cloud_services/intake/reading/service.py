"""From the bytes of a workbook to rows as they were understood, with every fault under its cell."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import IO

from govapi.cloud_services.intake.rules import (
    BY_KEY,
    COUNTRY_LENGTH,
    EXAMPLE,
    FACTS,
    MAX_ROWS,
    MOST_COUNTRIES,
    SHEET,
    Entry,
    Section,
    countries,
    headings,
    words,
)
from govapi.contracts.intake.matching.rules import Fault
from govapi.contracts.intake.rules import Value, lookup, plain
from govapi.files.sheet_scan import column_number
from govapi.files.spreadsheet import Cell, Row, SheetLimits, as_date, as_integer, as_text, read_rows
from govapi.kit.errors import FieldFault, Invalid, TooLarge
from govapi.kit.japan.numbers import parse_corporate_number
from govapi.kit.text import has_control_chars, looks_like_my_number, safe_filename
from govapi.policy.schema.cloud import Form, Zone
from govapi.policy.schema.policy_set import PolicySet

LIMITS = SheetLimits(rows=MAX_ROWS * 3, columns=200)
SEVERAL_LINES = frozenset({"purpose", "alternative", "residual_risk", "remark"})
TEXTS = (
    "mark", "purpose", "users", "contract", "budget_line", "decided_by_post", "decided_by_name", "manager", "data_countries",
    "terms_url", "alternative", "residual_risk", "risk_accepted_by", "remark",
)  # fmt: skip
NUMBERS: Mapping[str, int] = {"user_count": 1_000_000, "person_count": 10**9, "cost": 10**13}
UNKNOWN = frozenset({"未確認", "不明"})
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]+)$")
_HOW = "日付で入力してください。例：令和8年4月1日、R8.4.1、2026-04-01"
_URL = re.compile(r"https?://[^\s<>\"]+")


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
        told = {fault.pointer: fault for fault in self.faults}
        for one in faults:
            fault = self.rows[one.row][BY_KEY[one.key].heading].fault(one.message)
            told.setdefault(fault.pointer, fault)
        self.faults = list(told.values())

    def sorted(self) -> list[FieldFault]:
        """The faults row by row, from the left."""
        return sorted(self.faults, key=_place)


def open_book(file: IO[bytes], name: str, most_bytes: int) -> Book:
    """The rows to register. Raises Invalid, TooLarge or UnsupportedType for a file that cannot be read at all."""
    data = file.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise TooLarge(f"ファイルは{most_bytes // (1 << 20)}MB以下にしてください。行を分けて登録してください。")
    rows = read_rows(data, SHEET, headings(), limits=LIMITS)
    rows = [row for row in rows if plain(str(row[BY_KEY["mark"].heading].value or "")) != EXAMPLE]
    if not rows:
        raise Invalid(
            f"登録する利用がありません。シート「{SHEET}」の見出しの下に、1行に1件ずつ記入してください。", code="intake_empty"
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
    choices = {key: ("、".join(among), lookup(among)) for key, among in words(policy).items()}
    places = {plain(section.label): section for section in sections}
    others = {plain(label) for label in elsewhere}
    for row in book.rows:
        reader = _RowReader(row, choices)
        found.entries.append(reader.entry(places, others))
        found.faults += reader.faults
    return found


class _RowReader:
    """One row: what can be read is read, what cannot is a fault."""

    def __init__(self, row: Row, choices: Mapping[str, tuple[str, Mapping[str, Value]]]) -> None:
        self._row, self._choices = row, choices
        self.faults: list[FieldFault] = []

    def entry(self, places: Mapping[str, Section], others: set[str]) -> Entry:
        form, zone, learns, code = (self.choice(key) for key in ("form", "zone", "learns", "class_code"))
        facts = {name: self.choice(name) for name in FACTS}
        return Entry(
            row=self._row.number,
            title=self.text("title"),
            section=self._section(places, others),
            service=self.text("service"),
            provider=self.text("provider"),
            corporate_number=self._corporate_number(),
            country=self.text("country"),
            kind=str(self.choice("kind") or ""),
            form=None if form is None else Form(str(form)),
            zone=None if zone is None else Zone(str(zone)),
            class_code=None if code is None else str(code),
            learns=None if learns is None else bool(learns),
            starts_on=self.day("starts_on"),
            ends_on=self.day("ends_on"),
            decided_on=self.day("decided_on"),
            confirm_on=self.day("confirm_on"),
            facts={name: bool(answer) for name, answer in facts.items() if answer is not None},
            numbers={key: self.number(key, most) for key, most in NUMBERS.items()},
            texts={key: self.text(key) for key in TEXTS},
        )

    def _cell(self, key: str) -> Cell:
        return self._row[BY_KEY[key].heading]

    def _refuse(self, key: str, message: str) -> None:
        self.faults.append(self._cell(key).fault(message))

    def text(self, key: str) -> str:
        """The text, within its length, without what no record may hold."""
        text, item = as_text(self._cell(key)), BY_KEY[key]
        if not text and item.required:
            self._refuse(key, "入力してください。")
        elif len(text) > item.limit:
            self._refuse(key, f"{item.limit:,}字以内で入力してください。")
        elif has_control_chars(text, lines=key in SEVERAL_LINES):
            self._refuse(key, "改行等の使用できない文字が含まれています。文字を入力し直してください。")
        elif looks_like_my_number(text):
            message = (
                "個人番号（マイナンバー）とみられる12桁の数字が含まれています。個人番号は登録できません。番号を消してください。"
            )
            self._refuse(key, message)
        elif key == "terms_url" and text and not _URL.fullmatch(text):
            self._refuse(key, "https:// から始まるＵＲＬを入力してください。")
        elif key == "data_countries" and not _sound(countries(text)):
            self._refuse(key, f"国の名称（{COUNTRY_LENGTH}字以内）を、{MOST_COUNTRIES}までの数で入力してください。")
        else:
            return text
        return ""

    def choice(self, key: str) -> Value | None:
        labels, values = self._choices[key]
        typed = plain(as_text(self._cell(key)))
        if not typed:
            if BY_KEY[key].required:
                self._refuse(key, f"次のいずれかを選んでください。{labels}")
            return None
        value = values.get(typed)
        if value is None and (typed not in UNKNOWN or BY_KEY[key].required):
            self._refuse(key, f"次のいずれかを選んでください。{labels}")
        return value

    def day(self, key: str) -> date | None:
        cell = self._cell(key)
        if cell.value is None:
            if BY_KEY[key].required:
                self._refuse(key, _HOW)
            return None
        try:
            return as_date(cell)
        except Invalid as fault:
            self.faults += fault.errors if isinstance(cell.value, str) else [cell.fault(_HOW)]
            return None

    def number(self, key: str, most: int) -> int | None:
        try:
            number = as_integer(self._cell(key))
        except Invalid as fault:
            self.faults += fault.errors
            return None
        if number is not None and not 0 <= number <= most:
            self._refuse(key, f"0以上{most:,}以下の数で入力してください。")
            return None
        return number

    def _section(self, places: Mapping[str, Section], others: set[str]) -> Section | None:
        typed = plain(as_text(self._cell("section")))
        section = places.get(typed)
        if section is None:
            known = "ほかの課の利用は登録できません。その課の職員か情報政策担当課が登録してください。"
            unknown = "この団体の組織にない課です。一覧から選んでください。" if typed else "利用する課を一覧から選んでください。"
            self._refuse("section", known if typed in others else unknown)
        return section

    def _corporate_number(self) -> str | None:
        typed = as_text(self._cell("corporate_number"), narrow=True)
        if not typed:
            return ""
        if looks_like_my_number(typed):
            self._refuse(
                "corporate_number",
                "個人番号（マイナンバー）とみられる12桁の数字です。個人番号は登録できません。番号を消してください。",
            )
            return None
        try:
            return parse_corporate_number(typed)
        except ValueError as fault:
            self._refuse("corporate_number", str(fault))
            return None


def _sound(names: Sequence[str]) -> bool:
    return len(names) <= MOST_COUNTRIES and all(len(name) <= COUNTRY_LENGTH for name in names)


def _place(fault: FieldFault) -> tuple[int, int]:
    found = _PLACE.search(fault.pointer)
    return (int(found[2]), column_number(found[1])) if found else (0, 0)
