"""From the bytes of a workbook or of CSV to rows as they were understood, with every fault under its cell."""

from collections.abc import Mapping, Sequence
from typing import IO, Any

from govapi.files.entry_book import EntryBook, Reading, open_entries
from govapi.files.entry_row import NOT_A_DAY, UNKNOWN, Choice, RowReader
from govapi.kit.entry_sheet import NO, SYNONYMS, plain
from govapi.people.rules import Section
from govapi.policy.schema.policy_set import PolicySet
from govapi.sns_accounts.intake.rules import (
    BY_KEY,
    CHOSEN,
    DAYS,
    MANY,
    MAX_ROWS,
    ROLES,
    SHEET,
    TEXTS,
    Entry,
    headings,
    lists,
    parts,
    short_names,
    words,
)

MOST_FOLLOWERS = 2_000_000_000
NONE = frozenset({NO, *(word for word, means in SYNONYMS.items() if means == NO)})
FOREIGN = "ほかの課のアカウントは登録できません。その課の職員か広報主管課が登録してください。"


def open_book(file: IO[bytes], _policy: PolicySet, name: str, most_bytes: int) -> EntryBook:
    """The rows to register. Raises Invalid, TooLarge or UnsupportedType for a file that cannot be read at all."""
    mark, what = BY_KEY["mark"].heading, "アカウント"
    return open_entries(file, name, SHEET, headings(), mark=mark, what=what, most_rows=MAX_ROWS, most_bytes=most_bytes, csv=True)


def read(book: EntryBook, policy: PolicySet, sections: Sequence[Section], elsewhere: Sequence[str]) -> Reading[Entry]:
    """Reads every cell. ``sections`` may be chosen; ``elsewhere`` are names of the town's other sections."""
    found: Reading[Entry] = Reading({row.number: row for row in book.rows}, BY_KEY)
    choices = {key: Choice.of(among) for key, among in {**words(policy), **lists(policy)}.items()}
    services = choices["platform"]
    choices["platform"] = Choice(services.labels, short_names(policy) | dict(services.values))
    places = {plain(section.label): section for section in sections}
    others = {plain(label) for label in elsewhere}
    for row in book.rows:
        reader = _Account(row, BY_KEY, choices)
        found.entries.append(reader.entry(places, others))
        found.faults += reader.faults
    return found


class _Account(RowReader):
    """A row that is an account."""

    no_day = NOT_A_DAY

    def entry(self, places: Mapping[str, Section], others: set[str]) -> Entry:
        platform = self.choice("platform")
        return Entry(
            row=self.row.number,
            mark=self.text("mark"),
            section=self.section(places, others, blank="運用する課を一覧から選んでください。", foreign=FOREIGN),
            platform=str(platform or ""),
            name=self.text("name"),
            values=self._values(),
            contract=self.text("contract"),
            cloud_use=self.text("cloud_use"),
            posts={role: parts(self.text(role), {}) for role in ROLES},
        )

    def _values(self) -> dict[str, Any]:
        """The fields of the account that were filled in."""
        listed = self.choice("public")
        found: dict[str, Any] = {key: self.text(key) for key in TEXTS}
        found |= {key: str(self.choice(key) or "") for key in CHOSEN}
        found |= {key: self._several(key) for key in MANY}
        found |= {key: self.day(key) for key in (*DAYS, "review_on")}
        found["followers"] = self.whole("followers", MOST_FOLLOWERS, f"0以上{MOST_FOLLOWERS:,}以下の数で入力してください。")
        found["outsourced"] = bool(self.choice("outsourced"))
        found["public"] = listed is None or bool(listed)
        return found

    def _several(self, key: str) -> list[str]:
        choice, text = self.choices[key], self.text(key)
        if plain(text) in UNKNOWN or (key == "takes" and plain(text) in NONE):
            return []
        found = []
        for word in parts(text, choice.values):
            value = choice.values.get(plain(word))
            if value is None:
                self.refuse(
                    key, f"「{word}」は、使える言葉にありません。次の言葉を「、」で区切って記入してください。{choice.labels}"
                )
                return []
            found.append(str(value))
        return found
