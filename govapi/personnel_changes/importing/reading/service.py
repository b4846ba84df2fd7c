"""From the bytes of a list to rows as they were understood, with every fault under its cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from govapi.files.cells import Cell, Row, as_date, as_text
from govapi.files.entry_book import in_order
from govapi.files.headed_table import HeadedTable, TableKind, open_table
from govapi.kit.errors import FieldFault, Invalid
from govapi.kit.headings import plain
from govapi.kit.text import has_control_chars, looks_like_my_number
from govapi.personnel_changes.importing.rules import FIRST_DAY, LAST_DAY, LENGTHS, Entry, EntryFault
from govapi.personnel_changes.rules import MAX_ROWS
from govapi.policy.schema.personnel import MoveField, MoveKind, Personnel

NOT_A_DAY = "日付で入力してください。例：令和9年4月1日、R9.4.1、2027-04-01"
OUT_OF_REACH = "平成12年4月1日から令和82年3月31日までの日付を入力してください。"


@dataclass
class Reading:
    """The rows as they were understood, and every fault found so far."""

    rows: Mapping[int, Row]
    entries: list[Entry] = field(default_factory=list)
    faults: list[FieldFault] = field(default_factory=list)

    def add(self, faults: Iterable[EntryFault]) -> None:
        """Adds what was found beyond the single cell; a fault of a column that the list lacks is told at the person."""
        for one in faults:
            cells = self.rows[one.row].cells
            self.faults.append((cells.get(one.field) or cells["staff_number"]).fault(one.message))

    def sorted(self) -> list[FieldFault]:
        return in_order(self.faults)


def open_list(data: bytes, name: str, personnel: Personnel, most_bytes: int) -> HeadedTable:
    """The rows of the list. Raises Invalid, TooLarge or UnsupportedType for a file that cannot be read at all."""
    return open_table(data, name, TableKind("人事異動の一覧", "異動の一覧", "異動", personnel.columns, MAX_ROWS), most_bytes)


def read(table: HeadedTable, personnel: Personnel) -> Reading:
    """Reads every cell."""
    found = Reading({row.number: row for row in table.rows}, faults=list(table.faults))
    kinds = {plain(word): kind for kind in personnel.kinds for word in (kind.label, *kind.words)}
    words = "、".join(dict.fromkeys(word for kind in personnel.kinds for word in kind.words))
    for row in table.rows:
        found.entries.append(_RowReader(row, kinds, words, found.faults).entry())
    return found


@dataclass
class _RowReader:
    """One row: what can be read is read, what cannot is a fault."""

    row: Row
    kinds: Mapping[str, MoveKind]
    words: str
    faults: list[FieldFault]

    def entry(self) -> Entry:
        last = self.day("until")
        return Entry(
            row=self.row.number,
            staff_number=self.text("staff_number", required=True, digits=True),
            name=self.text("name", required=True),
            kana=self.text("kana"),
            subject=self.text("subject"),
            email=self.text("email"),
            kind=self.kind(),
            effective_on=self.day("effective_on", required=True),
            until=last + timedelta(days=1) if last else None,
            from_department=self.text("from_department"),
            from_post=self.text("from_post"),
            to_department=self.text("to_department"),
            to_post=self.text("to_post"),
            remark=self.text("remark"),
        )

    def kind(self) -> MoveKind | None:
        typed = self.text("kind", required=True)
        found = self.kinds.get(plain(typed))
        if typed and found is None:
            self._refuse("kind", f"「{typed[:30]}」は、読み取れない異動の種類です。次のいずれかを記入してください。{self.words}")
        return found

    def text(self, name: MoveField, *, required: bool = False, digits: bool = False) -> str:
        """The text within its length, without what no record may hold. ``digits``: a number, of whatever width."""
        cell = self.row.cells.get(name)
        text = "" if cell is None else as_text(cell, narrow=digits)
        if not text and required:
            self._refuse(name, "入力してください。")
        elif len(text) > LENGTHS[name]:
            self._refuse(name, f"{LENGTHS[name]:,}字以内で入力してください。")
        elif has_control_chars(text):
            self._refuse(name, "使用できない制御文字が含まれています。文字を入力し直してください。")
        elif looks_like_my_number(text):
            self._refuse(
                name, "個人番号（マイナンバー）とみられる12桁の数字です。個人番号は登録できません。番号を消してください。"
            )
        else:
            return text
        return ""

    def day(self, name: MoveField, *, required: bool = False) -> date | None:
        cell = self.row.cells.get(name)
        if cell is None or cell.value is None:
            if required:
                self._refuse(name, NOT_A_DAY)
            return None
        try:
            day = as_date(cell)
        except Invalid:
            self._refuse(name, NOT_A_DAY)
            return None
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            self._refuse(name, OUT_OF_REACH)
            return None
        return day

    def _refuse(self, name: MoveField, message: str) -> None:
        cell: Cell = self.row.cells.get(name) or self.row.cells["staff_number"]
        self.faults.append(cell.fault(message))
