"""From the bytes of a workbook to rows as they were understood, with every fault under its cell."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import IO, cast

from govapi.contracts.intake.rules import (
    BY_KEY,
    CLAUSE_WORDS,
    FACTS,
    MAX_ROWS,
    SHEET,
    Entry,
    Party,
    clause_headings,
    fiscal_year_of,
    headings,
    words,
)
from govapi.files.entry_book import EntryBook, Reading, open_entries
from govapi.files.entry_row import Choice, RowReader
from govapi.files.spreadsheet import as_text
from govapi.kit.entry_sheet import plain
from govapi.kit.japan.fiscal import fiscal_year
from govapi.people.rules import Section
from govapi.policy.schema.policy_set import PolicySet

MAX_YEN = 10**13
TEXTS = ("mark", "outline", "budget_line", "obligation_number", "place", "officer_name", "remark")
PARTY_TEXTS = ("kana", "address", "representative_title", "representative_name")
CLAUSES = "clauses"
FOREIGN = "ほかの課の契約は登録できません。所管課の職員か契約担当課が登録してください。"


def open_book(file: IO[bytes], policy: PolicySet, name: str, most_bytes: int) -> EntryBook:
    """The rows to register. Raises Invalid, TooLarge or UnsupportedType for a file that cannot be read at all."""
    mark = BY_KEY["mark"].heading
    return open_entries(file, name, SHEET, headings(policy), mark=mark, what="契約", most_rows=MAX_ROWS, most_bytes=most_bytes)


def read(book: EntryBook, policy: PolicySet, sections: Sequence[Section], elsewhere: Sequence[str]) -> Reading[Entry]:
    """Reads every cell. ``sections`` may be chosen; ``elsewhere`` are names of the town's other sections."""
    found: Reading[Entry] = Reading({row.number: row for row in book.rows}, BY_KEY)
    choices = {key: Choice.of(among) for key, among in (*words(policy).items(), (CLAUSES, CLAUSE_WORDS))}
    places = {plain(section.label): section for section in sections}
    clauses = clause_headings(policy)
    others = {plain(label) for label in elsewhere}
    for row in book.rows:
        reader = _Contract(row, BY_KEY, choices)
        found.entries.append(reader.entry(places, others, clauses))
        found.faults += reader.faults
    return found


class _Contract(RowReader):
    """A row that is a contract."""

    def entry(self, places: Mapping[str, Section], others: set[str], clauses: Mapping[str, str]) -> Entry:
        starts_on, ends_on = self.day("starts_on"), self.day("ends_on")
        facts = {name: self.choice(name) for name in FACTS} | {"availability2": self.choice("availability")}
        states = {key: str(self.chosen(self.row[heading], self.choices[CLAUSES]) or "") for key, heading in clauses.items()}
        return Entry(
            row=self.row.number,
            title=self.text("title"),
            section=self.section(places, others, blank="所管課を一覧から選んでください。", foreign=FOREIGN),
            fiscal_year=self._year(starts_on),
            party=self._party(),
            concluded_on=self.day("concluded_on"),
            starts_on=starts_on,
            ends_on=ends_on,
            amount=self.whole("amount", MAX_YEN, "0円以上10兆円以下の額を、円単位で入力してください。"),
            method=cast(str | None, self.choice("method")),
            ground=cast(str | None, self.choice("ground")),
            is_unit_price=bool(self.choice("is_unit_price")),
            term_kind=str(self.choice("term_kind") or "single_year"),
            class_code=cast(str | None, self.choice("class_code")),
            facts={name: bool(answer) for name, answer in facts.items() if answer is not None},
            clauses={key: state for key, state in states.items() if state},
            texts={key: self.text(key) for key in TEXTS},
        )

    def _year(self, starts_on: date | None) -> int | None:
        typed = as_text(self.cell("fiscal_year"), narrow=True)
        if not typed:
            return fiscal_year(starts_on) if starts_on is not None else None
        year = fiscal_year_of(typed)
        if year is None:
            self.refuse("fiscal_year", "会計年度は「令和8年度」「R8」「2026」のいずれかの形で入力してください。")
        return year

    def _party(self) -> Party:
        texts = {key: self.text(key) for key in PARTY_TEXTS}
        return Party(
            name=self.text("name"),
            corporate_number=self.corporate_number("corporate_number"),
            kind=str(self.choice("kind") or ""),
            register=str(self.choice("register") or ""),
            **texts,
        )
