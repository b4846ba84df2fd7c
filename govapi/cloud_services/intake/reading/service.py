"""From the bytes of a workbook to rows as they were understood, with every fault under its cell."""

import re
from collections.abc import Mapping, Sequence
from typing import IO

from govapi.cloud_services.intake.rules import (
    BY_KEY,
    COUNTRY_LENGTH,
    FACTS,
    MAX_ROWS,
    MOST_COUNTRIES,
    SHEET,
    Entry,
    countries,
    headings,
    words,
)
from govapi.files.entry_book import EntryBook, Reading, open_entries
from govapi.files.entry_row import NOT_A_DAY, Choice, RowReader
from govapi.kit.entry_sheet import plain
from govapi.people.rules import Section
from govapi.policy.schema.cloud import Form, Zone
from govapi.policy.schema.policy_set import PolicySet

TEXTS = (
    "mark", "purpose", "users", "contract", "budget_line", "decided_by_post", "decided_by_name", "manager", "data_countries",
    "terms_url", "alternative", "residual_risk", "risk_accepted_by", "remark",
)  # fmt: skip
NUMBERS: Mapping[str, int] = {"user_count": 1_000_000, "person_count": 10**9, "cost": 10**13}
_URL = re.compile(r"https?://[^\s<>\"]+")
FOREIGN = "ほかの課の利用は登録できません。その課の職員か情報政策担当課が登録してください。"


def open_book(file: IO[bytes], _policy: PolicySet, name: str, most_bytes: int) -> EntryBook:
    """The rows to register. Raises Invalid, TooLarge or UnsupportedType for a file that cannot be read at all."""
    mark = BY_KEY["mark"].heading
    return open_entries(file, name, SHEET, headings(), mark=mark, what="利用", most_rows=MAX_ROWS, most_bytes=most_bytes)


def read(book: EntryBook, policy: PolicySet, sections: Sequence[Section], elsewhere: Sequence[str]) -> Reading[Entry]:
    """Reads every cell. ``sections`` may be chosen; ``elsewhere`` are names of the town's other sections."""
    found: Reading[Entry] = Reading({row.number: row for row in book.rows}, BY_KEY)
    choices = {key: Choice.of(among) for key, among in words(policy).items()}
    places = {plain(section.label): section for section in sections}
    others = {plain(label) for label in elsewhere}
    for row in book.rows:
        reader = _Use(row, BY_KEY, choices)
        found.entries.append(reader.entry(places, others))
        found.faults += reader.faults
    return found


class _Use(RowReader):
    """A row that is a use."""

    no_day = NOT_A_DAY

    def entry(self, places: Mapping[str, Section], others: set[str]) -> Entry:
        form, zone, learns, code = (self.choice(key) for key in ("form", "zone", "learns", "class_code"))
        facts = {name: self.choice(name) for name in FACTS}
        return Entry(
            row=self.row.number,
            title=self.text("title"),
            section=self.section(places, others, blank="利用する課を一覧から選んでください。", foreign=FOREIGN),
            service=self.text("service"),
            provider=self.text("provider"),
            corporate_number=self.corporate_number("corporate_number"),
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
            numbers={key: self.whole(key, most, f"0以上{most:,}以下の数で入力してください。") for key, most in NUMBERS.items()},
            texts={key: self.text(key) for key in TEXTS},
        )

    def text(self, key: str) -> str:
        text = super().text(key)
        if key == "terms_url" and text and not _URL.fullmatch(text):
            self.refuse(key, "https:// から始まるＵＲＬを入力してください。")
        elif key == "data_countries" and not _sound(countries(text)):
            self.refuse(key, f"国の名称（{COUNTRY_LENGTH}字以内）を、{MOST_COUNTRIES}までの数で入力してください。")
        else:
            return text
        return ""


def _sound(names: Sequence[str]) -> bool:
    return len(names) <= MOST_COUNTRIES and all(len(name) <= COUNTRY_LENGTH for name in names)
